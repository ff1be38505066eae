/// A month of the calendar: as near as a questionnaire asks for a date.
package struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let year: Int
  package let month: Int

  /// - Returns: nil for a month that is none, and for years of other than four digits.
  package init?(year: Int, month: Int) {
    guard (1...12).contains(month), (1000...9999).contains(year) else { return nil }
    self.year = year
    self.month = month
  }

  /// Reads `2024-03`.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2], let year = Int(parts[0]), let month = Int(parts[1]) else { return nil }
    self.init(year: year, month: month)
  }

  package var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  /// As people write it in the form: `3 2024`.
  package var spelled: String { "\(month) \(year)" }

  package static func < (a: Month, b: Month) -> Bool { (a.year, a.month) < (b.year, b.month) }
}
