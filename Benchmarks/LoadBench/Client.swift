import Glibc

/// Ready requests over keep-alive connections, on one thread: it shares the machine with the server, so it does as little as it can.
struct Client {
  let port: Int
  let connections: Int

  struct Reply {
    let status: Int
    let body: [UInt8]
  }

  struct Run {
    /// In the order of the requests.
    var replies: [Reply?]
    /// Nanoseconds from the moment a request was due to its last byte; sorted.
    var latencies: [UInt64] = []
    var elapsed: UInt64 = 0
  }

  struct Broken: Error {
    let what: String
  }

  /// - Parameter rate: requests a second, arriving by chance (exponential gaps) whether or not earlier ones are answered; nil for one after the
  ///   other on every connection.
  func send(_ requests: [[UInt8]], rate: Double? = nil) throws -> Run {
    var lines = try (0..<connections).map { _ in try Line(port: port) }
    defer { for line in lines { close(line.descriptor) } }
    var run = Run(replies: Array(repeating: nil, count: requests.count))
    run.latencies.reserveCapacity(requests.count)
    let start = now()
    let due = Self.due(requests.count, rate: rate, from: start)
    var next = 0
    var answered = 0
    var free = Array(lines.indices)
    var polled = lines.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    while answered < requests.count {
      let moment = now()
      while next < requests.count, due.map({ $0[next] <= moment }) ?? true, let line = free.popLast() {
        try lines[line].send(requests[next], number: next, due: due?[next] ?? now())
        next += 1
      }
      var patience: Int32 = 10_000
      if next < requests.count, !free.isEmpty, let due {
        // Rounded up: up to a millisecond of waiting here counts as the server's.
        patience = due[next] > moment ? Int32((due[next] - moment) / 1_000_000) + 1 : 0
      }
      let ready = poll(&polled, nfds_t(polled.count), patience)
      if ready == 0, free.isEmpty || next == requests.count { throw Broken(what: "no answer within ten seconds") }
      guard ready > 0 else { continue }
      for index in polled.indices where polled[index].revents != 0 {
        guard let (number, reply, latency) = try lines[index].receive() else { continue }
        run.replies[number] = reply
        run.latencies.append(latency)
        answered += 1
        free.append(index)
      }
    }
    run.elapsed = now() - start
    run.latencies.sort()
    return run
  }

  private static func due(_ count: Int, rate: Double?, from start: UInt64) -> [UInt64]? {
    guard let rate else { return nil }
    var at = Double(start)
    return (0..<count).map { _ in
      at += -log(Double.random(in: Double.leastNonzeroMagnitude..<1)) / rate * 1e9
      return UInt64(at)
    }
  }
}

/// One connection with at most one request on its way.
private struct Line {
  let descriptor: Int32
  private var number = 0
  private var due: UInt64 = 0
  private var buffer: [UInt8] = []

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Client.Broken(what: "the server takes no connection") }
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  mutating func send(_ request: [UInt8], number: Int, due: UInt64) throws {
    self.number = number
    self.due = due
    buffer.removeAll(keepingCapacity: true)
    let sent = request.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    guard sent == request.count else { throw Client.Broken(what: "a request could not be sent") }
  }

  /// What has come, once it is whole.
  mutating func receive() throws -> (number: Int, reply: Client.Reply, latency: UInt64)? {
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &part, part.count, 0)
    guard count > 0 else { throw Client.Broken(what: "the server closed a connection") }
    buffer += part[..<count]
    guard let head = end(of: [13, 10, 13, 10]) else { return nil }
    let length = self.length(head: head)
    guard buffer.count >= head + length else { return nil }
    let status = buffer[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
    return (number, Client.Reply(status: status, body: Array(buffer[head...])), now() - due)
  }

  /// Where the first of these bytes is behind.
  private func end(of pattern: [UInt8], before limit: Int? = nil) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      let last = (limit ?? bytes.count) - pattern.count
      guard last >= 0 else { return nil }
      for start in 0...last where bytes[start] == pattern[0] {
        if pattern.indices.allSatisfy({ bytes[start + $0] == pattern[$0] }) { return start + pattern.count }
      }
      return nil
    }
  }

  private func length(head: Int) -> Int {
    let name = Array("\r\ncontent-length: ".utf8)
    guard let start = end(of: name, before: head) ?? end(of: Array("\r\nContent-Length: ".utf8), before: head) else {
      return 0
    }
    return buffer[start...].prefix { (48...57).contains($0) }.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}

/// Nanoseconds of a clock that nobody sets.
func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
