@testable import Platform

/// A questionnaire of invented questions, and rosters of invented people.
enum Sample {
  /// Promises that hold today.
  static let results = promises(owner: "The board", act: "Two days")
  static let resultsInWelshToo = promises(
    owner: "{en: The board, cy: Y bwrdd}", act: "{en: Two days, cy: Dau ddiwrnod}")

  private static func promises(owner: String, act: String) -> String {
    let today = Clock.system.today()
    let heard = today.adding(60)
    return
      "results: {owner: \(owner), act: \(act), supportChecked: \(today), staffHear: \(heard), managersHear: \(heard)}"
  }

  static let text = """
    questionnaire: How work is going
    version: "1"
    threshold: 10
    information: [We ask how work is going in the four teams.]
    consent: [I have read this., I want to take part.]
    support: [Talk to somebody you trust.]
    \(results)
    pages:
      - title: About you
        questions:
          - {id: role, ask: What do you do?, choice: [Practitioner, Manager, Peer worker], about: person, compare: true}
          - {id: years, ask: How long have you been here?, choice: [Under a year, 1 to 5 years, Longer], about: person, ordered: true}
      - title: About work
        questions:
          - {id: tasks, ask: What fills your days?, several: [Calls, Visits, Paperwork]}
          - id: strain
            ask: How often is this so?
            rate: [My days are too short., I leave on time., I think of work at night.]
            steps: {0: never, 1: rarely, 2: often, 3: always}
            scale: {title: Strain, higherIs: worse, reversed: [2]}
          - {id: wish, ask: What would help?, text: 500}
    """

  static func questionnaire() throws -> Questionnaire { try Questionnaire(text: text, file: "sample.yaml") }

  /// People named P1, P2 … in units of these sizes.
  static func roster(_ units: [(name: String, people: Int)]) throws -> Roster {
    var csv = "name,contact,unit\n"
    var number = 0
    for unit in units {
      for _ in 0..<unit.people {
        number += 1
        csv += "P\(number),p\(number)@example.org,\(unit.name)\n"
      }
    }
    return try Roster(csv: [UInt8](csv.utf8), file: "roster.csv")
  }

  /// Answers that are one person's own: the text says whose.
  static func answers(_ number: Int) -> [String: [String]] {
    [
      "role": [number % 2 == 0 ? "Practitioner" : "Manager"],
      "years": [["Under a year", "1 to 5 years", "Longer"][number % 3]],
      "tasks": number % 4 == 0 ? [] : ["Calls", "Paperwork"],
      "strain_1": ["\(number % 4)"], "strain_2": ["\(number / 4 % 4)"], "strain_3": ["\(number / 16 % 4)"],
      "wish": ["More time, “please”; \"\(number)\""],
    ]
  }
}
