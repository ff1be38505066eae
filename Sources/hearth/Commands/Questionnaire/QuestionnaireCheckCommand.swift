import ArgumentParser
import Foundation
import Instruments
import Platform
import Problems

struct QuestionnaireCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a questionnaire: minutes, what its instruments cost and need, and how small its groups would be.",
    discussion: """
      Minutes are an estimate by a rule of Hearth's own: three words read a second, four seconds an answer, fifteen for a number or a month, a \
      minute for a text. Groups are what even answers of everybody on the roster would give; real ones are uneven and smaller.
      """)

  @Argument(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var file: String
  @Option(help: ArgumentHelp("Who may answer: name, contact, unit.", valueName: "file")) var roster: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let checked = try QuestionnaireFile.read(file, isDraft: true)
    var people: Roster?
    if let roster {
      guard let csv = FileManager.default.contents(atPath: roster) else {
        throw Problem("the file cannot be read", at: roster, remedy: "check the path")
      }
      people = try Roster(csv: [UInt8](csv), file: roster)
    }
    let facts = Facts(checked, people)
    if json { return try Terminal.printJSON(facts) }
    print(
      "\(checked.title): \(checked.questions.count) questions on \(checked.pages.count) pages, about \(facts.minutes) min"
    )
    if !facts.instruments.isEmpty {
      var table = TextTable(["instrument", "items", "min", "key", "wording"])
      for use in facts.instruments {
        table.rows.append([use.name, "\(use.items)", "\(use.minutes)", use.key, use.wording])
      }
      print(table.text)
      for use in facts.instruments { print("\(use.id), permission and fee: \(use.permission)") }
    }
    if let groups = facts.groups, let people {
      print(
        "\(people.people.count) people on the roster; the smallest reporting unit has \(checked.smallestUnit(of: people)). "
          + "People behind an answer, if all answered: evenly, and behind the rarest of answers as unequal as 1, 1/2, 1/3 …:"
      )
      var table = TextTable(["asked", "answers", "in all", "rarest", "in the smallest unit", "rarest", ""])
      for group in groups {
        table.rows.append([
          group.questions.joined(separator: " and "), "\(group.answers)", shortNumber(rounded(group.inAll)),
          shortNumber(rounded(group.rarestInAll)), shortNumber(rounded(group.inSmallestUnit)),
          shortNumber(rounded(group.rarestInSmallestUnit)),
          group.rarestInSmallestUnit < Double(checked.threshold) ? "below \(checked.threshold)" : "",
        ])
      }
      print(table.text)
    }
    for lack in facts.lacking { print("Before a wave can open: \(lack)") }
    if facts.lacking.isEmpty { print("Nothing is missing: a wave can open with it.") }
  }

  private struct Facts: Encodable {
    let title: String
    let minutes: Int
    let instruments: [Use]
    let groups: [Group]?
    let lacking: [String]

    struct Use: Encodable {
      let id: String
      let name: String
      let items: Int
      let minutes: Double
      let key: String
      let wording: String
      /// As the catalogue has it.
      let permission: String
    }

    struct Group: Encodable {
      let questions: [String]
      let answers: Int
      let inAll: Double
      let inSmallestUnit: Double
      let rarestInAll: Double
      let rarestInSmallestUnit: Double
    }

    init(_ checked: Questionnaire, _ roster: Roster?) {
      title = checked.title
      minutes = checked.minutes
      instruments = checked.questions.compactMap { question in
        guard case .rating(let rating) = question.kind, case .instrument(let use) = rating.scoring else { return nil }
        return Use(
          id: use.instrument.id, name: use.instrument.name, items: use.instrument.itemCount,
          minutes: rounded(question.seconds / 60), key: Self.key(use), wording: Self.wording(use),
          permission: use.instrument.wording.licence)
      }
      groups = roster.map { roster in
        checked.expectedGroups(of: roster).map {
          Group(
            questions: $0.questions, answers: $0.answers, inAll: $0.even.inAll,
            inSmallestUnit: $0.even.inSmallestUnit, rarestInAll: $0.uneven.inAll,
            rarestInSmallestUnit: $0.uneven.inSmallestUnit)
        }
      }
      let promises = checked.commitments?.problems(on: Clock.system.today()) ?? [Commitments.missing]
      lacking = (checked.lacking + checked.refusedAround + promises).map(\.description)
    }

    private static func key(_ use: Questionnaire.InstrumentUse) -> String {
      switch use.instrument.scoring {
      case .open: "verified"
      case .needsAcceptance: use.acceptsUnverified ? "not verified, accepted" : "not verified"
      case .noKey: "none"
      }
    }

    private static func wording(_ use: Questionnaire.InstrumentUse) -> String {
      if !use.lacking.isEmpty, use.verdicts.allSatisfy({ $0 == .unknown }) { return "to come" }
      let different = use.verdicts.indices.filter { use.verdicts[$0] == .different }.map { String($0 + 1) }
      if !different.isEmpty { return "not the official wording in item \(different.joined(separator: ", "))" }
      return use.verdicts.contains(.unknown) ? "loaded; no fingerprint to compare with" : "exactly the official wording"
    }
  }
}

private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
