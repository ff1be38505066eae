package import Foundation

/// A day of the calendar, without a time or a zone.
package struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1 January 1970.
  package let number: Int

  package init(number: Int) {
    self.number = number
  }

  /// Reads `2026-11-30`; nil for any other spelling and for days that do not exist.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), year >= 1970
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let wanted = DateComponents(year: year, month: month, day: day)
    guard wanted.isValidDate(in: calendar), let date = calendar.date(from: wanted) else { return nil }
    number = Int(date.timeIntervalSince1970) / 86_400
  }

  /// `2026-11-30`.
  package var description: String {
    let parts = self.parts
    return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }

  /// `30 November 2026`.
  package func words(in language: Language) -> String {
    let parts = self.parts
    let months =
      switch language {
      case .english:
        [
          "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December",
        ]
      case .welsh:
        [
          "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
          "Tachwedd",
          "Rhagfyr",
        ]
      }
    return "\(parts.day ?? 0) \(months[(parts.month ?? 1) - 1]) \(parts.year ?? 0)"
  }

  private var parts: DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
  }

  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  package func adding(_ days: Int) -> Day { Day(number: number + days) }
}

extension Clock {
  /// The day it is now in a time zone.
  package func today(in zone: TimeZone = Self.zone) -> Day {
    let now = now()
    return Day(number: Int((now.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: now))) / 86_400))
  }

  /// Where days change unless an organisation says otherwise.
  package static let zone = TimeZone(identifier: "Europe/London") ?? .gmt
}
