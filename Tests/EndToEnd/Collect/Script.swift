import Foundation
import Testing

/// A script of the project that starts or stops servers.
enum Script {
  /// - Returns: what it prints.
  static func run(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
    let process = Process()
    process.executableURL = HearthProgram.root.appendingPathComponent("scripts/\(name)")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // A server that stays would keep a pipe open for ever: what the script prints goes to a file.
    let said = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-script-\(UUID()).txt")
    try Data().write(to: said)
    defer { try? FileManager.default.removeItem(at: said) }
    process.standardOutput = try FileHandle(forWritingTo: said)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "scripts/\(name) \(arguments.first ?? "")")
    return try String(contentsOf: said, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
