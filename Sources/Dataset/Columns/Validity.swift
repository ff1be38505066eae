/// Which rows of a column hold a value: one bit a row, or nothing at all when every row does.
package struct Validity: Sendable, Hashable {
  /// Bit `row % 64` of word `row / 64` is set when the row holds a value; bits past `count` are clear. `nil` when nothing is missing.
  package let words: [UInt64]?
  /// How many rows there are.
  package let count: Int

  package init(complete count: Int) {
    words = nil
    self.count = count
  }

  /// Takes a bitmap and forgets it when it turns out to be complete.
  package init(words: [UInt64], count: Int) {
    self.count = count
    let present = words.reduce(0) { $0 + $1.nonzeroBitCount }
    self.words = present == count ? nil : words
  }

  package var isComplete: Bool { words == nil }

  /// How many rows hold a value.
  package var presentCount: Int {
    words?.reduce(0) { $0 + $1.nonzeroBitCount } ?? count
  }

  package subscript(row: Int) -> Bool {
    guard let words else { return row >= 0 && row < count }
    guard row >= 0, row < count else { return false }
    return words[row >> 6] & (1 << UInt64(row & 63)) != 0
  }

  /// A bitmap of `count` rows, none of them present.
  static func blankWords(_ count: Int) -> [UInt64] {
    [UInt64](repeating: 0, count: (count + 63) / 64)
  }
}
