import Dataset
import Disclosure

/// Digests of a file's columns and rows: by them the ledger knows the same answers again under another name.
///
/// They tell equal from different and hide nothing from whoever can guess a whole row: the ledger belongs beside the data.
struct AnswerDigests: Sendable {
  /// Nil where it was not asked for, or the file holds nothing but texts.
  let rows: RowSketch?
  /// People in the file.
  let count: Int
  private let columns: [String: UInt64]

  /// - Parameters:
  ///   - names: columns whose digests are wanted.
  ///   - sketching: whether the rows are wanted, too.
  init(_ dataset: Dataset, columns names: Set<String>, sketching: Bool) {
    // Texts are left out of a row: an export's stamps and identifiers change while the answers stay.
    let inRows = dataset.columns.map { column in if case .text = column.storage { false } else { sketching } }
    let wanted = dataset.columns.map { names.contains($0.name) }
    let cells = dataset.columns.enumerated().map { index, column in
      wanted[index] || inRows[index] ? CellDigests(column) : nil
    }
    let size = 1 << 15
    let count = dataset.rowCount
    self.count = count
    let blocks = parallelMap((count + size - 1) / size, worthwhile: count > 20_000) { block in
      let span = (block * size)..<min(count, (block + 1) * size)
      var rows = [UInt64](repeating: 0, count: span.count)
      var sums = [UInt64](repeating: 0, count: cells.count)
      var values = [UInt64](repeating: 0, count: span.count)
      for (index, cell) in cells.enumerated() {
        guard let cell else { continue }
        cell.fill(&values, rows: span)
        if inRows[index] { for row in rows.indices { rows[row] = (rows[row] ^ values[row]) &* 0x9E37_79B9_7F4A_7C15 } }
        guard wanted[index] else { continue }
        // Every row has an odd weight of its own, so that the order of the answers counts.
        var weight = UInt64(span.lowerBound) &* 0xD1B5_4A32_D192_ED02 &+ 1
        var sum: UInt64 = 0
        for value in values {
          sum &+= value &* weight
          weight &+= 0xD1B5_4A32_D192_ED02
        }
        sums[index] = sum
      }
      return (rows: rows, sums: sums)
    }
    rows =
      inRows.contains(true) && count > 0 ? RowSketch(blocks.flatMap { $0.rows.map(mixed) }) : nil
    columns = Dictionary(
      dataset.columns.indices.filter { wanted[$0] }.map { index in
        (dataset.columns[index].name, blocks.reduce(0) { $0 &+ $1.sums[index] })
      }, uniquingKeysWith: { first, _ in first })
  }

  func column(_ name: String) -> String { String(columns[name] ?? 0, radix: 36) }

  /// What figures on these columns and people rest on.
  func footing(_ names: [String], people: String, instrument: String? = nil) -> Footing {
    Footing(columns: names.map(column), people: people, instrument: instrument)
  }
}

/// A digest of which of `count` people a bitmap names; nil stands for all of them.
func peopleDigest(_ bits: [UInt64]?, count: Int) -> String {
  guard let bits, bits.reduce(0, { $0 + $1.nonzeroBitCount }) < count else { return "all" }
  return String(bits.reduce(UInt64(count)) { mixed($0 &* 0x9E37_79B9_7F4A_7C15 ^ $1) }, radix: 36)
}

/// The values of one column, each as 64 bits that any change of the value changes throughout.
private struct CellDigests: Sendable {
  let column: Column
  /// By byte or code, for columns of few values.
  let table: [UInt64]

  init(_ column: Column) {
    self.column = column
    table =
      switch column.storage {
      case .integer(_, let offset): (0..<256).map { mixed(Double($0 + offset).bitPattern) }
      case .category(_, let levels): levels.map(digest)
      case .multi(let options, _, _): options.map(digest)
      case .real, .date, .text: []
      }
  }

  func fill(_ values: inout [UInt64], rows: Range<Int>) {
    let start = rows.lowerBound
    switch column.storage {
    case .integer(let bytes, _): for row in rows { values[row - start] = table[Int(bytes[row])] }
    case .category(let codes, _):
      for row in rows {
        let code = Int(codes[row])
        values[row - start] = code < table.count ? table[code] : 0
      }
    case .real(let numbers, _): for row in rows { values[row - start] = mixed(numbers[row].bitPattern) }
    case .date(let days): for row in rows { values[row - start] = mixed(UInt64(bitPattern: Int64(days[row]))) }
    case .text(let store): for row in rows { values[row - start] = digest(store[row]) }
    case .multi(_, let sets, _):
      for row in rows {
        values[row - start] = sets.indices.reduce(0) { sum, option in
          sets[option][row >> 6] & (1 << UInt64(row & 63)) == 0 ? sum : sum &+ table[option]
        }
      }
    }
    guard let validity = column.validity.words else { return }
    for row in rows where validity[row >> 6] & (1 << UInt64(row & 63)) == 0 { values[row - start] = 0 }
  }
}

/// SplitMix64's finaliser.
private func mixed(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

private func digest(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { mixed($0 ^ UInt64($1)) }
}
