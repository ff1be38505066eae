import Foundation
import Problems
import TestSupport
import Testing
import Web

@Suite struct CertificateTests {
  private func withCertificate(_ body: (TestCertificate, URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-tls-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(try TestCertificate(in: folder), folder)
  }

  private func problem(_ path: String, _ keyPath: String, now: Date = Date()) -> Problem? {
    do throws(Problem) {
      _ = try Certificate(path: path, keyPath: keyPath, now: now)
      return nil
    } catch {
      return error
    }
  }

  private static let day = 86_400.0

  @Test("A certificate is taken with its own key, and says when it ends")
  func valid() throws {
    try withCertificate { own, _ in
      let certificate = try Certificate(path: own.path, keyPath: own.keyPath)
      #expect(abs(certificate.expires.timeIntervalSinceNow - 10 * Self.day) < Self.day)
    }
  }

  @Test("A certificate that has run out, or is not valid yet, is not served")
  func dates() throws {
    try withCertificate { own, _ in
      let late = try #require(problem(own.path, own.keyPath, now: Date() + 11 * Self.day))
      #expect(late.what.hasPrefix("the certificate was valid until ") && late.place == own.path)
      let early = try #require(problem(own.path, own.keyPath, now: Date() - 2 * Self.day))
      #expect(early.what.hasPrefix("the certificate is valid from "))
    }
  }

  @Test("The key of another certificate is not taken")
  func strangeKey() throws {
    try withCertificate { own, folder in
      let other = try TestCertificate(in: folder, named: "other")
      let said = try #require(problem(own.path, other.keyPath))
      #expect(said.what == "the key does not belong to the certificate" && said.place == other.keyPath)
    }
  }

  @Test("Files that are not there, empty or something else are named")
  func files() throws {
    try withCertificate { own, folder in
      let junk = folder.appendingPathComponent("junk.pem").path
      try Data("no certificate".utf8).write(to: URL(fileURLWithPath: junk))
      for (path, key, place) in [
        (junk, own.keyPath, junk), (folder.path + "/none", own.keyPath, folder.path + "/none"),
        (own.path, junk, junk), (own.path, folder.path + "/none", folder.path + "/none"),
        (own.path, own.path, own.path),
      ] {
        #expect(problem(path, key)?.place == place, "\(path), \(key)")
      }
    }
  }
}
