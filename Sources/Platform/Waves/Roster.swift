import Dataset
package import Problems

/// Who may answer: name, contact and unit, nothing more.
package struct Roster: Sendable {
  package struct Person: Sendable, Hashable {
    package let name: String
    package let contact: String
    /// The unit's place in the organisation: `North / Team A`, the widest part first.
    package let unit: String
    /// The organisation on whose list the person stands; nil where lists are not kept apart.
    package var organisation: ID<Organisation>?
  }

  package let people: [Person]

  static let longestCell = 300

  /// - Throws: `Problem` when a contact stands in it twice: parts of two organisations may overlap.
  init(people: [Person]) throws(Problem) {
    // How many, never who: whoever reads this must not learn who is on another organisation's list.
    let twice = people.count - Set(people.map { $0.contact.lowercased() }).count
    guard twice == 0 else {
      throw Problem(
        "\(twice) \(twice == 1 ? "contact stands" : "contacts stand") in the lists of two organisations",
        at: "list of people",
        remedy: "let the custodians settle with the people concerned in which list they stay")
    }
    self.people = people
  }

  /// Reads a CSV file with the columns name, contact and unit.
  /// - Throws: `Problem` for any other column (a roster that knows more could single people out), an empty cell, the same contact twice.
  package init(csv bytes: [UInt8], file: String) throws(Problem) {
    var options = ReadOptions()
    options.asText = true
    let data = try Dataset.read(bytes: bytes, name: file, options: options)
    let wanted = ["name", "contact", "unit"]
    let names = data.columns.map { $0.name.lowercased() }
    for missing in wanted where !names.contains(missing) {
      throw Problem(
        "the roster has no column “\(missing)”", at: file, remedy: "give the columns name, contact and unit")
    }
    if let other = data.columns.first(where: { !wanted.contains($0.name.lowercased()) }) {
      throw Problem(
        "the roster has a column “\(other.name)”", at: file,
        remedy: "remove it: a roster holds name, contact and unit only, so that it cannot single anyone out")
    }
    let columns = wanted.compactMap { names.firstIndex(of: $0) }.map { data.columns[$0] }
    var people: [Person] = []
    var seen: [String: Int] = [:]
    for row in 0..<data.rowCount {
      var cells: [String] = []
      for (column, name) in zip(columns, wanted) {
        guard let cell = column.text(at: row), !cell.isEmpty else {
          throw Problem("a \(name) is missing", at: data.source.place(row: row, column: name), remedy: "fill it in")
        }
        guard cell.utf8.count <= Self.longestCell else {
          throw Problem(
            "a \(name) is longer than 300 bytes", at: data.source.place(row: row, column: name), remedy: "shorten it")
        }
        cells.append(cell)
      }
      let contact = cells[1].lowercased()
      if let first = seen.updateValue(row, forKey: contact) {
        throw Problem(
          "the contact “\(cells[1])” stands in the roster twice, first in \(data.source.place(row: first, column: "contact"))",
          at: data.source.place(row: row, column: "contact"), remedy: "keep one of the two")
      }
      people.append(Person(name: cells[0], contact: cells[1], unit: Unit(cells[2]).description))
    }
    self.people = people
  }
}

/// A unit's place in the organisation's tree, the widest part first.
struct Unit: Hashable, Sendable, CustomStringConvertible {
  let path: [String]

  init(path: [String]) {
    self.path = path
  }

  init(_ text: String) {
    path = text.split(separator: "/").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }

  var description: String { path.joined(separator: " / ") }
}
