package import Foundation

/// A certificate for localhost that signed itself, made by openssl in a folder: cert.pem and key.pem, valid for ten days.
package struct TestCertificate {
  package let path: String
  package let keyPath: String

  package init(in folder: URL, named name: String = "own") throws {
    path = folder.appendingPathComponent("\(name)-cert.pem").path
    keyPath = folder.appendingPathComponent("\(name)-key.pem").path
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", keyPath, "-out", path,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    guard openssl.terminationStatus == 0 else { throw Failed() }
  }

  struct Failed: Error {}
}
