package import Store

/// How far a wave has come, for those who lead it: how many have collected their right to answer, never whether anybody has answered.
///
/// Figures are lower ends: counts below the threshold are not shown, others in steps, and the last few of a unit never, so that no figure
/// tells that somebody has or has not collected. They are taken once a day: who was at work when a figure changed says little about one person.
package struct ResponseMonitor: Sendable {
  private let directory: any SQLDatabase
  private let clock: Clock

  package init(directory: any SQLDatabase, clock: Clock) {
    self.directory = directory
    self.clock = clock
  }

  package struct Figure: Sendable, Hashable {
    /// The reporting unit.
    package let unit: String
    package let invited: Int
    /// At least so many have collected; nil while they are too few, or too few are left.
    package let collected: Int?
  }

  package struct Reading: Sendable, Hashable {
    package let day: Day
    package let figures: [Figure]
    /// Over all units; nil unless every unit has a figure: a difference could give a hidden one away.
    package let total: Figure?
  }

  static let step = 5

  /// - Parameter threshold: the wave's.
  package func reading(of wave: WaveName, threshold: Int) async throws -> Reading {
    let today = clock.today()
    return try await directory.write { session in
      var figures: [Figure] = []
      for count in try MonitorStore.counts(of: wave, in: session) {
        let shown: Int
        if let kept = try MonitorStore.shown(count.unit, of: wave, on: today, in: session) {
          shown = kept
        } else {
          shown = Self.lowerEnd(count.collected, of: count.invited, threshold: threshold) ?? 0
          try MonitorStore.show(shown, count.unit, of: wave, on: today, in: session)
        }
        figures.append(Figure(unit: count.unit, invited: count.invited, collected: shown == 0 ? nil : shown))
      }
      let collected = figures.compactMap(\.collected)
      let total =
        figures.count > 1 && collected.count == figures.count
        ? Figure(
          unit: "All", invited: figures.map(\.invited).reduce(0, +), collected: collected.reduce(0, +)) : nil
      return Reading(day: today, figures: figures, total: total)
    }
  }

  /// The largest step that is not above the count and leaves at least one step of people who may not have collected.
  static func lowerEnd(_ count: Int, of invited: Int, threshold: Int) -> Int? {
    let most = min(count, invited - step)
    guard most >= threshold else { return nil }
    return threshold + (most - threshold) / step * step
  }
}

enum MonitorStore {
  static func counts(
    of wave: WaveName, in session: any SQLSession
  ) throws -> [(unit: String, invited: Int, collected: Int)] {
    try session.rows(
      """
      SELECT issuer.unit, count(*), count(*) FILTER (WHERE collected = 1)
      FROM invitation JOIN issuer ON issuer.wave = invitation.wave AND issuer.fingerprint = invitation.issuer
      WHERE invitation.wave = \(wave.description) GROUP BY issuer.unit ORDER BY issuer.unit
      """
    ).map { (try $0.text(0), try $0.integer(1), try $0.integer(2)) }
  }

  static func shown(_ unit: String, of wave: WaveName, on day: Day, in session: any SQLSession) throws -> Int? {
    try session.row(
      """
      SELECT at_least FROM monitor WHERE wave = \(wave.description) AND unit = \(unit) AND day = \(day.number)
      """)?.integer(0)
  }

  static func show(
    _ count: Int, _ unit: String, of wave: WaveName, on day: Day, in session: any SQLSession
  ) throws {
    try session.run(
      """
      INSERT INTO monitor (wave, unit, day, at_least) VALUES (\(wave.description), \(unit), \(day.number), \(count))
      ON CONFLICT (wave, unit) DO UPDATE SET day = excluded.day, at_least = excluded.at_least
      """)
  }
}
