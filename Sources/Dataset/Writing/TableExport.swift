package import Problems

/// A table to hand on, one row a person or response: as CSV, workbook or SPSS file, and what its columns mean.
package struct TableExport: Sendable {
  /// One column and what must be known to read it.
  package struct Field: Sendable {
    package let name: String
    /// The question or the scale in words; may be empty.
    package let label: String
    /// One a row.
    package let values: Values
    /// What the codes of whole numbers and choices stand for, in their order.
    package let codes: [Code]
    /// Codes that say why there is no answer ("prefer not to say"): an SPSS file declares them as missing.
    package let missingCodes: Set<Int>

    package init(
      name: String, label: String = "", values: Values, codes: [Code] = [], missingCodes: Set<Int> = []
    ) {
      self.name = name
      self.label = label
      self.values = values
      self.codes = codes
      self.missingCodes = missingCodes
    }
  }

  package struct Code: Sendable, Hashable {
    package let number: Int
    package let text: String

    package init(_ number: Int, _ text: String) {
      self.number = number
      self.text = text
    }
  }

  /// A missing value is nil, and an empty cell in the file.
  package enum Values: Sendable {
    /// Codes of a scale, counts: numbers in every file.
    case whole([Int?])
    /// Codes of a choice: the words in CSV and workbook, the codes and their labels in an SPSS file.
    case choices([Int?])
    case numbers([Double?])
    case texts([String?])
    /// Days since 1970-01-01.
    case days([Int?])

    package var count: Int {
      switch self {
      case .whole(let values), .choices(let values), .days(let values): values.count
      case .numbers(let values): values.count
      case .texts(let values): values.count
      }
    }
  }

  /// What a file is written as, by the end of its name.
  package enum Format: String, Sendable, CaseIterable {
    case csv, xlsx, sav

    package init?(path: String) {
      guard let dot = path.lastIndex(of: "."),
        let format = Format(rawValue: path[path.index(after: dot)...].lowercased())
      else { return nil }
      self = format
    }
  }

  package let fields: [Field]
  package let rowCount: Int

  /// - Throws: `Problem` for no columns, names that are empty or stand twice, columns of different lengths, choices without a label.
  package init(_ fields: [Field]) throws(Problem) {
    guard let first = fields.first else {
      throw Problem("there is no column to write", remedy: "name one column at least")
    }
    var names: Set<String> = []
    for field in fields {
      guard !field.name.isEmpty, names.insert(field.name).inserted else {
        throw Problem("two columns are called “\(field.name)”", remedy: "give each column a name of its own")
      }
      guard field.values.count == first.values.count else {
        throw Problem(
          "column “\(field.name)” has \(field.values.count) rows and “\(first.name)” \(first.values.count)",
          remedy: "give every column a value or a gap for each row")
      }
      try Self.checkCodes(field)
    }
    self.fields = fields
    rowCount = first.values.count
  }

  /// Writes a file that was not there before; it appears whole or not at all, readable by its owner only.
  ///
  /// The same table gives the same bytes.
  /// - Throws: `Problem` when the name is taken, the disk refuses, or the format cannot hold the table.
  package func write(as format: Format, to path: String) throws(Problem) {
    switch format {
    case .csv:
      let bytes = csv()
      try NewFile.write(path) { file throws(Problem) in try file.append(bytes) }
    case .xlsx: try writeWorkbook(to: path)
    case .sav: try writeSPSS(to: path)
    }
  }

  /// Writes the data dictionary as CSV, as `write` writes the table.
  package func writeDictionary(to path: String) throws(Problem) {
    let bytes = dictionaryCSV()
    try NewFile.write(path) { file throws(Problem) in try file.append(bytes) }
  }

  private static func checkCodes(_ field: Field) throws(Problem) {
    let known = Set(field.codes.map(\.number))
    guard known.count == field.codes.count else {
      throw Problem("a code of column “\(field.name)” has two labels", remedy: "give each code one label")
    }
    if case .choices(let codes) = field.values,
      let stranger = codes.lazy.compactMap({ $0 }).first(where: { !known.contains($0) })
    {
      throw Problem("code \(stranger) of column “\(field.name)” has no label", remedy: "give every choice its words")
    }
  }
}

extension TableExport.Field {
  /// The words of a choice by its code.
  var words: [Int: String] { Dictionary(uniqueKeysWithValues: codes.map { ($0.number, $0.text) }) }
}
