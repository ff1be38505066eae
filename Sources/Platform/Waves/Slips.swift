import Crypto
import Problems
package import Store

/// Paper slips: the way for people without a link, a script or a device of their own. Each carries a code of 60 bits that answers once for one
/// reporting unit. The plain codes exist on paper alone; the answers side keeps them under the wave's key, the directory only counts.
package struct Slips: Sendable {
  private let directory: any SQLDatabase
  private let answers: any SQLDatabase
  private let keyring: Keyring

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
  }

  package struct Slip: Sendable, Hashable {
    package let code: Code
    package let unit: String

    package init(code: Code, unit: String) {
      self.code = code
      self.unit = unit
    }
  }

  /// New slips on their way to the printer.
  package struct Batch: Sendable {
    package let wave: WaveName
    package let questionnaire: Questionnaire
    /// By unit; within a unit in an order of chance.
    package let slips: [Slip]
    package let isPilot: Bool
    fileprivate let issuers: [(fingerprint: [UInt8], count: Int)]
  }

  /// Beyond one slip a person: a tenth of the unit, at least two, for those that are spoiled.
  package static func spare(people: Int) -> Int { max(2, people / 10) }

  /// Draws codes. They answer nothing until `keep(_:)`.
  /// - Parameters:
  ///   - each: slips for each unit.
  ///   - unit: the reporting unit that they are for; nil for all of them.
  ///   - partners: names of organisations whose own units alone may be asked for; nil for everybody's.
  /// - Throws: `Problem` when the wave is not open for it, or a unit would have more slips than people and spare ones.
  package func draw(_ wave: WaveName, each: Int, unit: String?, of partners: [String]? = nil) async throws -> Batch {
    guard each > 0 else { throw Problem("no slips were asked for", remedy: "ask for at least one a unit") }
    let (units, isPilot) = try await directory.read { session in
      try Self.checkOpen(wave, in: session)
      return (try SlipSupplyStore.units(of: wave, in: session), try PilotStore.isPilot(wave, in: session))
    }
    let open = units.filter { PartnerUnits.contain($0.name, of: partners) }
    guard !units.isEmpty else {
      throw Problem(
        "the wave “\(wave)” has an open link: everybody may answer with it, and slips would be rights beyond it",
        remedy: "give out the link on paper instead")
    }
    guard !open.isEmpty else {
      throw Problem(
        "no group is made of your people alone", at: "\(wave)", remedy: "ask the study lead, who prints slips for all")
    }
    let wanted = open.filter { unit == nil || $0.name == unit }
    guard !wanted.isEmpty else {
      throw Problem(
        "there is no reporting unit “\(unit ?? "")”", at: "\(wave)",
        remedy: "choose one of \(open.map(\.name).joined(separator: ", "))")
    }
    for unit in wanted { try Self.check(each, for: unit) }
    let text = try await answers.read { try AnswersStore.wave(wave, in: $0)?.questionnaire }
    let slips = wanted.flatMap { unit in
      (0..<each).map { _ in Slip(code: Code(bits: randomBytes(8)), unit: unit.name) }
    }
    return Batch(
      wave: wave, questionnaire: try Questionnaire(text: text ?? "", file: "the questionnaire of \(wave)"),
      slips: slips, isPilot: isPilot, issuers: wanted.map { ($0.issuer, each) })
  }

  /// From here on the codes answer. All rows are written at once and in an order of chance: neither shows in which order they were printed.
  package func keep(_ batch: Batch) async throws {
    let wave = batch.wave
    let key = SymmetricKey(data: try keyring.read(.receipts(wave)))
    try await directory.write { session in
      try Self.checkOpen(wave, in: session)
      let units = try SlipSupplyStore.units(of: wave, in: session)
      for (issuer, count) in batch.issuers {
        for unit in units where unit.issuer == issuer { try Self.check(count, for: unit) }
        try SlipSupplyStore.add(count, for: issuer, of: wave, in: session)
      }
    }
    let rows = batch.slips.map { (right: SlipStore.Right($0.code, key: key), unit: $0.unit) }.shuffled()
    try await answers.write { session in
      guard try AnswersStore.isOpen(wave, in: session) else { throw Self.closed(wave) }
      try SlipStore.put(rows, of: wave, in: session)
    }
  }

  /// Marks somebody as having a slip, which is taken from the unit's pile without looking: which one it is nobody writes down.
  /// - Parameter owner: whose people may be marked; nil for everybody's, on the server itself.
  /// - Returns: the reporting unit whose slip they get.
  /// - Throws: `Problem` when nobody of the roster has that contact, they have collected already, or no slip is left.
  package func handOut(_ wave: WaveName, to contact: String, of owner: ListOwner? = nil) async throws -> String {
    let key = SymmetricKey(data: try keyring.read(.contacts(wave)))
    let wanted = contact.lowercased()
    return try await directory.write { session in
      try Self.checkOpen(wave, in: session)
      let person = try SlipSupplyStore.people(of: wave, in: session).first {
        let person = try ContactSeal.open($0.sealed, key: key).person
        return person.contact.lowercased() == wanted && owner?.owns(person) != false
      }
      guard let person else {
        throw Problem(
          "nobody on the roster has the contact “\(contact)”", at: "\(wave)",
          remedy: "write it as it stands in the roster")
      }
      // First of all, and for everybody: whoever asks about somebody risks a slip for it.
      let unit = try SlipSupplyStore.units(of: wave, in: session).first { $0.issuer == person.issuer }
      guard try SlipSupplyStore.handOut(of: person.issuer, wave, in: session) else {
        throw Problem(
          "there is no slip left for “\(unit?.name ?? "")”", at: "\(wave)",
          remedy: "print some first")
      }
      // The slip goes back to the pile with the transaction.
      guard !person.hasCollected else { throw Self.hasRight(wave) }
      try SlipSupplyStore.markCollected(person.secretHash, of: wave, in: session)
      return unit?.name ?? ""
    }
  }

  /// The one refusal that tells something about the person who is asked about.
  static func hasRight(_ wave: WaveName) -> Problem {
    Problem(
      "this person has the right to answer already, by link or by slip", at: "\(wave)",
      remedy: "everybody has one right: do not hand out a second slip, not for a lost one either")
  }

  /// Makes every slip of the wave worthless. Answers that came with one stay.
  /// - Returns: how many there were; used ones are among them, because nobody counts those while the wave is open.
  package func void(_ wave: WaveName) async throws -> Int {
    try await directory.read { try Self.checkOpen(wave, in: $0) }
    let count = try await answers.write { try SlipStore.voidAll(of: wave, in: $0) }
    try await directory.write { try SlipSupplyStore.takeBack(of: wave, in: $0) }
    return count
  }

  private static func check(_ count: Int, for unit: SlipSupplyStore.Unit) throws(Problem) {
    let most = unit.people + spare(people: unit.people)
    guard unit.made + count <= most else {
      throw Problem(
        "“\(unit.name)” may have \(most) slips, one a person and \(spare(people: unit.people)) to spare; \(unit.made) have been made",
        remedy: unit.made < most ? "ask for at most \(most - unit.made)" : "use those, or void them all first")
    }
  }

  private static func checkOpen(_ wave: WaveName, in session: any SQLSession) throws {
    guard let isClosed = try DirectoryStore.isClosed(wave, in: session) else {
      throw Problem("there is no wave “\(wave)”", remedy: "check the name")
    }
    if isClosed { throw closed(wave) }
  }

  private static func closed(_ wave: WaveName) -> Problem {
    Problem("the wave “\(wave)” has closed", remedy: "slips answer while a wave is open, and no longer")
  }
}
