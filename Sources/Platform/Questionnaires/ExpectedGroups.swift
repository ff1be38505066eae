import Foundation

/// How many people would share one answer about themselves, if everybody on the roster answered.
///
/// Two readings, neither a promise. *Even*: every answer is given equally often. *Uneven*: the answers are as unequal as 1, 1/2, 1/3 … (the second is given
/// half as often as the first, the third a third as often, and so on), and the group is that of the rarest: people · (1/k) / (1 + 1/2 + … + 1/k) of k answers.
/// What turns out below the threshold is put together or left out at the close, whatever was expected.
package struct ExpectedGroups: Sendable {
  /// The questions whose answers are combined; one for a question by itself.
  package let questions: [String]
  /// How many different answers, or combinations of answers, there are.
  package let answers: Int
  /// People behind each answer.
  package let even: Size
  /// People behind the rarest answer.
  package let uneven: Size

  /// In the whole roster and in its smallest reporting unit.
  package struct Size: Sendable {
    package let inAll: Double
    package let inSmallestUnit: Double
  }

  /// The rarest answer's share of k, where they are as unequal as 1, 1/2, 1/3 …
  static func rarest(of answers: Int) -> Double {
    // Of very many answers the sum is its integral: nobody is left behind the rarest either way.
    let sum = answers <= 1_000_000 ? (1...max(1, answers)).reduce(0) { $0 + 1 / Double($1) } : log(Double(answers))
    return 1 / Double(answers) / sum
  }
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

  /// The questions that may say who somebody is: each by itself, and those together over which results are compared.
  package func expectedGroups(of roster: Roster) -> [ExpectedGroups] {
    expectedGroups(people: roster.people.count, inSmallestUnit: smallestUnit(of: roster))
  }

  package func expectedGroups(of people: ExpectedPeople) -> [ExpectedGroups] {
    expectedGroups(people: people.people, inSmallestUnit: smallestUnit(of: people))
  }

  private func expectedGroups(people: Int, inSmallestUnit smallest: Int) -> [ExpectedGroups] {
    func expected(_ ids: [String], _ answers: Int, rarest: Double) -> ExpectedGroups {
      func size(_ share: Double) -> ExpectedGroups.Size {
        .init(inAll: Double(people) * share, inSmallestUnit: Double(smallest) * share)
      }
      return ExpectedGroups(questions: ids, answers: answers, even: size(1 / Double(answers)), uneven: size(rarest))
    }
    var single: [ExpectedGroups] = []
    var compared: [(id: String, answers: Int)] = []
    for question in questions {
      guard let answers = question.answersAboutPeople else { continue }
      single.append(expected([question.id], answers, rarest: ExpectedGroups.rarest(of: answers)))
      if case .choice(let options) = question.kind, options.compares { compared.append((question.id, answers)) }
    }
    guard compared.count > 1 else { return single }
    let together = compared.reduce(1) { product, question in
      let (value, isTooLarge) = product.multipliedReportingOverflow(by: question.answers)
      return isTooLarge ? .max : value
    }
    // The rarest of each, as if one had nothing to do with the other.
    let rarest = compared.reduce(1) { $0 * ExpectedGroups.rarest(of: $1.answers) }
    return single + [expected(compared.map(\.id), together, rarest: rarest)]
  }
}

extension Questionnaire.Question {
  /// Different answers to a question that may say who somebody is: a choice or several about the person, and each number or month that may be typed; nil for
  /// any other.
  fileprivate var answersAboutPeople: Int? {
    switch kind {
    case .choice(let options): options.isProtected ? options.labels.count : nil
    case .several(let options): options.describesPeople ? options.labels.count : nil
    case .number(let range): range.count
    case .month(let range):
      12 * (range.upperBound.year - range.lowerBound.year) + range.upperBound.month - range.lowerBound.month + 1
    case .rating, .text: nil
    }
  }
}

extension Roster {
  /// People by unit.
  fileprivate var counts: [String: Int] { people.reduce(into: [:]) { $0[$1.unit, default: 0] += 1 } }
}
