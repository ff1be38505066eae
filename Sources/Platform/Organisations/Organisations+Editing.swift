import Dataset
import Problems
import Store

extension Organisations {
  package func add(_ name: String, by actor: AuditEntry.Actor) async throws {
    let organisation = Organisation(id: ID(), name: try Line.checked(name, "the name", at: "name"))
    try await directory.write { session in
      guard try !OrganisationStore.all(in: session).contains(where: { $0.name == organisation.name }) else {
        throw Problem("there is an organisation of this name", at: "name", remedy: "give this one another name")
      }
      try OrganisationStore.insert(organisation, in: session)
      try audit.append(.organisationAdded, by: actor, on: organisation.name, in: session)
    }
  }

  package func tree(_ id: ID<Organisation>) async throws -> Tree? {
    try await directory.read { session in
      try OrganisationStore.find(id, in: session).map {
        Tree(organisation: $0, units: try OrganisationStore.units(of: id, in: session))
      }
    }
  }

  package func unit(_ id: ID<OrganisationUnit>) async throws -> OrganisationUnit? {
    try await directory.read { try OrganisationStore.unit(id, in: $0) }
  }

  /// Adds units and whatever stands above them; those that are there stay as they are.
  /// - Parameter paths: `North / Team A`, with the place each stands at for the problem.
  /// - Returns: how many were added.
  /// - Throws: `Problem` at the first that cannot be a unit; nothing is then added.
  package func addUnits(
    _ paths: [(path: String, place: String)], to id: ID<Organisation>, by actor: AuditEntry.Actor
  ) async throws -> Int {
    let units = try paths.map { try Self.checked($0.path, at: $0.place) }
    return try await directory.write { session in
      guard let organisation = try OrganisationStore.find(id, in: session) else { throw Self.gone }
      var known = Set(try OrganisationStore.units(of: id, in: session).map(\.path))
      var added = 0
      for unit in units {
        for depth in 1...unit.path.count {
          let path = Array(unit.path.prefix(depth))
          guard known.insert(path).inserted else { continue }
          try OrganisationStore.insert(OrganisationUnit(id: ID(), organisation: id, path: path), in: session)
          added += 1
        }
      }
      if added > 0 {
        try audit.append(
          units.count == 1 ? .unitAdded : .unitsImported, by: actor,
          on: units.count == 1 ? "\(organisation.name): \(units[0])" : "\(added) units of \(organisation.name)",
          in: session)
      }
      return added
    }
  }

  /// Adds the units of a CSV file with one column, `unit`.
  package func importUnits(
    csv bytes: [UInt8], file: String, to id: ID<Organisation>, by actor: AuditEntry.Actor
  ) async throws -> Int {
    var options = ReadOptions()
    options.asText = true
    let data = try Dataset.read(bytes: bytes, name: file, options: options)
    guard data.columns.count == 1, let column = data.columns.first, column.name.lowercased() == "unit" else {
      throw Problem("the file must have one column, “unit”", at: "units", remedy: "one unit a line, as North / Team A")
    }
    let paths = (0..<data.rowCount).compactMap { row in
      column.text(at: row).map { (path: $0, place: data.source.place(row: row, column: "unit")) }
    }
    guard !paths.isEmpty else {
      throw Problem("the file has no units", at: "units", remedy: "one unit a line, as North / Team A")
    }
    return try await addUnits(paths, to: id, by: actor)
  }

  /// The units as a CSV file that `importUnits` reads.
  package static func csv(_ tree: Tree) -> String {
    (["unit"] + tree.units.map(\.name)).map { Record.line([$0]) + "\r\n" }.joined()
  }

  /// Gives a unit another name; everything below it moves with it.
  package func rename(_ id: ID<OrganisationUnit>, to name: String, by actor: AuditEntry.Actor) async throws {
    let new = try Self.checked(name, at: "name")
    guard new.path.count == 1 else {
      throw Problem("a name has no slash in it", at: "name", remedy: "give the last part only")
    }
    try await directory.write { session in
      guard let unit = try OrganisationStore.unit(id, in: session) else { throw Self.gone }
      let path = unit.path.dropLast() + new.path
      let all = try OrganisationStore.units(of: unit.organisation, in: session)
      guard path == unit.path || !all.contains(where: { $0.path == path }) else {
        throw Problem("there is a unit of this name at this place", at: "name", remedy: "choose another name")
      }
      for below in all where below.path.starts(with: unit.path) {
        let moved = path + below.path.dropFirst(unit.path.count)
        let changed = OrganisationUnit(id: below.id, organisation: below.organisation, path: Array(moved))
        guard changed.name.utf8.count <= Questionnaire.longestUnit else {
          throw Problem("with this name “\(below.name)” gets too long", at: "name", remedy: "choose a shorter one")
        }
        try OrganisationStore.move(changed, in: session)
      }
      try audit.append(.unitRenamed, by: actor, on: "\(unit.name), now \(new)", in: session)
    }
  }

  /// Removes a unit that has none below it and over which nobody holds a role.
  package func remove(_ id: ID<OrganisationUnit>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      guard let unit = try OrganisationStore.unit(id, in: session) else { throw Self.gone }
      let isParent = try OrganisationStore.units(of: unit.organisation, in: session).contains {
        $0.id != id && $0.path.starts(with: unit.path)
      }
      guard !isParent else {
        throw Problem("there are units below this one", remedy: "remove those first")
      }
      let holders = try GrantStore.all(in: session).values.joined().filter {
        $0.scope == .unit(id, of: unit.organisation)
      }
      guard holders.isEmpty else {
        throw Problem("somebody holds a role over this unit", remedy: "withdraw the role first")
      }
      try OrganisationStore.remove(id, in: session)
      try audit.append(.unitRemoved, by: actor, on: unit.name, in: session)
    }
  }

  private static let gone = Problem("it is not there any more", remedy: "load the page again")

  /// A unit's place. Each part begins with a letter or a digit: spreadsheet programs take other beginnings for formulas.
  private static func checked(_ text: String, at place: String) throws(Problem) -> Unit {
    let unit = Unit(try Line.checked(text, "the unit's name", at: place, longest: Questionnaire.longestUnit))
    guard !unit.path.isEmpty, unit.description.utf8.count <= Questionnaire.longestUnit, unit.path.count <= 8 else {
      throw Problem(
        "“\(text.prefix(60))” cannot be a unit", at: place, remedy: "write it as North / Team A, 8 parts at most")
    }
    for part in unit.path {
      guard let first = part.first, first.isLetter || first.isNumber else {
        throw Problem(
          "the name “\(part.prefix(60))” begins with a sign", at: place, remedy: "begin it with a letter or a digit")
      }
    }
    return unit
  }
}
