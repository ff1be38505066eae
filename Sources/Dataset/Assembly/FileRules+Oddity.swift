extension FileRules {
  /// The first text that is no number (or no date), when nearly all are: at most a tenth of the cells, or three with more of the others.
  ///
  /// Texts come in order of first appearance, each with the number of cells that hold it.
  func oddity(
    texts: Int, count: (Int) -> Int, text: (Int) -> ArraySlice<UInt8>, firstRow: (Int) -> Int
  ) -> Column.Oddity? {
    var cells = 0
    var (odd, even) = ([0, 0], [0, 0])
    var firsts: [Int?] = [nil, nil]
    for index in 0..<texts where count(index) > 0 {
      cells += count(index)
      let cell = Array(text(index).prefix(64)) + [0]
      let isShort = text(index).count <= 64
      let fits = cell.withUnsafeBufferPointer { bytes -> [Bool] in
        let start = bytes.baseAddress.unsafelyUnwrapped
        return [isShort && isNumber(start, bytes.count - 1), isShort && isDate(start, bytes.count - 1)]
      }
      for way in 0..<2 {
        if fits[way] {
          even[way] += count(index)
        } else {
          odd[way] += count(index)
          firsts[way] = firsts[way] ?? index
        }
      }
      // Words, not numbers or dates: no need to look at all of a million texts.
      if index > 1000, even.allSatisfy({ $0 * 4 < cells }) { return nil }
    }
    for way in 0..<2 {
      guard let first = firsts[way], odd[way] * 10 <= cells || (odd[way] <= 3 && even[way] > odd[way]) else { continue }
      let shown = text(first).prefix(200)
      return Column.Oddity(
        row: firstRow(first), text: String(decoding: shown, as: UTF8.self), count: odd[way],
        expected: way == 0 ? .number : .date)
    }
    return nil
  }

  private func isNumber(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard let parsed = number(start, count, marks: marks, wantsResidual: false) else { return false }
    return !(pointIsNoMark && parsed.mark == UInt8(ascii: "."))
  }

  private func isDate(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard let date = DateText(start, count) else { return false }
    return date.day(dayFirst: dayFirst ?? !isMonthFirstByDefault) != nil
  }
}
