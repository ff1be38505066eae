import Foundation
import Testing

/// The built program, run as a person would run it.
enum HearthProgram {
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    .standardizedFileURL

  /// The program lies beside the test bundle.
  static let url: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let program = folder.appendingPathComponent("hearth")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder), !isFolder.boolValue {
        return program
      }
      folder.deleteLastPathComponent()
    }
    return root.appendingPathComponent(".build/debug/hearth")
  }()

  /// - Parameter seconds: after how long it is told to stop.
  static func run(_ arguments: [String], in folder: URL? = nil, within seconds: Int? = nil) throws -> Run {
    let process = Process()
    process.executableURL = seconds == nil ? url : URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = (seconds.map { ["\($0)", url.path] } ?? []) + arguments
    if let folder { process.currentDirectoryURL = folder }
    let (out, err) = (try Capture(), try Capture())
    process.standardOutput = out.handle
    process.standardError = err.handle
    try process.run()
    process.waitUntilExit()
    return Run(code: process.terminationStatus, output: try out.text(), errors: try err.text())
  }

  /// Output goes to a file, so that no pipe can fill up.
  private struct Capture {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-test-\(UUID().uuidString)")
    let handle: FileHandle

    init() throws {
      try Data().write(to: url)
      handle = try FileHandle(forWritingTo: url)
    }

    func text() throws -> String {
      defer { try? FileManager.default.removeItem(at: url) }
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
  }
}

/// A folder that goes with the test.
final class Workplace: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-work-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  func json(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  func hearth(_ arguments: String...) throws -> HearthProgram.Run { try HearthProgram.run(arguments, in: folder) }

  /// Everything in the folder, hidden files too.
  var contents: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }
}
