import Store

extension Migration {
  /// Which waves are pilots, planned or open. launch: the wave that a pilot precedes, where no study says so. ending: its deletion has begun.
  static let pilots = Migration(
    10, "pilots",
    [
      """
      CREATE TABLE pilot (wave \(.text) PRIMARY KEY, launch \(.text), ending \(.integer) NOT NULL)\(.keyed)
      """
    ])

  /// Which waves are never opened and read.
  static let pilotAnswers = Migration(
    4, "pilots",
    ["CREATE TABLE pilot (wave \(.text) PRIMARY KEY)\(.keyed)"])
}
