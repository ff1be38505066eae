/// Where in a document something stands, as a reader would look for it.
package struct Place: Hashable, Sendable, Encodable, CustomStringConvertible {
  /// First page is 1; `nil` where the input has no pages.
  package var page: Int?
  /// Line of the input text (of the HTML source for HTML).
  package var line: Int
  /// “Table 3”, or “table at line 40” when it has no number.
  package var table: String?
  /// Row and column of the table as printed there.
  package var row: String?
  package var column: String?

  package var description: String {
    let cell = [row.map { "row “\($0)”" }, column.map { "column “\($0)”" }].compactMap { $0 }
    let base = [page.map { "page \($0)" }, "line \(line)"].compactMap { $0 }.joined(separator: ", ")
    guard let table else { return base }
    return ([table] + cell).joined(separator: ", ") + " (\(base))"
  }
}
