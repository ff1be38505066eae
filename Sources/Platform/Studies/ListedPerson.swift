import Crypto
import Problems

/// Somebody on a list, for the custodian who holds it.
package struct ListedPerson: Sendable, Hashable {
  /// What stands for the person in an address of the desk: made with the list's key, it says nothing to anybody else.
  package typealias ID = String

  package let id: ID
  package let person: Roster.Person

  init(_ person: Roster.Person, key: SymmetricKey) {
    self.init(person, mark: Array(person.contact.lowercased().utf8), key: key)
  }

  init(_ person: Roster.Person, mark: [UInt8], key: SymmetricKey) {
    id = hexadecimal(mac(key, "listed", mark).prefix(12))
    self.person = person
  }

  /// What may be put right.
  package struct Details: Sendable {
    let name: String
    let contact: String
    /// Nil leaves it as it is: when a wave is open, units are settled.
    let unit: String?

    package init(name: String, contact: String, unit: String? = nil) {
      self.name = name
      self.contact = contact
      self.unit = unit
    }
  }

  /// A cell of a list as it was typed.
  static func entry(_ text: String, at field: String) throws(Problem) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty else { throw Problem("a \(field) is missing", at: field, remedy: "fill it in") }
    guard text.utf8.count <= Roster.longestCell else {
      throw Problem("the \(field) is longer than \(Roster.longestCell) bytes", at: field, remedy: "shorten it")
    }
    return text
  }

  static let unknown = Problem(
    "this person is not on the list any more", remedy: "load the list again: somebody else may have changed it")
  static let twice = Problem(
    "this contact stands on your list already", at: "contact", remedy: "give each person a contact of their own")
}
