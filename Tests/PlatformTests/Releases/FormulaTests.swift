import Reporting
import TestSupport
import Testing

@testable import Platform

/// Words of a questionnaire come from its author; a spreadsheet must not run them.
@Suite struct FormulaTests {
  private static let text = """
    questionnaire: "=HYPERLINK(\\"http://evil.example\\")"
    version: "1"
    threshold: 10
    information: [We ask.]
    consent: [I agree.]
    support: [Somebody.]
    \(Sample.results)
    pages:
      - questions:
          - {id: role, ask: "=1+1", choice: ["+Caring", "@Leading"], about: person, compare: true}
          - {id: tasks, ask: "-What?", several: ["=cmd|' /C calc'!A0", "-Visits"]}
          - id: strain
            ask: How often?
            rate: ["=One", "@Two"]
            steps: {0: "-never", 1: "+often"}
            scale: {title: "=Strain", higherIs: worse}
    """

  @Test("No cell of a report's tables is run by a spreadsheet, whatever options, titles and units are called")
  func tables() async throws {
    try await Site.with(.sqlite) { site in
      let wave = try WaveName("spring")
      let roster = try Sample.roster([("=North", 30), ("@South", 30)])
      let invitations = try await site.opening.open(
        wave, questionnaire: Questionnaire(text: Self.text, file: "q.yaml"), roster: roster)
      for (number, invitation) in invitations.enumerated() {
        let answers = [
          "role": [number % 2 == 0 ? "+Caring" : "@Leading"],
          "tasks": number % 3 == 0 ? ["-Visits"] : ["=cmd|' /C calc'!A0", "-Visits"],
          "strain_1": ["\(number % 2)"], "strain_2": ["\(number / 2 % 2)"],
        ]
        _ = try await site.answer(wave, invitation, answers, through: site.participation)
      }
      try await site.closing.close(wave)
      let tables = try await site.releases.make(wave, for: .full).files.filter { $0.path.hasSuffix(".csv") }
      var guarded: Set<String> = []
      for table in tables {
        for cell in cells(of: String(decoding: table.bytes, as: UTF8.self)) {
          guard let first = cell.first, "=+-@".contains(first) else {
            if cell.hasPrefix("'") { guarded.insert(String(cell.dropFirst())) }
            continue
          }
          #expect(Double(cell) != nil, "\(table.path): \(cell)")
        }
      }
      // What is left of the words is there, made text.
      #expect(guarded.isSuperset(of: ["+Caring", "@Leading", "=cmd|' /C calc'!A0", "=Strain", "=North"]), "\(guarded)")
    }
  }

  /// Cells of a CSV text without line breaks in them.
  private func cells(of text: String) -> [String] {
    text.split(separator: "\r\n").flatMap { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: cells.append("")
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
  }
}
