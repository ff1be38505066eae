import Foundation

/// Days and times as people read them, in the time zone of the installation.
enum DeskTime {
  private static let zone = TimeZone(identifier: "Europe/London") ?? .gmt

  /// `22 November 2026 at 14:05`, from seconds since 1970.
  static func text(_ seconds: Int) -> String {
    let style = Date.VerbatimFormatStyle(
      format:
        "\(day: .defaultDigits) \(month: .wide) \(year: .defaultDigits) at \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
      locale: Locale(identifier: "en_GB"), timeZone: zone, calendar: Calendar(identifier: .gregorian))
    return Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(style)
  }
}
