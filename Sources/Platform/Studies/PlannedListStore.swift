import Foundation
import Store

extension Migration {
  /// Lists of people for waves to come, each under a key of its own; and what happens to a list while its wave is open.
  static let lists = Migration(
    12, "lists of people: keys, days, people who left or joined",
    [
      // mark: which key of the keyring opens it; none for lists from before. touched: the day of its latest change.
      "ALTER TABLE planned_roster ADD COLUMN mark \(.blob)",
      "ALTER TABLE planned_roster ADD COLUMN touched \(.integer)",
      // A code of the contact of somebody who was taken off, under the wave's contact key; nothing for everybody else.
      "ALTER TABLE invitation ADD COLUMN left_as \(.blob)",
      // How many of a reporting unit came onto the list after the opening; not who.
      "ALTER TABLE issuer ADD COLUMN joined \(.integer)",
    ])
}

/// Rows of the lists that organisations hand in before a wave opens.
enum PlannedListStore {
  struct List: Sendable {
    let organisation: ID<Organisation>
    let key: Keyring.Name
    let sealed: [UInt8]
    /// People by unit, which is not sealed.
    let units: [String: Int]
  }

  static func put(
    _ sealed: [UInt8], mark: [UInt8], units: [String: Int], of organisation: ID<Organisation>, wave: WaveName,
    on day: Day,
    in session: any SQLSession
  ) throws {
    let counts = String(decoding: try JSONEncoder().encode(units), as: UTF8.self)
    try session.run(
      """
      INSERT INTO planned_roster (wave, organisation, people, units, mark, touched)
      VALUES (\(wave.description), \(organisation), \(sealed), \(counts), \(mark), \(day.number))
      ON CONFLICT (wave, organisation) DO UPDATE SET people = excluded.people, units = excluded.units,
        mark = excluded.mark, touched = excluded.touched
      """)
  }

  static func all(of wave: WaveName, in session: any SQLSession) throws -> [List] {
    try session.rows(
      """
      SELECT organisation, mark, people, units FROM planned_roster WHERE wave = \(wave.description) ORDER BY organisation
      """
    ).map { row in
      List(
        organisation: try row.id(0), key: try row.optionalBlob(1).map { .list(wave, mark: $0) } ?? .roster(wave),
        sealed: try row.blob(2), units: try JSONDecoder().decode([String: Int].self, from: Data(row.text(3).utf8)))
    }
  }

  static func find(_ organisation: ID<Organisation>, wave: WaveName, in session: any SQLSession) throws -> List? {
    try all(of: wave, in: session).first { $0.organisation == organisation }
  }

  static func keys(of wave: WaveName, in session: any SQLSession) throws -> [Keyring.Name] {
    try all(of: wave, in: session).map(\.key)
  }

  /// Every key that opens a list of any wave.
  static func keys(in session: any SQLSession) throws -> [Keyring.Name] {
    try session.rows("SELECT DISTINCT wave FROM planned_roster ORDER BY wave").flatMap { row in
      try keys(of: WaveName(row.text(0)), in: session)
    }
  }

  static func remove(_ organisation: ID<Organisation>, wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      "DELETE FROM planned_roster WHERE wave = \(wave.description) AND organisation = \(organisation)")
  }

  /// Lists that nobody has touched since `day`, and lists of waves that have opened.
  static func due(since day: Day, in session: any SQLSession) throws -> [(
    wave: WaveName, organisation: ID<Organisation>
  )] {
    try session.rows(
      """
      SELECT wave, organisation FROM planned_roster
      WHERE touched <= \(day.number) OR wave IN (SELECT name FROM wave) ORDER BY wave, organisation
      """
    ).map { (try WaveName($0.text(0)), try $0.id(1)) }
  }

  /// Lists from before the day was kept count from `day`.
  static func dateOldLists(_ day: Day, in session: any SQLSession) throws {
    try session.run("UPDATE planned_roster SET touched = \(day.number) WHERE touched IS NULL")
  }
}
