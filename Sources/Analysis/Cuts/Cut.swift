package import Disclosure

/// Part of a study's results that somebody asks for: scores or answers of some people, split or not.
package struct Cut: Hashable, Sendable, Codable {
  /// Ids of scales and questions.
  package var outcomes: [String]
  /// The question that splits people; nil for all of them together.
  package var split: String?
  /// Only people who meet this.
  package var within: Condition?

  /// Answers to one question about people.
  package struct Condition: Hashable, Sendable, Codable {
    package var question: String
    package var levels: [String]

    package init(question: String, levels: [String]) {
      self.question = question
      self.levels = levels
    }
  }

  package init(outcomes: [String], split: String? = nil, within: Condition? = nil) {
    self.outcomes = outcomes
    self.split = split
    self.within = within
  }
}

/// What may be asked for.
package struct CutChoices: Sendable {
  package struct Outcome: Sendable, Hashable {
    package let subject: Subject
    package let isScale: Bool
  }

  package struct Split: Sendable, Hashable {
    package let subject: Subject
    /// Answers that occur.
    package let levels: [String]
  }

  package let outcomes: [Outcome]
  package let splits: [Split]

  package init(outcomes: [Outcome], splits: [Split]) {
    self.outcomes = outcomes
    self.splits = splits
  }
}

/// What became of a cut.
package struct CutFindings: Sendable {
  package let findings: [ReleasedFinding]
  /// What has been released from these data, this cut included.
  package let ledger: Ledger
}
