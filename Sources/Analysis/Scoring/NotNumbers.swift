import Dataset
import Problems

/// Texts that programs write where a calculation gave no number; nobody can have meant them as an answer.
enum NotNumbers {
  static let words: Set = ["nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"]

  /// Places named in a message; the others are counted.
  private static let mostPlaces = 5

  /// - Throws: `Problem` that names the first cells with such a text and how many there are.
  static func check(_ columns: [Column], in source: Source) throws(Problem) {
    let cells = columns.flatMap { column in found(in: column).map { (column: column.name, row: $0.row, text: $0.text) }
    }
    guard let first = cells.first else { return }
    let texts = Set(cells.map(\.text)).sorted()
    let names = texts.map { "“\($0)”" }.joined(separator: ", ")
    let places = cells.prefix(mostPlaces).map { source.place(row: $0.row, column: $0.column) }.joined(separator: "; ")
    throw Problem(
      cells.count == 1 ? "“\(first.text)” is no answer" : "\(cells.count) cells hold \(names), which is no answer",
      at: places + (cells.count > mostPlaces ? "; and \(cells.count - mostPlaces) more" : ""),
      remedy: "leave the cells empty, or say that the text means “no answer”: "
        + texts.map { "--missing \($0)" }.joined(separator: " "))
  }

  private static func found(in column: Column) -> [(row: Int, text: String)] {
    switch column.storage {
    case .category(let codes, let levels):
      let strange = levels.map { words.contains($0.lowercased()) }
      guard strange.contains(true) else { return [] }
      return codes.indices.filter { column.validity[$0] && strange[Int(codes[$0])] }.map {
        ($0, levels[Int(codes[$0])])
      }
    case .text(let store):
      return (0..<column.rowCount).compactMap { row in
        guard column.validity[row], words.contains(store[row].lowercased()) else { return nil }
        return (row, store[row])
      }
    case .integer, .real, .multi, .date: return []
    }
  }
}
