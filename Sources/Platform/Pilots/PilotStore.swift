import Store

/// Rows of the directory about pilots.
enum PilotStore {
  static func isPilot(_ wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM pilot WHERE wave = \(wave.description)") != nil
  }

  /// A pilot that is planned stays one when it opens.
  /// - Parameter launch: the wave that it precedes; nil where its study says so.
  static func put(_ wave: WaveName, launch: WaveName?, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO pilot (wave, launch, ending) VALUES (\(wave.description), \(launch?.description), \(false))
      ON CONFLICT (wave) DO NOTHING
      """)
  }

  /// The pilots that go when a wave opens: those that name it, and all of its study.
  static func pilots(before wave: WaveName, in session: any SQLSession) throws -> [String] {
    try session.rows(
      """
      SELECT wave FROM pilot WHERE launch = \(wave.description) OR wave IN (
        SELECT tried.wave FROM planned_wave tried JOIN planned_wave own ON own.study = tried.study
        WHERE own.wave = \(wave.description))
      ORDER BY wave
      """
    ).map { try $0.text(0) }
  }

  /// Pilots whose deletion was cut short, and those that a backup brought back beside the wave they preceded.
  static func due(in session: any SQLSession) throws -> [String] {
    try session.rows(
      """
      SELECT wave FROM pilot WHERE ending = \(true) OR launch IN (SELECT name FROM wave) ORDER BY wave
      """
    ).map { try $0.text(0) }
  }

  /// From here on nothing is signed, and the deletion is finished whatever happens.
  static func beginEnding(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run("UPDATE pilot SET ending = \(true) WHERE wave = \(wave.description)")
    try session.run("UPDATE wave SET closed = \(true) WHERE name = \(wave.description)")
  }

  static func erase(_ wave: WaveName, in session: any SQLSession) throws {
    let name = wave.description
    try session.run("DELETE FROM delivery WHERE wave = \(name)")
    try session.run("DELETE FROM contacts WHERE wave = \(name)")
    try session.run("DELETE FROM slip_supply WHERE wave = \(name)")
    try session.run("DELETE FROM monitor WHERE wave = \(name)")
    try session.run("DELETE FROM invitation WHERE wave = \(name)")
    try ConsentStore.erase(wave, in: session)
    try session.run("DELETE FROM issuer WHERE wave = \(name)")
    try session.run("DELETE FROM wave WHERE name = \(name)")
    try session.run("DELETE FROM opening WHERE wave = \(name)")
    try session.run("DELETE FROM recruitment WHERE wave = \(name)")
    try session.run("DELETE FROM planned_roster WHERE wave = \(name)")
    try session.run("DELETE FROM planned_wave WHERE wave = \(name)")
    try session.run("DELETE FROM pilot WHERE wave = \(name)")
  }
}

/// Rows of the answers database about pilots.
enum PilotAnswersStore {
  static func isPilot(_ wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM pilot WHERE wave = \(wave.description)") != nil
  }

  static func put(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run("INSERT INTO pilot (wave) VALUES (\(wave.description))")
  }

  static func remove(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run("DELETE FROM pilot WHERE wave = \(wave.description)")
  }
}
