/// Workbooks into which the lines of a CSV were pasted: each row is one cell that holds a whole line.
extension TableText {
  /// The delimiter of those lines; nil for any other table.
  ///
  /// The header's cell has a comma, semicolon or tab, and at least nine in ten of the others have as many of it.
  var delimiterOfLines: UInt8? {
    guard columnCount == 1 else { return nil }
    let lines = cellsOfFirstColumn
    guard let header = lines.first, lines.count > 1 else { return nil }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].first { delimiter in
      let parts = header.count { $0 == delimiter }
      let alike = lines.count { line in line.count { $0 == delimiter } == parts }
      return parts > 0 && alike * 10 >= lines.count * 9
    }
  }
}

extension ArraySlice<UInt8> {
  /// A cell of a CSV as it reads without its quotation marks.
  var withoutQuotes: ArraySlice<UInt8> {
    guard count > 1, first == 0x22 else { return self }
    var result: [UInt8] = []
    var isDoubled = false
    for byte in dropFirst().dropLast() {
      isDoubled = byte == 0x22 && !isDoubled
      if !isDoubled { result.append(byte) }
    }
    return result[...]
  }
}
