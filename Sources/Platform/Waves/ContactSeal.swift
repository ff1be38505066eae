import Crypto
import Foundation

/// A person of the roster, encrypted under the wave's contact key: destroying the key destroys every copy, in backups too.
enum ContactSeal {
  struct Broken: Error {}

  static func close(_ person: Roster.Person, key: SymmetricKey) throws -> [UInt8] {
    let text = try JSONEncoder().encode([person.name, person.contact, person.unit])
    // Filled up, so that its length does not tell one name from another.
    let padded = text + Data(repeating: 32, count: 2048 - min(2048, text.count))
    guard let sealed = try AES.GCM.seal(padded, using: key).combined else { throw Broken() }
    return [UInt8](sealed)
  }

  static func open(_ sealed: [UInt8], key: SymmetricKey) throws -> Roster.Person {
    let text = try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key)
    let parts = try JSONDecoder().decode([String].self, from: text)
    guard parts.count == 3 else { throw Broken() }
    return Roster.Person(name: parts[0], contact: parts[1], unit: parts[2])
  }

  /// A whole roster, before its wave opens.
  static func close(_ roster: Roster, key: SymmetricKey) throws -> [UInt8] {
    let text = try JSONEncoder().encode(roster.people.map { [$0.name, $0.contact, $0.unit] })
    guard let sealed = try AES.GCM.seal(text, using: key).combined else { throw Broken() }
    return [UInt8](sealed)
  }

  static func openRoster(_ sealed: [UInt8], key: SymmetricKey) throws -> Roster {
    let text = try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key)
    return try Roster(
      people: JSONDecoder().decode([[String]].self, from: text).map { cells in
        guard cells.count == 3 else { throw Broken() }
        return Roster.Person(name: cells[0], contact: cells[1], unit: cells[2])
      })
  }
}
