import Foundation
import Store
import TestSupport

@testable import Platform

/// One wave of two units, each with a key of its own, answered for real, with everything an attacker might have kept of it.
struct SimulatedWave {
  struct Colleague: Sendable {
    let personnel: Personnel
    /// What gives this person away wherever it stands: the hash of their secret, the secret, their contact.
    let traces: [[UInt8]]
    /// What they answered about their work, as it stands in a stored record: known to the test alone, to score the attack.
    let mark: String
  }

  let colleagues: [Colleague]
  let evidence: Evidence

  /// How it is written: as Hearth does, by link or with every second person on paper; by a double that keeps people and records in the order of arrival; or
  /// with a server that logs whom it serves and counts where a monitor can see it.
  enum Writing: Sendable { case hearth, slips, inOrder, talkative }

  static let units = ["North", "South"]

  static func run(
    _ driver: Driver, people size: ClosedRange<Int>, writing: Writing, using generator: inout some RandomNumberGenerator
  ) async throws -> SimulatedWave {
    let sizes = units.map { (name: $0, people: Int.random(in: size, using: &generator)) }
    let count = sizes.map(\.people).reduce(0, +)
    let nights = [count / 4, count / 2, 3 * count / 4]
    return try await Site.with(driver) { site in
      let wave = try WaveName("wave")
      let questionnaire = try Questionnaire(text: text, file: "attacked.yaml")
      let invitations = try await site.opening.open(
        wave, questionnaire: questionnaire, roster: Sample.roster(sizes))
      // The number within the unit makes the answers: nobody else of the unit gives the same.
      let numbers = numbered(invitations)
      let everybody = invitations.map { Personnel.random(in: $0.person.unit, using: &generator) }
      let arrivals = invitations.indices.shuffled(using: &generator)
      if writing == .inOrder { try await InOrder.prepare(site) }
      let participation = site.participation
      let keys = Dictionary(
        uniqueKeysWithValues: try await participation.page(wave.description).keys.map { ($0.fingerprint, $0.der) })
      let front = Front(site, participation)
      // The worst case for slips: they are drawn in the very order in which they are used.
      var slips = writing == .slips ? try await handOut(site, wave, arrivals.map { invitations[$0] }) : [:]
      var evidence = Evidence()
      var talk: [String] = []
      evidence.keep(scrape: await front.scrape())
      for (turn, index) in arrivals.enumerated() {
        let (invitation, personnel) = (invitations[index], everybody[index])
        let items = items(numbers[index])
        var answers = Dictionary(
          uniqueKeysWithValues: Trait.allCases.map { ($0.rawValue, [personnel.answer(to: $0)]) })
        for (number, item) in items.enumerated() { answers["strain_\(number + 1)"] = [item] }
        let record = Record.line([personnel.unit] + Trait.allCases.map { personnel.answer(to: $0) } + items)
        if writing == .inOrder {
          try await InOrder.write(site, secretHash: hash(invitation.secret), record: record)
        } else if let slip = slips.removeValue(forKey: turn) {
          _ = try await participation.accept(slip.submission(wave, answers))
          evidence.keep(scrape: await front.scrape())
        } else if let key = keys[invitation.keyFingerprint] {
          let scrapes = try await front.answer(
            wave, invitation, key: key, consent: questionnaire.version, answers)
          for scrape in scrapes {
            evidence.keep(scrape: writing == .talkative ? scrape + "answers_total \(turn)\n" : scrape)
          }
          talk += ["signed for \(invitation.person.contact)", "kept \(record)"]
        }
        if let night = nights.firstIndex(of: turn) { try await evidence.keep(site, moment: "night \(night + 1)") }
      }
      if writing != .inOrder { try await site.closing.close(wave) }
      try await evidence.keep(site, moment: "end")
      evidence.keep(log: front.log + (writing == .talkative ? talk.joined(separator: "\n") : ""))
      let colleagues = invitations.indices.map { index in
        Colleague(
          personnel: everybody[index], traces: traces(invitations[index]),
          mark: items(numbers[index]).joined(separator: ","))
      }
      return SimulatedWave(colleagues: colleagues, evidence: evidence)
    }
  }

  /// Answers to be compared over everything that an employer knows: the most that a questionnaire can ask for.
  private static var text: String {
    let traits = Trait.allCases.map {
      "      - {id: \($0.rawValue), ask: Which is it?, choice: [\($0.answers.joined(separator: ", "))], about: person, compare: true}"
    }
    return """
      questionnaire: How work is going
      version: "1"
      threshold: 10
      information: [We ask how work is going.]
      consent: [I want to take part.]
      support: [Talk to somebody you trust.]
      \(Sample.results)
      pages:
        - title: About you
          questions:
      \(traits.joined(separator: "\n"))
        - title: About work
          questions:
            - id: strain
              ask: How often is this so?
              rate: [My days are too short., I leave on time., I think of work at night.]
              steps: {0: never, 1: rarely, 2: often, 3: always}
              scale: {title: Strain, higherIs: worse, reversed: [2]}
      """
  }

  /// Three statements of four steps each: sixty-four texts, so which record is whose is no guess.
  private static func items(_ number: Int) -> [String] {
    ["\(number % 4)", "\(number / 4 % 4)", "\(number / 16 % 4)"]
  }

  private static func numbered(_ invitations: [WaveOpening.Invitation]) -> [Int] {
    var next: [String: Int] = [:]
    return invitations.map { invitation in
      defer { next[invitation.person.unit, default: 0] += 1 }
      return next[invitation.person.unit, default: 0]
    }
  }

  private static func traces(_ invitation: WaveOpening.Invitation) -> [[UInt8]] {
    let secretHash = hash(invitation.secret)
    let texts = [hexadecimal(secretHash), base64URL(invitation.secret), invitation.person.contact]
    return [secretHash, invitation.secret] + texts.map { [UInt8]($0.utf8) }
  }

  /// Marks every second person as having a slip, one after the other; their slips by turn.
  private static func handOut(
    _ site: Site, _ wave: WaveName, _ invitations: [WaveOpening.Invitation]
  ) async throws -> [Int: Slips.Slip] {
    let most = Dictionary(grouping: invitations, by: \.person.unit).values.map(\.count).min() ?? 0
    let batch = try await site.slips.draw(wave, each: most, unit: nil)
    try await site.slips.keep(batch)
    var piles = Dictionary(grouping: batch.slips, by: \.unit)
    var slips: [Int: Slips.Slip] = [:]
    for turn in stride(from: 0, to: invitations.count, by: 2) {
      guard let slip = piles[invitations[turn].person.unit]?.popLast() else { continue }
      _ = try await site.slips.handOut(wave, to: invitations[turn].person.contact)
      slips[turn] = slip
    }
    return slips
  }
}
