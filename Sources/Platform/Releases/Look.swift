import Analysis
import Disclosure
import Problems

/// A part of a wave's results that somebody asks for: one scale or question, over everybody or the people of one group, split or not.
package struct Look: Hashable, Sendable, Codable {
  /// The id of a scale or question.
  package var outcome: String
  /// The question that splits people; nil for all of them together.
  package var split: String?
  /// Only the people who gave this answer.
  package var within: People?

  package struct People: Hashable, Sendable, Codable {
    package var question: String
    package var answer: String

    package init(question: String, answer: String) {
      self.question = question
      self.answer = answer
    }
  }

  package init(outcome: String, split: String? = nil, within: People? = nil) {
    self.outcome = outcome
    self.split = split
    self.within = within
  }

  var cut: Cut {
    Cut(outcomes: [outcome], split: split, within: within.map { .init(question: $0.question, levels: [$0.answer]) })
  }
}

/// What may be asked for.
package struct LookChoices: Sendable {
  package struct Outcome: Sendable {
    package let id: String
    package let title: String
  }

  package struct Split: Sendable {
    package let id: String
    package let title: String
    package let answers: [String]
  }

  package let outcomes: [Outcome]
  package let splits: [Split]

  package static let none = LookChoices(outcomes: [], splits: [])

  private init(outcomes: [Outcome], splits: [Split]) {
    self.outcomes = outcomes
    self.splits = splits
  }

  init(_ choices: CutChoices, without hidden: Set<String>) {
    outcomes = choices.outcomes.map { Outcome(id: $0.subject.id, title: $0.subject.title) }
    splits = choices.splits.filter { !hidden.contains($0.subject.id) }.map {
      Split(id: $0.subject.id, title: $0.subject.title, answers: $0.levels)
    }
  }

  /// - Throws: `Problem` at the form's field.
  func check(_ look: Look) throws(Problem) {
    guard outcomes.contains(where: { $0.id == look.outcome }) else {
      throw Problem("nothing is chosen to look at", at: "outcome", remedy: "choose a scale or a question")
    }
    if let split = look.split, !splits.contains(where: { $0.id == split }) {
      throw Problem("results cannot be split by this", at: "split", remedy: "choose from the list")
    }
    guard let within = look.within else { return }
    guard let question = splits.first(where: { $0.id == within.question }), question.answers.contains(within.answer)
    else { throw Problem("nobody can be chosen by this", at: "within", remedy: "choose from the list") }
    guard within.question != look.split else {
      throw Problem(
        "people who are alike in “\(question.title)” cannot be split by it", at: "split",
        remedy: "split by something else, or by nothing")
    }
  }

  /// `Strain, by “Unit”`, `Strain, by “Role”; only “Unit”: North`.
  func words(for look: Look) -> String {
    func title(_ id: String) -> String { splits.first { $0.id == id }?.title ?? id }
    return (outcomes.first { $0.id == look.outcome }?.title ?? look.outcome)
      + (look.split.map { ", by “\(title($0))”" } ?? "")
      + (look.within.map { "; only “\(title($0.question))”: \($0.answer)" } ?? "")
  }
}
