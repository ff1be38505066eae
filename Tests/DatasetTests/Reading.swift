import Dataset
import Problems

/// Reads text, in one piece or in pieces of a few bytes on several threads.
func read(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws(Problem) -> Dataset {
  var options = ReadOptions()
  change(&options)
  return try Dataset.read(bytes: Array(text.utf8), name: "answers.csv", options: options)
}

/// Every cell as a person reads it, `nil` where it is missing.
func cells(_ data: Dataset) -> [[String?]] {
  (0..<data.rowCount).map { row in data.columns.map { $0.text(at: row) } }
}

/// The message that reading gives, or "read without a problem".
func message(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) -> String {
  message(Array(text.utf8), change)
}

func message(_ bytes: [UInt8], _ change: (inout ReadOptions) -> Void = { _ in }) -> String {
  var options = ReadOptions()
  change(&options)
  do throws(Problem) {
    _ = try Dataset.read(bytes: bytes, name: "answers.csv", options: options)
    return "read without a problem"
  } catch {
    return error.description
  }
}
