/// One column of a dataset: its name, its values in one typed buffer, and which rows hold one.
package struct Column: Sendable {
  /// Unique in the dataset. The header as it stands; where a file has several header lines, see `Source.Format`.
  package let name: String
  /// Every header line of this column, top to bottom; a multi-select has its question followed by its options.
  package let headings: [String]
  package let storage: Storage
  package let validity: Validity
  /// What the file says its codes stand for, in the order of the codes; empty where it holds the words themselves.
  package let valueLabels: [ValueLabel]
  /// The number behind each level, where the levels are value labels of numbers.
  package let levelNumbers: [Double]?
  /// The first cell that keeps a column of numbers or dates from being one, when all but a few cells are.
  package let oddity: Oddity?

  package init(
    name: String, headings: [String], storage: Storage, validity: Validity, oddity: Oddity? = nil,
    valueLabels: [ValueLabel] = [], levelNumbers: [Double]? = nil
  ) {
    self.name = name
    self.headings = headings
    self.storage = storage
    self.validity = validity
    self.oddity = oddity
    self.valueLabels = valueLabels
    self.levelNumbers = levelNumbers
  }

  package var rowCount: Int { validity.count }
  package var missingCount: Int { validity.count - validity.presentCount }

  /// The first of `count` cells that are not what nearly all the others are.
  package struct Oddity: Sendable, Hashable {
    package enum Expected: String, Sendable, Encodable { case number, date }
    package let row: Int
    package let text: String
    package let count: Int
    package let expected: Expected
  }
}

/// The values of a column. A missing row holds 0, an empty text or no tick: ask the validity, never the value.
package enum Storage: Sendable {
  /// Whole numbers that span at most 256 values: value = `Int(bytes[row]) + offset`.
  case integer(bytes: [UInt8], offset: Int)
  /// Every other number, wide whole numbers too. `residual`, when asked for, is the decimal that stands in the file minus the
  /// `Double` (to about 19 significant digits of the decimal).
  case real([Double], residual: [Double]?)
  /// At most 65,535 levels, in order of first appearance by row, or of their codes where they are value labels.
  case category(codes: [UInt16], levels: [String])
  /// "Select all that apply": one bitmap over the rows per option. A row without a tick and without other text is missing.
  case multi(options: [String], sets: [[UInt64]], otherText: TextStore?)
  /// Days since 1970-01-01, proleptic Gregorian; a time of day is dropped.
  case date(days: [Int32])
  case text(TextStore)
}

extension Column {
  /// The number in a row (of value labels, the one behind the words), or `nil` when it is missing or the column holds no numbers. For
  /// loops use `storage`.
  package func number(at row: Int) -> Double? {
    guard validity[row] else { return nil }
    switch storage {
    case .integer(let bytes, let offset): return Double(Int(bytes[row]) + offset)
    case .real(let values, _): return values[row]
    case .category(let codes, _): return levelNumbers?[Int(codes[row])]
    case .multi, .date, .text: return nil
    }
  }

  /// What the decimal in the file is beyond `number(at:)`; 0 where that was not kept (`ReadOptions.residuals`).
  package func residual(at row: Int) -> Double {
    guard case .real(_, let residual?) = storage, validity[row] else { return 0 }
    return residual[row]
  }

  /// The cell of a row as a person reads it, or `nil` when it is missing; ticked options are joined with "; ".
  package func text(at row: Int) -> String? {
    guard validity[row] else { return nil }
    switch storage {
    case .integer(let bytes, let offset): return String(Int(bytes[row]) + offset)
    case .real(let values, _): return decimalText(values[row])
    case .category(let codes, let levels): return levels[Int(codes[row])]
    case .date(let days): return CalendarDay(daysSince1970: Int(days[row])).description
    case .text(let store): return store[row]
    case .multi(let options, let sets, let otherText):
      var parts = options.indices.filter { sets[$0][row >> 6] & (1 << UInt64(row & 63)) != 0 }.map { options[$0] }
      if let other = otherText?[row], !other.isEmpty { parts.append(other) }
      return parts.joined(separator: "; ")
    }
  }
}

/// A number without a needless ".0".
package func decimalText(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}
