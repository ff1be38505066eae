import Store

extension Migration {
  /// The latest day that Hearth believed, and one that a clock has leapt to. One row; it says when the server ran, and nothing of anybody.
  static let countedDay = Migration(
    14, "the day that is counted with",
    [
      """
      CREATE TABLE counted_day (
        id \(.integer) PRIMARY KEY, believed \(.integer) NOT NULL, leapt_to \(.integer))\(.keyed)
      """
    ])
}

/// The day that destructions count with: a clock that leaps forward destroys nothing by that alone.
///
/// Up to `mostAtOnce` days at once are believed. A day beyond that is believed when the clock, `standsFor` days on, has still not gone back: whoever
/// set it wrong has had a whole day to notice, and a server that was off for a month loses two days by it. Until then the latest day that was believed
/// counts, so what was due by then still goes. The first day of all is believed.
package enum CountedDay {
  package static let mostAtOnce = 7
  package static let standsFor = 2

  /// A leap that has just been noticed.
  package struct Leap: Sendable, Equatable {
    package let from: Day
    package let to: Day
  }

  /// Looks at the clock and remembers what it saw.
  /// - Returns: the day to count with, and a leap when this look is the first to see it.
  static func look(_ today: Day, in session: any SQLSession) throws -> (day: Day, leap: Leap?) {
    guard let row = try session.row("SELECT believed, leapt_to FROM counted_day WHERE id = 1") else {
      // Two nodes may be the first.
      try session.run(
        "INSERT INTO counted_day (id, believed) VALUES (1, \(today.number)) ON CONFLICT DO NOTHING")
      return (today, nil)
    }
    let believed = Day(number: try row.integer(0))
    let leaptTo = row.isNull(1) ? nil : Day(number: try row.integer(1))
    if today <= believed.adding(mostAtOnce) {
      if today > believed || leaptTo != nil { try keep(max(today, believed), leaptTo: nil, in: session) }
      return (today, nil)
    }
    guard let leaptTo, today >= leaptTo else {
      try keep(believed, leaptTo: today, in: session)
      return (believed, Leap(from: believed, to: today))
    }
    guard today >= leaptTo.adding(standsFor) else { return (believed, nil) }
    try keep(today, leaptTo: nil, in: session)
    return (today, nil)
  }

  /// The day that a period begins on: never before a day that has been, however far back the clock is set.
  static func beginning(_ today: Day, in session: any SQLSession) throws -> Day {
    guard let row = try session.row("SELECT believed FROM counted_day WHERE id = 1") else { return today }
    return max(today, Day(number: try row.integer(0)))
  }

  private static func keep(_ day: Day, leaptTo: Day?, in session: any SQLSession) throws {
    try session.run(
      "UPDATE counted_day SET believed = \(day.number), leapt_to = \(leaptTo?.number) WHERE id = 1")
  }
}
