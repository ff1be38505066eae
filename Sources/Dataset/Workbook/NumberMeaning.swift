/// What the number in a cell stands for, by its format: a workbook stores a date as a count of days.
enum NumberMeaning: Sendable {
  case number
  case date
  /// A time of day or a length of time.
  case time

  /// The formats that every workbook has without naming them (ECMA-376, part 1, 18.8.30).
  init(builtIn id: Int) {
    self =
      switch id {
      case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
      case 18...21, 32...35, 45...47, 55, 56: .time
      default: .number
      }
  }

  /// A format of the workbook's own, such as `[$-809]dd mmmm yyyy;@`.
  init(formatCode: String) {
    var letters: Set<Character> = []
    var rest = Array(formatCode.lowercased())[...]
    scanning: while let character = rest.popFirst() {
      switch character {
      case ";": break scanning
      // The next character is shown as it is, left as a gap, or repeated.
      case "\\", "_", "*": rest = rest.dropFirst()
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        if let unit = inside.first, "hms".contains(unit), inside.allSatisfy({ $0 == unit }) { letters.insert("h") }
      case "a" where rest.starts(with: Array("m/pm")): rest = rest.dropFirst(4)
      case "a" where rest.starts(with: Array("/p")): rest = rest.dropFirst(2)
      case "g" where rest.starts(with: Array("eneral")): rest = rest.dropFirst(6)
      case "d", "y", "m", "h", "s": letters.insert(character)
      default: break
      }
    }
    if letters.contains("d") || letters.contains("y") {
      self = .date
    } else if letters.contains("h") || letters.contains("s") {
      self = .time
    } else {
      // An m alone is a month.
      self = letters.contains("m") ? .date : .number
    }
  }

  /// The cell as a CSV would say it.
  func text(_ value: Double, countsFrom1904: Bool) -> String {
    // 31 December 9999 is the last day that a workbook knows.
    guard self != .number, value >= 0, value < 2_958_466 else { return plainNumber(value) }
    let seconds = (value * 86_400).rounded()
    if self == .time { return clockText(seconds) }
    var day = Int((seconds / 86_400).rounded(.down))
    let rest = seconds - Double(day) * 86_400
    if !countsFrom1904, day == 0 { return clockText(rest) }
    // Workbooks know a 29 February 1900 that never was; from then on they count one too many.
    if countsFrom1904 { day -= 24_107 } else { day -= day < 60 ? 25_568 : 25_569 }
    let text = CalendarDay(daysSince1970: day).description
    return rest > 0 ? text + " " + clockText(rest) : text
  }
}

/// A number in the fewest digits that give it back.
func plainNumber(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

/// `hh:mm:ss`; lengths of time may have more hours than a day.
func clockText(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded())
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
  return "\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))"
}
