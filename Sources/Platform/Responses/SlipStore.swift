import Crypto
import Store

/// Rows of the answers database about slips.
enum SlipStore {
  /// A slip as the answers side knows it: everything is made from the code with the wave's key, so that whoever has the database alone can neither test
  /// codes nor tell which slips have been used.
  struct Right: Sendable {
    let codeMAC: [UInt8]

    init(_ code: Code, key: SymmetricKey) {
      codeMAC = mac(key, "slip", code.bytes)
    }

    init(codeMAC: [UInt8]) {
      self.codeMAC = codeMAC
    }

    /// What stands among the spent tokens once the slip has been used.
    func spentHash(_ key: SymmetricKey) -> [UInt8] { mac(key, "spent slip", codeMAC) }
  }

  static func put(_ slips: [(right: Right, unit: String)], of wave: WaveName, in session: any SQLSession) throws {
    let chunk = 250
    for start in stride(from: 0, to: slips.count, by: chunk) {
      let rows = slips[start..<min(start + chunk, slips.count)].map { slip -> SQL in
        "(\(wave.description), \(slip.right.codeMAC), \(slip.unit), \(false))"
      }
      try session.run("INSERT INTO slip (wave, code_mac, unit, void) VALUES \(SQL.joined(rows, by: ", "))")
    }
  }

  struct Found: Sendable {
    let unit: String
    let isVoid: Bool
  }

  static func find(_ right: Right, of wave: WaveName, in session: any SQLSession) throws -> Found? {
    try session.row("SELECT unit, void FROM slip WHERE wave = \(wave.description) AND code_mac = \(right.codeMAC)").map
    {
      Found(unit: try $0.text(0), isVoid: try $0.integer(1) == 1)
    }
  }

  /// Voided ones too.
  static func all(of wave: WaveName, in session: any SQLSession) throws -> [Right] {
    try session.rows("SELECT code_mac FROM slip WHERE wave = \(wave.description)").map {
      Right(codeMAC: try $0.blob(0))
    }
  }

  /// - Returns: how many there were that were not void before.
  static func voidAll(of wave: WaveName, in session: any SQLSession) throws -> Int {
    try session.run("UPDATE slip SET void = 1 WHERE wave = \(wave.description) AND void = 0")
  }

  static func removeAll(of wave: WaveName, in session: any SQLSession) throws {
    try session.run("DELETE FROM slip WHERE wave = \(wave.description)")
  }
}
