import Foundation
import Store
import TestSupport

@testable import Platform

/// One wave of k people under one key, answered for real, with everything an attacker might have kept of it.
struct SimulatedWave {
  /// What an employer knows of everybody.
  struct Colleague: Sendable {
    let secretHash: [UInt8]
    let role: String
    let years: String
    /// What this person answered, as it stands in a stored record: known to the test alone, to score the attack.
    let mark: String
  }

  let colleagues: [Colleague]
  let evidence: Evidence

  /// How the two stores are written: as Hearth does, by link or with every second person on paper, or by a double that keeps both in the order of arrival.
  enum Writing: Sendable { case hearth, slips, inOrder }

  static func run(_ driver: Driver, people: Int, writing: Writing, using generator: inout some RandomNumberGenerator)
    async throws -> SimulatedWave
  {
    let shares = (0..<people).map { _ in Double.random(in: 0..<1, using: &generator) }
    let arrivals = (0..<people).shuffled(using: &generator)
    let nights = [people / 4, people / 2, 3 * people / 4]
    return try await Site.with(driver) { site in
      let wave = try WaveName("wave")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", people)]))
      if writing == .inOrder { try await InOrder.prepare(site) }
      let participation = site.participation
      // The worst case for slips: they are drawn in the very order in which they are used.
      var slips = writing == .slips ? try await handOut(site, wave, arrivals.map { invitations[$0] }) : [:]
      var evidence = Evidence()
      var colleagues: [Colleague?] = Array(repeating: nil, count: people)
      for (turn, index) in arrivals.enumerated() {
        let role = shares[index] < 0.5 ? "Practitioner" : "Manager"
        let years = ["Under a year", "1 to 5 years", "Longer"][index % 3]
        // Three statements of four steps each, the same text for nobody: which record is whose is then no guess.
        let items = ["\(index % 4)", "\(index / 4 % 4)", "\(index / 16 % 4)"]
        let answers = [
          "role": [role], "years": [years], "strain_1": [items[0]], "strain_2": [items[1]], "strain_3": [items[2]],
        ]
        let secretHash = hash(invitations[index].secret)
        switch writing {
        case .slips where slips[turn] != nil:
          if let slip = slips.removeValue(forKey: turn) {
            _ = try await participation.accept(slip.submission(wave, answers))
          }
        case .hearth, .slips: _ = try await site.answer(wave, invitations[index], answers, through: participation)
        case .inOrder:
          try await InOrder.write(
            site, secretHash: secretHash, record: Record.line(["North", role, years, ""] + items + [""]))
        }
        colleagues[index] = Colleague(
          secretHash: secretHash, role: role, years: years, mark: items.joined(separator: ","))
        if let night = nights.firstIndex(of: turn) { try await evidence.keep(site, moment: "night \(night + 1)") }
      }
      if writing != .inOrder { try await site.closing.close(wave) }
      try await evidence.keep(site, moment: "end")
      return SimulatedWave(colleagues: colleagues.compactMap { $0 }, evidence: evidence)
    }
  }

  /// Marks every second person as having a slip, one after the other; their slips by turn.
  private static func handOut(
    _ site: Site, _ wave: WaveName, _ invitations: [WaveOpening.Invitation]
  ) async throws -> [Int: Slips.Slip] {
    let batch = try await site.slips.draw(wave, each: invitations.count, unit: nil)
    try await site.slips.keep(batch)
    var slips: [Int: Slips.Slip] = [:]
    for turn in stride(from: 0, to: invitations.count, by: 2) {
      _ = try await site.slips.handOut(wave, to: invitations[turn].person.contact)
      slips[turn] = batch.slips[turn]
    }
    return slips
  }
}

/// A store as common tools write it: who took part and what was answered, each in the order of arrival. Hearth has no such switch; this shows that the attack
/// finds what there is to find.
enum InOrder {
  static func prepare(_ site: Site) async throws {
    try await site.directory.database.write { session in
      try session.run("CREATE TABLE took_part (arrival \(.integer) PRIMARY KEY, secret_hash \(.blob))")
    }
    try await site.answers.database.write { session in
      try session.run("CREATE TABLE in_order (arrival \(.integer) PRIMARY KEY, record \(.text))")
    }
  }

  static func write(_ site: Site, secretHash: [UInt8], record: String) async throws {
    try await site.directory.database.write { session in
      try session.run(
        "INSERT INTO took_part (arrival, secret_hash) SELECT count(*) + 1, \(secretHash) FROM took_part")
    }
    try await site.answers.database.write { session in
      try session.run("INSERT INTO in_order (arrival, record) SELECT count(*) + 1, \(record) FROM in_order")
    }
  }
}
