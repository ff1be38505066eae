import Foundation
import Problems
import Store

/// Rows of studies and their texts.
enum StudyStore {
  static func insert(_ study: Study, in session: any SQLSession) throws {
    try session.run(
      "INSERT INTO study (name, title, host) VALUES (\(study.name.description), \(study.title), \(study.host))")
    try setPartners(study.partners, of: study.name, in: session)
  }

  static func setPartners(_ partners: [ID<Organisation>], of study: StudyName, in session: any SQLSession) throws {
    try session.run("DELETE FROM study_partner WHERE study = \(study.description)")
    for partner in partners {
      try session.run(
        "INSERT INTO study_partner (study, organisation) VALUES (\(study.description), \(partner))")
    }
  }

  static func find(_ name: StudyName, in session: any SQLSession) throws -> Study? {
    guard let row = try session.row("SELECT title, host FROM study WHERE name = \(name.description)") else {
      return nil
    }
    return Study(
      name: name, title: try row.text(0), host: try row.id(1), partners: try partners(of: name, in: session))
  }

  static func all(in session: any SQLSession) throws -> [Study] {
    try session.rows("SELECT name, title, host FROM study ORDER BY title, name").map { row in
      let name = try StudyName(row.text(0))
      return Study(
        name: name, title: try row.text(1), host: try row.id(2), partners: try partners(of: name, in: session))
    }
  }

  private static func partners(of name: StudyName, in session: any SQLSession) throws -> [ID<Organisation>] {
    try session.rows(
      "SELECT organisation FROM study_partner WHERE study = \(name.description) ORDER BY organisation"
    ).map { try $0.id(0) }
  }

  enum Kind: String { case information, questionnaire }

  static func add(_ content: String, _ kind: Kind, to study: StudyName, in session: any SQLSession) throws -> Int {
    let number = try (latest(kind, of: study, in: session)?.number ?? 0) + 1
    try session.run(
      """
      INSERT INTO study_text (study, kind, number, content)
      VALUES (\(study.description), \(kind.rawValue), \(number), \(content))
      """)
    return number
  }

  static func version(
    _ number: Int, _ kind: Kind, of study: StudyName, in session: any SQLSession
  ) throws -> Version<String>? {
    try session.row(
      """
      SELECT content FROM study_text
      WHERE study = \(study.description) AND kind = \(kind.rawValue) AND number = \(number)
      """
    ).map { Version(number: number, content: try $0.text(0)) }
  }

  static func latest(_ kind: Kind, of study: StudyName, in session: any SQLSession) throws -> Version<String>? {
    try session.row(
      """
      SELECT number, content FROM study_text WHERE study = \(study.description) AND kind = \(kind.rawValue)
      ORDER BY number DESC LIMIT 1
      """
    ).map { Version(number: try $0.integer(0), content: try $0.text(1)) }
  }
}

/// Rows of waves that have not opened, and what is kept with them afterwards.
enum PlannedWaveStore {
  static func insert(_ planned: PlannedWave, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO planned_wave (wave, study, threshold, support)
      VALUES (\(planned.wave.description), \(planned.study.description), \(planned.threshold), '')
      """)
    if planned.purpose == .pilot { try PilotStore.put(planned.wave, launch: nil, in: session) }
    try update(planned, in: session)
  }

  static func update(_ planned: PlannedWave, in session: any SQLSession) throws {
    let commitments = planned.commitments
    try session.run(
      """
      UPDATE planned_wave SET threshold = \(planned.threshold), support = \(planned.support.joined(separator: "\n")),
        owner = \(commitments?.owner), act = \(commitments?.act), support_checked = \(commitments?.supportChecked.number),
        staff_hear = \(commitments?.staffHear.number), managers_hear = \(commitments?.managersHear.number)
      WHERE wave = \(planned.wave.description)
      """)
  }

  static func find(_ wave: WaveName, in session: any SQLSession) throws -> PlannedWave? {
    let row = try session.row(
      """
      SELECT study, threshold, support, owner, act, support_checked, staff_hear, managers_hear FROM planned_wave
      WHERE wave = \(wave.description)
      """)
    guard let row else { return nil }
    var commitments: Commitments?
    if let owner = try row.optionalText(3), let act = try row.optionalText(4) {
      commitments = Commitments(
        owner: owner, act: act, supportChecked: Day(number: try row.integer(5)),
        staffHear: Day(number: try row.integer(6)), managersHear: Day(number: try row.integer(7)))
    }
    return PlannedWave(
      wave: wave, study: try StudyName(row.text(0)), commitments: commitments,
      support: ParticipantInformation.paragraphs(try row.text(2)), threshold: try row.integer(1),
      purpose: try PilotStore.isPilot(wave, in: session) ? .pilot : .results)
  }

  static func waves(of study: StudyName, in session: any SQLSession) throws -> [WaveName] {
    try session.rows("SELECT wave FROM planned_wave WHERE study = \(study.description) ORDER BY wave").map {
      try WaveName($0.text(0))
    }
  }

  static func add(_ entry: Recruitment, to wave: WaveName, in session: any SQLSession) throws {
    let last = try session.row(
      "SELECT coalesce(max(number), 0) FROM recruitment WHERE wave = \(wave.description)")?.integer(0)
    try session.run(
      """
      INSERT INTO recruitment (wave, number, route, day, eligible, note)
      VALUES (\(wave.description), \((last ?? 0) + 1), \(entry.route.rawValue), \(entry.day.number), \(entry.eligible), \(entry.note))
      """)
  }

  static func recruitment(of wave: WaveName, in session: any SQLSession) throws -> [Recruitment] {
    try session.rows(
      "SELECT route, day, eligible, note FROM recruitment WHERE wave = \(wave.description) ORDER BY number"
    ).map { row in
      guard let route = Recruitment.Route(rawValue: try row.text(0)) else {
        throw StoreError.unexpected("a way of recruitment is “\(try row.text(0))”")
      }
      return Recruitment(
        route: route, day: Day(number: try row.integer(1)), eligible: try row.integer(2), note: try row.text(3))
    }
  }
}
