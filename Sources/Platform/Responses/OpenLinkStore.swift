import Store

/// Rows of the answers database about open links: which units people choose from.
enum OpenLinkStore {
  struct Unit: Sendable, Hashable {
    let name: String
    /// Expected to answer at most.
    let people: Int
  }

  static func put(_ units: [Unit], of wave: WaveName, in session: any SQLSession) throws {
    for unit in units {
      try session.run(
        "INSERT INTO open_unit (wave, unit, people) VALUES (\(wave.description), \(unit.name), \(unit.people))")
    }
  }

  /// By name; none when the wave has no open link.
  static func units(of wave: WaveName, in session: any SQLSession) throws -> [Unit] {
    try session.rows("SELECT unit, people FROM open_unit WHERE wave = \(wave.description) ORDER BY unit").map {
      Unit(name: try $0.text(0), people: try $0.integer(1))
    }
  }

  static func remove(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run("DELETE FROM open_unit WHERE wave = \(wave.description)")
  }
}
