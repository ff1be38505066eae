import Testing

@testable import Example

/// A written answers file read back with a small RFC 4180 reader of its own.
struct AnswersTable {
  let header: [String]
  let rows: [[String]]

  init(_ study: ExampleStudy) throws {
    var bytes: [UInt8] = []
    try study.answers { piece, _ in bytes += piece }
    let records = try AnswersTable.records(bytes)
    header = try #require(records.first)
    rows = Array(records.dropFirst())
  }

  func column(_ name: String) throws -> [String] {
    let index = try #require(header.firstIndex(of: name))
    return try rows.map { try #require($0.count == header.count ? $0[index] : nil) }
  }

  /// Keyed scores of a scale: at most one gap in a worklife area, none in a burnout scale.
  func scores(_ scale: Scale) throws -> [Double?] {
    let items = try keyedItems(scale)
    return rows.indices.map { row in
      let answered = items.compactMap { $0[row] }
      let gaps = items.count - answered.count
      guard gaps <= (scale.instrument == .worklife ? 1 : 0) else { return nil }
      return Double(answered.reduce(0, +)) / Double(answered.count)
    }
  }

  /// One column an item, reversed where the scale says so.
  func keyedItems(_ scale: Scale) throws -> [[Int?]] {
    let codes = scale.instrument.codes
    return try scale.items.map { item in
      try column(scale.instrument.prefix + String(item)).map { text in
        guard !text.isEmpty else { return nil }
        let raw = try #require(Int(text))
        #expect(codes.contains(raw))
        return scale.reversed.contains(item) ? codes.lowerBound + codes.upperBound - raw : raw
      }
    }
  }

  /// The scores of each sector, in the order of `Sector.allCases`.
  func scoresBySector(_ scale: Scale) throws -> [[Double]] {
    let scored = zip(try column("sector"), try scores(scale)).compactMap { sector, score in score.map { (sector, $0) } }
    let groups = Dictionary(grouping: scored, by: \.0)
    return Sector.allCases.map { groups[$0.label, default: []].map(\.1) }
  }

  private static func records(_ bytes: [UInt8]) throws -> [[String]] {
    let (quote, comma, newline) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"))
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if quoted, byte == quote {
        quoted = index < bytes.count && bytes[index] == quote
        if quoted {
          field.append(quote)
          index += 1
        }
      } else if quoted {
        field.append(byte)
      } else if byte == quote {
        try #require(field.isEmpty)
        quoted = true
      } else if byte == comma || byte == newline {
        record.append(try #require(String(validating: field, as: UTF8.self)))
        field.removeAll(keepingCapacity: true)
        guard byte == newline else { continue }
        records.append(record)
        record = []
      } else {
        field.append(byte)
      }
    }
    try #require(record.isEmpty && field.isEmpty && !quoted)
    return records
  }
}

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

func variance(_ values: [Double]) -> Double {
  let centre = mean(values)
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
}
