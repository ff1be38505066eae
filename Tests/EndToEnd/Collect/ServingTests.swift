import Foundation
import Glibc
import TestSupport
import Testing

/// The server as an administrator and a monitor meet it.
@Suite(.serialized) struct ServingTests {
  @Test("Told to stop, the server finishes a request that has begun and takes no other")
  func drain() async throws {
    let wave = try OpenWave(people: 12)
    let server = try RunningServer(wave.places)
    let port = try #require(server.address.port)
    let wire = Wire { [address = server.address] in address }
    let right = try await wave.collect(0, over: wire)
    let body = String(decoding: try JSONSerialization.data(withJSONObject: right.body("wish 0")), as: UTF8.self)
    let half = body.index(body.startIndex, offsetBy: 40)
    let head =
      "POST /answer/\(OpenWave.name)/response HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    let (first, second) = (head + body[..<half], String(body[half...]))
    let process = server.process.processIdentifier
    let (wasRefused, text) = await RawWire.apart {
      let raw = RawWire(port: port)
      raw?.send(first)
      // Others that are answered show that the first has been taken up: connections go to the server's loops in turn, and each loop works in order.
      for _ in 0..<20 {
        let other = RawWire(port: port)
        other?.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        _ = other?.readBlocking()
        usleep(25_000)
      }
      kill(process, SIGTERM)
      var wasRefused = false
      for _ in 0..<500 where !wasRefused {
        wasRefused = RawWire(port: port) == nil
        usleep(10_000)
      }
      raw?.send(second)
      return (wasRefused, raw?.readBlocking() ?? "")
    }
    #expect(wasRefused)
    #expect(text.hasPrefix("HTTP/1.1 200") && text.contains("\"receipt\""), "\(text.prefix(200))")
    server.process.waitUntilExit()
    #expect(server.process.terminationStatus == 0)
    let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
    #expect(closed.output.contains("\"responses\" : 1"), "\(closed.errors)")
  }

  @Test("What a monitor reads is the same before and after each answer")
  func monitor() async throws {
    let wave = try OpenWave(people: 12)
    let port = try FreePort.find()
    let server = try RunningServer(wave.places + ["--metrics-port", "\(port)"])
    let wire = Wire { [address = server.address] in address }
    let metrics = try #require(URL(string: "http://127.0.0.1:\(port)/metrics"))
    var read = try String(contentsOf: metrics, encoding: .utf8)
    #expect(read.contains(#"hearth_waves{state="open"} 1"#))
    for number in 0..<12 {
      let right = try await wave.collect(number, over: wire)
      _ = try await wave.answer(right, "wish \(number)", over: wire)
      let now = try String(contentsOf: metrics, encoding: .utf8)
      #expect(now == read)
      read = now
    }
    server.stop()
  }

  @Test("With a certificate of its own the server speaks TLS 1.2 and newer")
  func tls() throws {
    let wave = try OpenWave(people: 12)
    let own = try TestCertificate(in: wave.work.folder)
    let server = try RunningServer(wave.places + ["--tls-certificate", own.path, "--tls-key", own.keyPath])
    #expect(server.address.scheme == "https")
    let port = try #require(server.address.port)
    #expect(try ask(port, trusting: own.path, "-tls1_3").contains("alive"))
    #expect(try ask(port, trusting: own.path, "-tls1_2").contains("alive"))
    #expect(try !ask(port, trusting: own.path, "-tls1_1").contains("alive"))
    server.stop()
  }

  @Test("A certificate that cannot be served is said before anything is opened")
  func badCertificate() throws {
    let work = try Workplace()
    let (own, other) = (try TestCertificate(in: work.folder), try TestCertificate(in: work.folder, named: "other"))
    let wrong = try work.hearth("serve", "--data", "data", "--tls-certificate", own.path, "--tls-key", other.keyPath)
    #expect(wrong.code == 1 && wrong.errors.contains("the key does not belong to the certificate"))
    let half = try work.hearth("serve", "--data", "data", "--tls-certificate", own.path)
    #expect(half.code == 2)
    #expect(!work.exists("data"))
  }

  private func ask(_ port: Int, trusting certificate: String, _ version: String) throws -> String {
    let client = Process()
    client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    client.arguments = [
      "openssl", "s_client", "-quiet", "-verify_return_error", "-CAfile", certificate, "-servername", "localhost",
      version,
      "-connect", "127.0.0.1:\(port)",
    ]
    let (input, output) = (Pipe(), Pipe())
    client.standardInput = input
    client.standardOutput = output
    client.standardError = FileHandle.nullDevice
    try client.run()
    input.fileHandleForWriting.write(Data("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8))
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    client.waitUntilExit()
    return String(decoding: answer, as: UTF8.self)
  }
}
