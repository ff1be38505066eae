import Crypto
import Foundation

/// A person of the roster and the secret of their invitation, encrypted under the wave's contact key: destroying the key destroys every copy, in backups
/// too. Without the key the directory holds nothing that a link could be made from.
enum ContactSeal {
  struct Broken: Error {}

  struct Content: Sendable {
    let person: Roster.Person
    /// Missing in waves that were opened before it was kept.
    let secret: [UInt8]?
  }

  static func close(_ person: Roster.Person, secret: [UInt8], key: SymmetricKey) throws -> [UInt8] {
    let parts = [person.name, person.contact, person.unit, base64URL(secret)]
    let text = try JSONEncoder().encode(parts + (person.organisation.map { [$0.description] } ?? []))
    // Filled up, so that its length does not tell one name from another.
    let padded = text + Data(repeating: 32, count: 2047 - (text.count + 2047) % 2048)
    guard let sealed = try AES.GCM.seal(padded, using: key).combined else { throw Broken() }
    return [UInt8](sealed)
  }

  static func open(_ sealed: [UInt8], key: SymmetricKey) throws -> Content {
    let text = try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key)
    let parts = try JSONDecoder().decode([String].self, from: text)
    guard (3...5).contains(parts.count) else { throw Broken() }
    return Content(
      person: Roster.Person(
        name: parts[0], contact: parts[1], unit: parts[2], organisation: parts.count > 4 ? ID(parts[4]) : nil),
      secret: parts.count > 3 ? bytes(base64URL: parts[3]) : nil)
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
