import Foundation

/// The program itself, run as an administrator runs it.
struct Program {
  let path: String

  /// - Returns: the largest resident set, in megabytes.
  /// - Throws: when it did not end well.
  @discardableResult
  func run(_ arguments: [String], folder: URL) throws -> Double {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/time")
    let usage = folder.appendingPathComponent("usage").path
    process.arguments = ["-f", "%M", "-o", usage, path] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Client.Broken(
        what: "hearth \(arguments.prefix(2).joined(separator: " ")) ended with \(process.terminationStatus)")
    }
    let text = try String(contentsOfFile: usage, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    return (Double(text) ?? 0) / 1024
  }
}

/// `hearth serve` on a port of its own.
final class BenchServer {
  let port: Int
  private let process: Process

  init(_ program: Program, places: [String], folder: URL) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: program.path)
    process.arguments = ["serve", "--port", "0", "--json"] + places
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while !line.contains(10) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Client.Broken(what: "the server did not start") }
      line += more
    }
    let ready = try JSONDecoder().decode([String: String].self, from: line)
    guard let port = ready["address"].flatMap(URL.init(string:))?.port else {
      throw Client.Broken(what: "the server did not say where it listens")
    }
    self.port = port
  }

  /// Seconds of processor time so far, in the program and in the kernel for it.
  var processorTime: Double {
    let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The largest resident set so far, in megabytes.
  var memory: Double {
    let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 } ?? 0
  }

  func stop() {
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
  }
}
