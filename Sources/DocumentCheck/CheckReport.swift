/// What a check of one document found, and how much of it could be checked at all.
package struct CheckReport: Sendable, Encodable {
  /// How many statements of a kind were recognised, and what came of them.
  package struct Tally: Sendable, Encodable {
    package let rule: Rule
    package let recognised: Int
    package let checked: Int
    package let differing: Int
  }
  /// By place in the document.
  package let findings: [Finding]
  package let unchecked: [Unchecked]
  package let tallies: [Tally]

  package var recognised: Int { tallies.reduce(0) { $0 + $1.recognised } }
  package var checked: Int { tallies.reduce(0) { $0 + $1.checked } }
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }

  init(_ verdicts: [Verdict]) {
    var findings: [Finding] = []
    var unchecked: [Unchecked] = []
    var counts: [Rule: (recognised: Int, checked: Int, differing: Int)] = [:]
    for verdict in verdicts {
      var count = counts[verdict.rule] ?? (0, 0, 0)
      count.recognised += 1
      switch verdict.outcome {
      case .agrees: count.checked += 1
      case .differs(let finding):
        count.checked += 1
        count.differing += 1
        findings.append(finding)
      case .unchecked(let statement): unchecked.append(statement)
      }
      counts[verdict.rule] = count
    }
    self.findings = findings.enumerated().sorted {
      ($0.element.place.page ?? 0, $0.element.place.line, $0.offset) < (
        $1.element.place.page ?? 0, $1.element.place.line, $1.offset
      )
    }.map(\.element)
    self.unchecked = unchecked
    tallies = Rule.allCases.compactMap { rule in
      counts[rule].map { Tally(rule: rule, recognised: $0.recognised, checked: $0.checked, differing: $0.differing) }
    }
  }
}
