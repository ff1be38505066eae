/// What `hearth describe` says of one column. Figures are raw and for the holder of the file only.
package struct ColumnDescription: Sendable, Encodable {
  package enum Kind: String, Sendable, Encodable { case integer, real, category, multi, date, text }

  /// A level, option or whole number and how many rows hold it.
  package struct Frequency: Sendable, Hashable, Encodable {
    package let value: String
    package let count: Int

    package init(value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// The first cell that keeps the column from being one of numbers or dates, when nearly all are.
  package struct OddValue: Sendable, Encodable {
    package let line: Int
    package let dataRow: Int
    package let text: String
    /// How many such cells there are.
    package let count: Int
    package let expected: Column.Oddity.Expected
  }

  package let name: String
  package let headings: [String]
  package let kind: Kind
  package let missing: Int
  /// Different values, levels or texts that occur; of a multi-select, the options that were ticked.
  package let distinct: Int
  /// Of numbers and dates.
  package let minimum: Bound?
  package let maximum: Bound?
  /// At most ten, most frequent first, ties in order of appearance (numbers: ascending). Empty for reals, dates and text.
  package let mostFrequent: [Frequency]
  package let oddValue: OddValue?
  /// What the file says its codes stand for; empty where it says nothing.
  package let valueLabels: [ValueLabel]

  package enum Bound: Sendable, Hashable, Encodable, CustomStringConvertible {
    case number(Double)
    /// ISO 8601.
    case day(String)

    package var description: String {
      switch self {
      case .number(let value): decimalText(value)
      case .day(let text): text
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let value): try container.encode(value)
      case .day(let text): try container.encode(text)
      }
    }
  }
}

/// What `hearth describe` says of a file.
package struct DatasetDescription: Sendable, Encodable {
  package let file: String
  package let bytes: Int
  /// `text`, `xlsx` or `sav`.
  package let container: String
  package let sheet: String?
  package let format: Source.Format
  package let delimiter: String
  package let decimalComma: Bool
  package let encoding: Source.Encoding
  package let compressed: Bool
  package let headerRows: Int
  package let fileColumns: Int
  package let blankLines: Int
  /// Rows without a single value, which are not counted among the rows.
  package let emptyRows: Int
  package let rows: Int
  package let columns: [ColumnDescription]
}
