import Foundation
import Problems

/// What goes to the person at the keyboard, apart from results on standard output.
enum Terminal {
  /// `error: what is wrong — where — what to do`, on standard error.
  static func complain(_ problem: Problem) { write("error: \(problem)\n") }

  static func note(_ text: String) { write("note: \(text)\n") }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// One JSON document on standard output: camelCase, sorted keys, full precision.
  static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let data = try encoder.encode(value)
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }
}

/// A line that says how far long work has come: on a terminal only, and only after half a second.
final class ProgressLine: @unchecked Sendable {
  // Calls may come from the reader's threads; the lock guards every field below it.
  private let lock = NSLock()
  private let label: String
  private let began = Date()
  private var shown = -1
  private let speaks = isatty(STDERR_FILENO) == 1

  init(_ label: String) { self.label = label }

  func update(_ share: Double) {
    guard speaks, Date().timeIntervalSince(began) > 0.5 else { return }
    lock.withLock {
      let percent = Int(min(1, max(0, share)) * 100)
      guard percent > shown else { return }
      shown = percent
      FileHandle.standardError.write(Data("\r\(label) \(percent) %".utf8))
    }
  }

  /// Clears the line if one was written; later calls and updates write nothing.
  func finish() {
    lock.withLock {
      if speaks, (0...100).contains(shown) { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      shown = .max
    }
  }
}
