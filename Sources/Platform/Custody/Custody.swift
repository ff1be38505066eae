import Dataset
import Foundation
package import Problems
package import Store

/// Handing rows of answers on, which is custody and no release: only where participants were told so, asked for by one person, confirmed by another, and
/// written down each time.
package struct Custody: Sendable {
  private let directory: any SQLDatabase
  private let answers: any SQLDatabase
  private let keyring: Keyring
  private let audit: AuditLog
  private let clock: Clock

  package init(
    directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring, audit: AuditLog, clock: Clock
  ) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    self.audit = audit
    self.clock = clock
  }

  /// What participants of a closed wave were told; nil where rows stay where they are.
  package func terms(of wave: WaveName) async throws -> CustodyTerms? { try await closed(wave)?.questionnaire.custody }

  package func requests(of wave: WaveName) async throws -> [CustodyRequest] {
    try await directory.read { try CustodyStore.all(of: wave, in: $0) }
  }

  /// Whether somebody may have rows, or decide on them, whatever their role.
  /// - Returns: why not.
  package static func objection(to visitor: SignedIn) -> Problem? {
    if visitor.account.managesRespondents {
      return Problem(
        "whoever manages people who were asked has nothing to do with rows of answers",
        remedy: "let somebody outside line management do this")
    }
    for (role, why) in [
      (Role.custodian, "whoever holds a list of people may not hold their answers too"),
      (.administrator, "an administrator sees no answers"),
    ] where visitor.roles.contains(role) {
      return Problem(why, remedy: "let somebody do this who has no such role")
    }
    return nil
  }

  /// - Throws: `Problem` unless participants were told, or without a reason.
  package func ask(for wave: WaveName, reason: String, by visitor: SignedIn) async throws {
    if let problem = Self.objection(to: visitor) { throw problem }
    _ = try await agreed(wave)
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty, reason.utf8.count <= 1000 else {
      throw Problem(
        "a reason of 1 to 1,000 bytes is needed", at: "reason", remedy: "say what the rows are needed for, now")
    }
    let request = CustodyRequest(
      id: ID(), wave: wave, askedBy: visitor.account.id, reason: reason, asked: clock.today(), state: .waiting)
    try await directory.write { session in
      try CustodyStore.insert(request, in: session)
      try audit.append(.rowsAskedFor, by: .account(visitor.account.id), on: wave.description, in: session)
    }
  }

  /// - Throws: `Problem` when it is the visitor's own, or was decided before.
  package func decide(_ id: ID<CustodyRequest>, of wave: WaveName, confirm: Bool, by visitor: SignedIn) async throws {
    if let problem = Self.objection(to: visitor) { throw problem }
    _ = try await agreed(wave)
    let today = clock.today()
    try await directory.write { session in
      let request = try Self.find(id, of: wave, in: session)
      guard request.askedBy != visitor.account.id else {
        throw Problem(
          "somebody else has to decide on what you asked for", remedy: "ask another study lead to do it")
      }
      guard try CustodyStore.decide(id, confirmed: confirm, by: visitor.account.id, on: today, in: session) else {
        throw Problem("this has been decided already", remedy: "load the page again to see how")
      }
      try audit.append(
        confirm ? .rowsConfirmed : .rowsRefused, by: .account(visitor.account.id), on: wave.description, in: session)
    }
  }

  /// What a confirmed request hands over: a table of rows, or what its columns mean.
  package enum File: String, Sendable, CaseIterable {
    case csv, xlsx, sav, dictionary

    package func name(of wave: WaveName) -> String {
      self == .dictionary ? "\(wave)-dictionary.csv" : "\(wave)-rows.\(rawValue)"
    }
  }

  /// The columns that no file has: what was written in words, and what was shuffled by itself.
  package func leftOut(of wave: WaveName) async throws -> [String] {
    guard let (questionnaire, linked) = try await closed(wave) else { return [] }
    return CustodyTable.leftOut(of: questionnaire, withUnits: try await !hasPartners(wave), linked: linked)
  }

  /// A file, for whoever asked, while the confirmation holds. It is written down before it is handed over.
  package func file(
    _ file: File, of id: ID<CustodyRequest>, wave: WaveName, for visitor: SignedIn
  ) async throws -> [UInt8] {
    if let problem = Self.objection(to: visitor) { throw problem }
    let terms = try await agreed(wave)
    let today = clock.today()
    @Sendable func check(_ request: CustodyRequest) throws {
      guard request.askedBy == visitor.account.id, let last = request.lastDay, today <= last, today < terms.until else {
        throw Problem(
          "these rows are not, or no longer, to be had",
          remedy: "ask for them, and for them to be confirmed by somebody else")
      }
    }
    try check(try await directory.read { try Self.find(id, of: wave, in: $0) })
    let bytes = try Self.bytes(try await rows(of: wave).table, as: file)
    try await directory.write { session in
      try check(try Self.find(id, of: wave, in: session))
      try CustodyStore.countTaken(id, in: session)
      try audit.append(.rowsHandedOver, by: .account(visitor.account.id), on: "\(wave) \(file.rawValue)", in: session)
    }
    return bytes
  }

  private static func find(_ id: ID<CustodyRequest>, of wave: WaveName, in session: any SQLSession) throws
    -> CustodyRequest
  {
    guard let request = try CustodyStore.find(id, in: session), request.wave == wave else {
      throw Problem("there is no such request", remedy: "load the page again")
    }
    return request
  }

  private func agreed(_ wave: WaveName) async throws -> CustodyTerms {
    guard let terms = try await terms(of: wave) else {
      throw Problem(
        "people were not told that rows of answers would be handed on, so they are not",
        remedy: "use the reports; a later wave can say so in its questionnaire (custody:)")
    }
    return terms
  }

  private func closed(_ wave: WaveName) async throws -> (questionnaire: Questionnaire, linked: Set<String>)? {
    guard let row = try await answers.read({ try AnswersStore.wave(wave, in: $0) }), row.state == .closed else {
      return nil
    }
    return (try Questionnaire(text: row.questionnaire, file: "the questionnaire of \(wave)"), row.linked)
  }

  /// A partner's units are its own: others see them on its sheet, if at all.
  private func hasPartners(_ wave: WaveName) async throws -> Bool {
    try await directory.read { session in
      guard let planned = try PlannedWaveStore.find(wave, in: session) else { return false }
      return try StudyStore.find(planned.study, in: session)?.partners.isEmpty == false
    }
  }

  private func rows(of wave: WaveName) async throws -> CustodyTable {
    let dataset = try await WaveResults(answers: answers, keyring: keyring).results(of: wave).dataset
    guard let (questionnaire, linked) = try await closed(wave) else {
      throw Problem("the wave “\(wave)” is still open", remedy: "close it first")
    }
    return try CustodyTable(
      questionnaire, withUnits: try await !hasPartners(wave), linked: linked, rowCount: dataset.rowCount
    ) { name in
      let column = dataset.column(named: name)
      return (0..<dataset.rowCount).map { row in column?.text(at: row) }
    }
  }

  private static func bytes(_ table: TableExport, as file: File) throws -> [UInt8] {
    let format: TableExport.Format
    switch file {
    case .csv: return table.csv()
    case .dictionary: return table.dictionaryCSV()
    case .xlsx: format = .xlsx
    case .sav: format = .sav
    }
    // Their libraries write to a path: a folder of its own that nobody else can read, gone at once.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-rows-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("rows.\(format.rawValue)").path
    try table.write(as: format, to: path)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
