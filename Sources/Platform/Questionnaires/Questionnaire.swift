package import Analysis

/// What people are asked in one wave: pages of questions, read from a YAML file. Its text is kept as it was when the wave opened.
package struct Questionnaire: Sendable {
  package let title: String
  package let version: String
  /// What people are told before they decide, paragraph by paragraph.
  package let information: [String]
  /// Statements that are ticked one by one.
  package let consent: [String]
  /// Where help is to be had now, on every page.
  package let support: [String]
  package let threshold: Int
  package let pages: [Page]
  /// The text it was read from.
  package let text: String

  package struct Page: Sendable {
    package let title: String?
    package let text: [String]
    package let questions: [Question]
  }

  package struct Question: Sendable {
    /// Lower-case letters, digits and underscores; the column of the answers file.
    package let id: String
    package let ask: String
    package let hint: String?
    package let required: Bool
    package let kind: Kind
  }

  package enum Kind: Sendable {
    /// One of several options.
    case choice(Options)
    /// Any of several options.
    case several(Options)
    /// Statements answered on one response scale.
    case rating(Rating)
    case number(ClosedRange<Int>)
    /// At most so many characters.
    case text(limit: Int)
  }

  package struct Options: Sendable {
    package let labels: [String]
    /// Says who someone is, so that every count is protected; otherwise it is what someone said.
    package let describesPeople: Bool
    /// Scores are compared over it.
    package let compares: Bool
    package let ordered: Bool
    package let merges: [(label: String, levels: [String])]
  }

  package struct Rating: Sendable {
    package let statements: [String]
    package let steps: [Step]
    package let scale: Scale

    package struct Step: Sendable, Hashable {
      package let code: Int
      package let words: String
    }

    package struct Scale: Sendable {
      package let title: String
      package let higherIs: StudyFile.ScoreColumnUse.HigherIs
      /// Statements, from 1, that are turned round.
      package let reversed: [Int]
    }
  }

  package var questions: [Question] { pages.flatMap(\.questions) }

  /// The columns of an answers file, in order: the reporting unit, then each question.
  package var columns: [String] { [Self.unitColumn] + questions.flatMap(\.columns) }

  static let unitColumn = "unit"
}

extension Questionnaire.Question {
  /// One column, or one a statement.
  package var columns: [String] {
    guard case .rating(let rating) = kind else { return [id] }
    return rating.statements.indices.map { "\(id)_\($0 + 1)" }
  }
}
