import Problems

/// A variable of an SPSS file.
struct SPSSVariable {
  enum Kind { case number, date, time, text }

  let name: String
  let label: String
  let kind: Kind
  let labelSet: String

  /// What a number stands for, by the format it is shown in, such as `DATETIME20`; SPSS stores dates as seconds.
  static func kind(ofFormat format: String) -> Kind {
    switch String(format.prefix { $0.isLetter }).uppercased() {
    case "DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR", "DATETIME", "YMDHMS": .date
    case "TIME", "DTIME", "MTIME": .time
    default: .number
    }
  }

  /// The value as a CSV would say it.
  func text(_ value: Double) -> String {
    switch kind {
    case .number, .text: return plainNumber(value)
    case .time: return value >= 0 && value < 1e9 ? clockText(value) : plainNumber(value)
    case .date:
      let days = (value / 86_400).rounded(.down)
      // To the end of the year 9999.
      guard days >= 0, days < 3_074_324 else { return plainNumber(value) }
      let seconds = value - days * 86_400
      let day = CalendarDay(daysSince1970: Int(days) - Self.daysBefore1970).description
      return seconds >= 0.5 ? day + " " + clockText(min(seconds, 86_399)) : day
    }
  }

  /// SPSS counts from 14 October 1582, the day before the Gregorian calendar began.
  static let daysBefore1970 = 141_428
}
