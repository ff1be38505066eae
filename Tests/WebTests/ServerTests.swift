import Foundation
import Platform
import TestSupport
import Testing
import Web

/// What only a real socket can show.
@Suite struct ServerTests {
  private func serving(
    idle: Duration = .seconds(30), patience: Duration = .seconds(30),
    _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let site = Site(answering: Platformed().answering, patience: patience, isReady: { true })
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await Server(site: site, host: "127.0.0.1", port: 0, idle: idle).run { found.yield($0) }
      }
      group.addTask {
        for await port in ports {
          try await body(port)
          break
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func answer(_ port: Int, to text: String) async throws -> String {
    let wire = try #require(RawWire(port: port))
    return try #require(await wire.exchange(text), "the connection stays open")
  }

  private static let close = "Host: x\r\nConnection: close\r\n"

  @Test("A well-formed request is answered, and the answer names no software")
  func answers() async throws {
    try await serving { port in
      let text = try await answer(port, to: "GET /answer/spring HTTP/1.1\r\n\(Self.close)\r\n")
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.contains("Before you start"))
      #expect(!text.lowercased().contains("\r\nserver:") && !text.lowercased().contains("set-cookie"))
    }
  }

  @Test(
    "Three hundred headers, a header of 20 KB and what is no request at all are turned away, and the next is answered")
  func limits() async throws {
    try await serving { port in
      let many = (0..<300).map { "X-\($0): y\r\n" }.joined()
      let long = "X: " + String(repeating: "y", count: 20_000) + "\r\n"
      for text in [
        "GET /health HTTP/1.1\r\n\(Self.close)\(many)\r\n", "GET /health HTTP/1.1\r\n\(Self.close)\(long)\r\n",
        "GET /health HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
      ] {
        let answer = try await answer(port, to: text)
        #expect(!answer.hasPrefix("HTTP/1.1 200"), "\(text.prefix(60)) is answered")
      }
      let next = try await answer(port, to: "GET /health HTTP/1.1\r\n\(Self.close)\r\n")
      #expect(next.hasSuffix("alive\n"))
    }
  }

  @Test("A connection on which nothing happens is closed")
  func idle() async throws {
    try await serving(idle: .milliseconds(300)) { port in
      let silent = try await answer(port, to: "")
      #expect(silent == "")
      let half = try await answer(port, to: "GET /health HTTP/1.1\r\nHost:")
      #expect(!half.contains("200"))
    }
  }

  @Test("A header that only drips is not waited for, neither the first nor a later one")
  func drippingHeader() async throws {
    try await serving(idle: .milliseconds(500)) { port in
      for first in ["", "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let text = await RawWire.apart { () -> String? in
          guard let wire = RawWire(port: port) else { return nil }
          wire.send(first + "GET /health HTTP/1.1\r\nX: ")
          // Never half as long without a byte as an idle connection may be.
          for _ in 0..<30 {
            wire.send("y")
            usleep(100_000)
          }
          wire.send("\r\n\(Self.close)\r\n")
          return wire.readBlocking()
        }
        let answers = try #require(text, "the connection stays open").components(separatedBy: "alive").count - 1
        #expect(answers == (first.isEmpty ? 0 : 1))
      }
      // Whoever is quick enough is answered, again and again on one connection.
      let twice = "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\n\(Self.close)\r\n"
      #expect(try await answer(port, to: twice).components(separatedBy: "alive").count - 1 == 2)
    }
  }

  @Test("A body that only drips is not waited for")
  func slow() async throws {
    try await serving(patience: .milliseconds(500)) { port in
      let wire = try #require(RawWire(port: port))
      wire.send(
        "POST /answer/spring/right HTTP/1.1\r\n\(Self.close)Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
      )
      for _ in 0..<8 {
        try await Task.sleep(for: .milliseconds(100))
        wire.send(" ")
      }
      wire.send(String(repeating: " ", count: 991))
      let text = try #require(await wire.readToEnd())
      #expect(text.hasPrefix("HTTP/1.1 408") && text.contains("too slow"))
    }
  }

  @Test("2 MiB and a byte are refused before they are read, and the next request is answered")
  func huge() async throws {
    try await serving { port in
      let size = 2 * 1024 * 1024 + 1
      let body = "{\"answers\":\"" + String(repeating: "x", count: size - 14) + "\"}"
      let text = try await answer(
        port,
        to:
          "POST /answer/spring/response HTTP/1.1\r\n\(Self.close)Content-Type: application/json\r\nContent-Length: \(size)\r\n\r\n\(body)"
      )
      #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 413"), "\(text.prefix(80))")
      let next = try await answer(port, to: "GET /health HTTP/1.1\r\n\(Self.close)\r\n")
      #expect(next.hasSuffix("alive\n"))
    }
  }
}
