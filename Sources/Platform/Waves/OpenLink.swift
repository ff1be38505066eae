import Dataset
package import Problems
import Store

/// A wave that everybody answers by the same link, where no roster can be had. Weaker than invitations: who answers is not known to anybody, and so it
/// is not known either that they answer once.
package struct OpenLink: Sendable {
  /// What stands for the unit of somebody who named none.
  static let noUnit = "Not stated"

  /// How many people are expected, by unit: a CSV file with the columns unit and people.
  package struct Expected: Sendable {
    let people: [String: Int]

    package var total: Int { people.values.reduce(0, +) }

    /// - Throws: `Problem` for another column, a unit that stands twice, a number of people that is none.
    package init(csv bytes: [UInt8], file: String) throws(Problem) {
      var options = ReadOptions()
      options.asText = true
      let data = try Dataset.read(bytes: bytes, name: file, options: options)
      let names = data.columns.map { $0.name.lowercased() }
      guard names.sorted() == ["people", "unit"], let unit = names.firstIndex(of: "unit"),
        let number = names.firstIndex(of: "people")
      else {
        throw Problem(
          "the units are not a list of units and people", at: file, remedy: "give the columns unit and people, no other"
        )
      }
      var people: [String: Int] = [:]
      for row in 0..<data.rowCount {
        let name = Unit(data.columns[unit].text(at: row) ?? "").description
        guard !name.isEmpty, name.utf8.count <= 300, name != OpenLink.noUnit else {
          throw Problem(
            "a unit has no name of its own", at: data.source.place(row: row, column: "unit"),
            remedy: "give it one of at most 300 bytes")
        }
        guard let count = data.columns[number].text(at: row).flatMap({ Int($0) }), (1...1_000_000).contains(count)
        else {
          throw Problem(
            "“\(name)” has no number of people", at: data.source.place(row: row, column: "people"),
            remedy: "write how many people may answer, as a whole number")
        }
        guard people.updateValue(count, forKey: name) == nil else {
          throw Problem(
            "“\(name)” stands in the list twice", at: data.source.place(row: row, column: "unit"),
            remedy: "write each unit once")
        }
      }
      self.people = people
    }
  }

  /// Units as people choose from them: none with fewer people than the threshold.
  static func offered(_ expected: Expected, threshold: Int) -> [OpenLinkStore.Unit] {
    let names = ReportingUnits(counts: expected.people, threshold: threshold).names
    var units: [String: Int] = [:]
    for (unit, people) in expected.people { units[names[unit] ?? unit, default: 0] += people }
    return units.map { OpenLinkStore.Unit(name: $0.key, people: $0.value) }
  }
}

extension WaveOpening {
  /// - Returns: the units that people choose from; one alone when they are not asked.
  /// - Throws: `Problem` when fewer people are expected than the threshold or the wave is open already; nothing is then changed.
  package func open(
    _ wave: WaveName, questionnaire: Questionnaire, expecting expected: OpenLink.Expected, at address: LinkAddress
  ) async throws -> [String] {
    try check(questionnaire, people: expected.total)
    return try await claiming(wave) { claim in
      try await open(claim, questionnaire: questionnaire, expecting: expected, at: address)
    }
  }

  /// The same for whoever has the claim already, and has read under it what is opened.
  func open(
    _ claim: OpeningClaim, questionnaire: Questionnaire, expecting expected: OpenLink.Expected, at address: LinkAddress
  ) async throws -> [String] {
    let wave = claim.wave
    try check(questionnaire, people: expected.total)
    let questionnaire = try await admitted(questionnaire, at: address, keepDays: nil)
    try await endPilots(before: wave)
    let seal = try await begin(wave)
    let units = OpenLink.offered(expected, threshold: questionnaire.threshold)
    try await answers.write { session in
      try AnswersStore.open(wave, questionnaire: questionnaire.text, lock: seal.lock, issuers: [], in: session)
      try OpenLinkStore.put(units, of: wave, in: session)
    }
    // Last: from here on the wave is open.
    try await directory.write { session in
      try claim.use(in: session)
      try DirectoryStore.open(
        wave, title: questionnaire.title, consentVersion: questionnaire.version, issuers: [], invitations: [],
        in: session)
    }
    return units.map(\.name).sorted()
  }
}
