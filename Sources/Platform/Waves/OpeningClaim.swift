import Problems
import Store

/// The right to open one wave, held by one attempt at a time: keys are made in between, and two attempts would destroy each other's.
struct OpeningClaim: Sendable {
  let wave: WaveName
  private let mark: [UInt8]

  /// An attempt that was cut short holds the name for so long, in seconds.
  static let lasts = 10 * 60

  /// - Throws: `Problem` when there is such a wave, or somebody is opening it.
  init(_ wave: WaveName, at now: Int, in session: any SQLSession) throws {
    self.wave = wave
    mark = randomBytes(16)
    guard try !DirectoryStore.exists(wave, in: session) else {
      throw Problem("there is a wave “\(wave)” already", remedy: "give this one another name")
    }
    try Self.checkFree(wave, at: now, in: session)
    try session.run(
      """
      INSERT INTO opening (wave, mark, began) VALUES (\(wave.description), \(mark), \(now))
      ON CONFLICT (wave) DO UPDATE SET mark = excluded.mark, began = excluded.began
      """)
  }

  /// - Throws: `Problem` when somebody is opening the wave.
  static func checkFree(_ wave: WaveName, at now: Int, in session: any SQLSession) throws {
    if let began = try session.row("SELECT began FROM opening WHERE wave = \(wave.description)")?.integer(0),
      now - began < lasts, began <= now
    {
      throw Problem(
        "the wave “\(wave)” is being opened at this moment", remedy: "look again in a minute whether it is open")
    }
  }

  /// In the transaction that opens the wave.
  /// - Throws: `Problem` when another attempt has taken over.
  func use(in session: any SQLSession) throws {
    guard try release(in: session) else {
      throw Problem(
        "the wave “\(wave)” was opened by somebody else at the same time", remedy: "look whether it is open")
    }
  }

  /// - Returns: whether the claim still held.
  @discardableResult
  func release(in session: any SQLSession) throws -> Bool {
    try session.run("DELETE FROM opening WHERE wave = \(wave.description) AND mark = \(mark)") == 1
  }
}
