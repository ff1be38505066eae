/// Times under observation: from `entry` (0 unless given) up to and including `exit`, which ends with the event or without it.
public struct SurvivalTimes: Sendable, Equatable {
  /// One a person; nil where everybody was observed from the start.
  public let entry: [Double]?
  public let exit: [Double]
  /// Whether the event happened at `exit`; false is a censored time.
  public let event: [Bool]

  /// - Parameter entry: before `exit` each, for people who came under observation late (left truncation).
  /// - Throws: `tooFewValues` without anybody; `unequalLengths`; `notFinite`; `outOfDomain` for a negative time or an entry not before
  ///   its exit.
  public init(exit: [Double], event: [Bool], entry: [Double]? = nil) throws(StatisticsError) {
    guard exit.count == event.count else { throw .unequalLengths(exit.count, event.count) }
    guard !exit.isEmpty else { throw .tooFewValues(0) }
    try checkFinite(exit, "a time")
    for time in exit where time < 0 { throw .outOfDomain("a time is 0 or more, but one is \(time)") }
    if let entry {
      guard entry.count == exit.count else { throw .unequalLengths(exit.count, entry.count) }
      try checkFinite(entry, "a time of entry")
      for (start, end) in zip(entry, exit) where !(start < end) {
        throw .outOfDomain("an entry lies before its exit, but one is \(start) with an exit at \(end)")
      }
    }
    self.entry = entry
    self.exit = exit
    self.event = event
  }

  var count: Int { exit.count }

  /// The rows of each stratum, from the lowest number up; all rows without strata.
  func rows(of strata: [Int]?) throws(StatisticsError) -> [[Int]] {
    guard let strata else { return [Array(exit.indices)] }
    guard strata.count == count else { throw .unequalLengths(count, strata.count) }
    let rows = Dictionary(grouping: strata.indices) { strata[$0] }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  func selecting(_ rows: [Int]) throws(StatisticsError) -> SurvivalTimes {
    try SurvivalTimes(
      exit: rows.map { exit[$0] }, event: rows.map { event[$0] }, entry: entry.map { entry in rows.map { entry[$0] } })
  }

  /// At each time at which somebody leaves, from the first on: how many are under observation, have the event, and leave without it.
  var riskTable: [(time: Double, atRisk: Int, events: Int, censored: Int)] {
    var counts: [Double: (events: Int, censored: Int)] = [:]
    for (time, isEvent) in zip(exit, event) {
      counts[time, default: (0, 0)].events += isEvent ? 1 : 0
      counts[time, default: (0, 0)].censored += isEvent ? 0 : 1
    }
    let entries = (entry ?? []).sorted()
    let exits = exit.sorted()
    var (entered, left) = (0, 0)
    return counts.keys.sorted().map { time in
      while entered < entries.count, entries[entered] < time { entered += 1 }
      while left < exits.count, exits[left] < time { left += 1 }
      let (events, censored) = counts[time] ?? (0, 0)
      return (time, (entry == nil ? exits.count : entered) - left, events, censored)
    }
  }
}
