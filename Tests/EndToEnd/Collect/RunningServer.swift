import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `hearth serve` as a process of its own, which a test may kill.
final class RunningServer {
  let process: Process
  let address: URL
  /// The link that sets up what has no account yet.
  let setUp: String?

  /// - Parameter wrapper: a program and its arguments that start the server, such as a tracer.
  init(_ places: [String], wrapper: [String] = []) throws {
    process = Process()
    let command = wrapper + [HearthProgram.url.path, "serve", "--port", "0", "--json"] + places
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = Data()
    while !line.contains(10) {
      let more = pipe.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Stopped() }
      line += more
    }
    let ready = try JSONDecoder().decode([String: String].self, from: line)
    guard let address = ready["address"].flatMap(URL.init(string:)) else { throw Stopped() }
    self.address = address
    setUp = ready["setUp"]
  }

  struct Stopped: Error {}

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// As a power cut does it: nothing is finished.
  func killNow() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func stop() {
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
  }
}

/// What a participant's browser sends, without the browser.
struct Wire: Sendable {
  /// The server may move to another port when it comes up again.
  let address: @Sendable () -> URL?
  private let session: URLSession

  init(address: @escaping @Sendable () -> URL?) {
    self.address = address
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = 5
    configuration.httpMaximumConnectionsPerHost = 16
    session = URLSession(configuration: configuration)
  }

  /// The answer's status and body; nil when there was none.
  func post(_ path: String, _ body: [String: Any]) async -> (status: Int, body: [String: Any])? {
    guard let address = address(), let data = try? JSONSerialization.data(withJSONObject: body) else { return nil }
    var request = URLRequest(url: address.appendingPathComponent(path))
    request.httpMethod = "POST"
    request.httpBody = data
    request.setValue("application/json", forHTTPHeaderField: "content-type")
    return await send(request)
  }

  /// Sends a form as a page without a script does; the answer's status.
  func submit(_ path: String, _ form: String) async -> Int? {
    guard let address = address() else { return nil }
    var request = URLRequest(url: address.appendingPathComponent(path))
    request.httpMethod = "POST"
    request.httpBody = Data(form.utf8)
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "content-type")
    return await send(request)?.status
  }

  func get(_ path: String) async -> (status: Int, body: [String: Any])? {
    guard let address = address() else { return nil }
    return await send(URLRequest(url: address.appendingPathComponent(path)))
  }

  private func send(_ request: URLRequest) async -> (status: Int, body: [String: Any])? {
    guard let (data, response) = try? await session.data(for: request), let response = response as? HTTPURLResponse
    else { return nil }
    return (response.statusCode, (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:])
  }
}
