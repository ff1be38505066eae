/// One item's answers as the instrument's codes: code = byte + offset; nothing where a validity bit is clear.
package struct ItemAnswers: Sendable {
  package let codes: [UInt8]
  package let offset: Int
  /// Bit i of word i/64 for person i; nil when everyone answered.
  package let validity: [UInt64]?

  package init(codes: [UInt8], offset: Int, validity: [UInt64]?) {
    self.codes = codes
    self.offset = offset
    self.validity = validity
  }

  package subscript(row: Int) -> Int? {
    if let validity, validity[row >> 6] & (1 << UInt64(row & 63)) == 0 { return nil }
    return Int(codes[row]) + offset
  }
}
