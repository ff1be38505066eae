import Foundation
import Store

/// A look that somebody asked for, with what became of it.
package struct KeptLook: Sendable, Hashable {
  package let number: Int
  package let look: Look
  /// In words.
  package let title: String
  /// Nothing of it could be shown.
  package let isRefused: Bool
}

/// Rows of looks and of partners' sheets.
enum LookStore {
  static func all(of wave: WaveName, in session: any SQLSession) throws -> [KeptLook] {
    try session.rows(
      "SELECT number, request, title, refused FROM look WHERE wave = \(wave.description) ORDER BY number"
    ).map { row in
      KeptLook(
        number: try row.integer(0), look: try JSONDecoder().decode(Look.self, from: Data(row.text(1).utf8)),
        title: try row.text(2), isRefused: try row.integer(3) != 0)
    }
  }

  /// - Returns: its number.
  static func add(
    _ look: Look, title: String, isRefused: Bool, page: [UInt8], to wave: WaveName, in session: any SQLSession
  ) throws -> Int {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let request = String(decoding: try encoder.encode(look), as: UTF8.self)
    let last = try session.row("SELECT coalesce(max(number), 0) FROM look WHERE wave = \(wave.description)")?.integer(0)
    let number = (last ?? 0) + 1
    try session.run(
      """
      INSERT INTO look (wave, number, request, title, refused, page)
      VALUES (\(wave.description), \(number), \(request), \(title), \(isRefused ? 1 : 0), \(page))
      """)
    return number
  }

  static func page(_ number: Int, of wave: WaveName, in session: any SQLSession) throws -> [UInt8]? {
    try session.row("SELECT page FROM look WHERE wave = \(wave.description) AND number = \(number)")?.blob(0)
  }

  static func putSheet(
    _ page: [UInt8], of partner: String, wave: WaveName, in session: any SQLSession
  ) throws {
    try session.run(
      """
      INSERT INTO sheet (wave, partner, page) VALUES (\(wave.description), \(partner), \(page))
      ON CONFLICT (wave, partner) DO UPDATE SET page = excluded.page
      """)
  }

  static func sheet(of partner: String, wave: WaveName, in session: any SQLSession) throws -> [UInt8]? {
    try session.row("SELECT page FROM sheet WHERE wave = \(wave.description) AND partner = \(partner)")?.blob(0)
  }

  static func partners(of wave: WaveName, in session: any SQLSession) throws -> Set<String> {
    Set(try session.rows("SELECT partner FROM sheet WHERE wave = \(wave.description)").map { try $0.text(0) })
  }
}
