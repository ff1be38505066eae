/// A date as it stands in a cell, before the whole column has told which part is the day.
///
/// Packed in 26 bits: whether the year came first, year, first part, second part. A time of day after it is checked and dropped.
struct DateText {
  let packed: UInt32

  /// No packed date: marks a missing cell.
  static let missing = UInt32.max

  init(packed: UInt32) { self.packed = packed }

  init?(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard count >= 8, count <= 40 else { return nil }
    let text = UnsafeBufferPointer(start: start, count: count)
    var position = 0
    guard let a = digits(text, &position), position < count else { return nil }
    let separator = text[position]
    guard separator == 0x2D || separator == 0x2F || separator == 0x2E else { return nil }
    position += 1
    guard let b = digits(text, &position), position < count, text[position] == separator else { return nil }
    position += 1
    guard let c = digits(text, &position), isTimeOfDay(text, from: position) else { return nil }
    guard (1...2).contains(b.length) else { return nil }
    if a.length == 4, (1...2).contains(c.length), separator != 0x2E, (1...12).contains(b.value),
      (1...31).contains(c.value)
    {
      packed = 1 << 24 | UInt32(a.value) << 10 | UInt32(b.value) << 5 | UInt32(c.value)
    } else if (1...2).contains(a.length), c.length == 4, (1...31).contains(a.value), (1...31).contains(b.value) {
      packed = UInt32(c.value) << 10 | UInt32(a.value) << 5 | UInt32(b.value)
    } else {
      return nil
    }
  }

  var yearFirst: Bool { packed >> 24 & 1 == 1 }
  var year: Int { Int(packed >> 10 & 0x3FFF) }
  var first: Int { Int(packed >> 5 & 31) }
  var second: Int { Int(packed & 31) }

  /// `nil` when there is no such day.
  func day(dayFirst: Bool) -> CalendarDay? {
    yearFirst || !dayFirst
      ? CalendarDay(year: year, month: first, day: second) : CalendarDay(year: year, month: second, day: first)
  }
}

private func digits(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> (value: Int, length: Int)? {
  var value = 0
  let start = position
  while position < text.count, text[position] &- 0x30 <= 9, position - start < 4 {
    value = value * 10 + Int(text[position] &- 0x30)
    position += 1
  }
  return position > start ? (value, position - start) : nil
}

/// Nothing, or ` 14:05`, `T14:05:33.250Z`, ` 02:05 PM`, with an offset such as `+01:00`.
private func isTimeOfDay(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
  guard start < text.count else { return true }
  guard text[start] == 0x20 || text[start] == 0x54 else { return false }
  var position = start + 1
  guard let hour = digits(text, &position), hour.value < 25, position < text.count, text[position] == 0x3A else {
    return false
  }
  position += 1
  guard let minute = digits(text, &position), minute.value < 60 else { return false }
  if position < text.count, text[position] == 0x3A {
    position += 1
    guard let second = digits(text, &position), second.value < 61 else { return false }
  }
  if position < text.count, text[position] == 0x2E {
    position += 1
    while position < text.count, text[position] &- 0x30 <= 9 { position += 1 }
  }
  let rest = String(decoding: text[position...], as: UTF8.self).lowercased()
  if rest.isEmpty || [" am", " pm", "am", "pm", "z", " utc"].contains(rest) { return true }
  let sign = rest.utf8.first
  return (sign == 0x2B || sign == 0x2D) && (3...6).contains(rest.utf8.count)
    && rest.utf8.dropFirst().allSatisfy { $0 &- 0x30 <= 9 || $0 == 0x3A }
}
