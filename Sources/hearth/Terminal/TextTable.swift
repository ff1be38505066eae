import Foundation

/// Columns of text for a terminal: numbers to the right, words to the left, two spaces between.
struct TextTable {
  let header: [String]
  var rows: [[String]] = []

  init(_ header: [String]) { self.header = header }

  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    let numeric = header.indices.map { column in
      !rows.isEmpty
        && rows.allSatisfy { row in
          !row.indices.contains(column) || row[column].isEmpty || row[column].first?.isNumber == true
            || ["-", "−", "<", "."].contains(String(row[column].prefix(1)))
        }
    }
    return all.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return numeric[column] ? space + cell : cell + space
      }
      return trimmingEnd(cells.joined(separator: "  "))
    }.joined(separator: "\n")
  }

  private func trimmingEnd(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

/// A number for a terminal, at most `digits` significant digits, without needless zeros; files and `--json` carry full precision.
func shortNumber(_ value: Double, digits: Int = 6) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
  let text = value.formatted(
    .number.precision(.significantDigits(1...digits)).grouping(.never).locale(Locale(identifier: "en_GB")))
  return abs(value) < 1e-4 ? String(format: "%.\(digits)g", value) : text
}
