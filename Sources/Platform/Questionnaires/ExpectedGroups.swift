/// How many people would share one answer about themselves, if everybody on the roster answered and every answer were given equally often.
///
/// Real answers are uneven, so real groups are smaller; it is a first look, not a promise. What turns out below the threshold is put together
/// or left out at the close, whatever was expected.
package struct ExpectedGroups: Sendable {
  /// The questions whose answers are combined; one for a question by itself.
  package let questions: [String]
  /// How many different answers, or combinations of answers, there are.
  package let answers: Int
  /// People behind each of them, in the whole roster and in its smallest reporting unit.
  package let inAll: Double
  package let inSmallestUnit: Double
}

extension Questionnaire {
  /// People in the smallest reporting unit of a roster.
  package func smallestUnit(of roster: Roster) -> Int { Self.smallestUnit(roster.counts, threshold: threshold) }

  package func smallestUnit(of people: ExpectedPeople) -> Int {
    Self.smallestUnit(people.counts, threshold: people.threshold)
  }

  private static func smallestUnit(_ counts: [String: Int], threshold: Int) -> Int {
    let names = ReportingUnits(counts: counts, threshold: threshold).names
    return counts.reduce(into: [String: Int]()) { $0[names[$1.key] ?? "", default: 0] += $1.value }.values.min() ?? 0
  }

  /// The closed questions that split people: each by itself, and those together over which results are compared.
  package func expectedGroups(of roster: Roster) -> [ExpectedGroups] {
    expectedGroups(people: roster.people.count, inSmallestUnit: smallestUnit(of: roster))
  }

  package func expectedGroups(of people: ExpectedPeople) -> [ExpectedGroups] {
    expectedGroups(people: people.people, inSmallestUnit: smallestUnit(of: people))
  }

  private func expectedGroups(people: Int, inSmallestUnit smallest: Int) -> [ExpectedGroups] {
    func expected(_ ids: [String], _ answers: Int) -> ExpectedGroups {
      ExpectedGroups(
        questions: ids, answers: answers, inAll: Double(people) / Double(answers),
        inSmallestUnit: Double(smallest) / Double(answers))
    }
    var single: [ExpectedGroups] = []
    var compared: [(id: String, answers: Int)] = []
    for question in questions {
      guard case .choice(let options) = question.kind, options.isProtected else { continue }
      single.append(expected([question.id], options.labels.count))
      if options.compares { compared.append((question.id, options.labels.count)) }
    }
    guard compared.count > 1 else { return single }
    let together = compared.reduce(1) { product, question in
      let (value, isTooLarge) = product.multipliedReportingOverflow(by: question.answers)
      return isTooLarge ? .max : value
    }
    return single + [expected(compared.map(\.id), together)]
  }
}

extension Roster {
  /// People by unit.
  fileprivate var counts: [String: Int] { people.reduce(into: [:]) { $0[$1.unit, default: 0] += 1 } }
}
