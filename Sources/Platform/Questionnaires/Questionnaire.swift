package import Instruments
package import Problems

/// What people are asked in one wave: pages of questions, read from a YAML file in one of its languages. Its text is kept as it was when the
/// wave opened, with the wordings of the instruments it uses.
package struct Questionnaire: Sendable {
  package let title: String
  package let version: String
  /// The languages it is written in; answers are stored in the words of the first.
  package let languages: [Language]
  /// The language of the texts here.
  package let language: Language
  /// What people are told before they decide.
  package let information: [Section]
  /// Statements that are ticked one by one.
  package let consent: [String]
  /// Where help is to be had now, on every page.
  package let support: [String]
  /// Nil in a questionnaire that is not ready to open a wave.
  package let commitments: Commitments?
  /// Nil where no rows of answers are handed on.
  package let custody: CustodyTerms?
  package let threshold: Int
  /// Whether people are offered their own scores, worked out in their browser.
  package let showsOwnScores: Bool
  package let pages: [Page]
  /// The text it was read from, with every file that it names: it reads alone.
  package let text: String
  /// What a draft still lacks before a wave can open; empty otherwise.
  package let lacking: [Problem]
  /// What no wave may open with: questions about harming oneself, and promises that nobody can keep in its own texts.
  package let refused: [Problem]
  /// Such promises in what stands around the questions. A study says them at its information.
  package let refusedAround: [Problem]
  /// The files that it names, by name.
  let companions: [String: String]

  /// A part of the information: one of plain paragraphs, or one a heading.
  package struct Section: Sendable, Hashable {
    package let title: String?
    package let paragraphs: [String]
  }

  package struct Page: Sendable {
    package let title: String?
    package let text: [String]
    /// Shown only where all of these hold.
    package let when: [Condition]
    /// None for a page of text.
    package let questions: [Question]
  }

  package struct Question: Sendable {
    /// Lower-case letters, digits and underscores; the column of the answers file.
    package let id: String
    package let ask: String
    package let hint: String?
    package let required: Bool
    /// Asked only where all of these hold.
    package let when: [Condition]
    package let kind: Kind
  }

  /// Holds where one of the options was given to a closed question that stands earlier.
  package struct Condition: Sendable, Hashable {
    package let question: String
    /// As they are stored.
    package let options: [String]

    package init(question: String, options: [String]) {
      self.question = question
      self.options = options
    }
  }

  package enum Kind: Sendable {
    /// One of several options.
    case choice(Options)
    /// Any of several options.
    case several(Options)
    /// Statements answered on response scales: questions of one's own, or an instrument.
    case rating(Rating)
    case number(ClosedRange<Int>)
    case month(ClosedRange<Month>)
    /// At most so many characters.
    case text(limit: Int)
  }

  package struct Options: Sendable {
    /// As they are stored: in the words of the questionnaire's first language.
    package let labels: [String]
    /// As they are shown, in the same order.
    package let words: [String]
    /// Offers “prefer not to say” besides, which is stored as no answer.
    package let preferNot: Bool
    /// Says who someone is, so that every count is protected; otherwise it is what someone said.
    package let describesPeople: Bool
    /// Scores are compared over it.
    package let compares: Bool
    package let ordered: Bool
    package let merges: [(label: String, levels: [String])]
  }

  package struct Rating: Sendable {
    package let statements: [Statement]
    package let scoring: Scoring
    /// The language of the statements: another than the questionnaire's where an instrument has no wording in it.
    package let language: Language

    package struct Statement: Sendable {
      package let words: String
      package let steps: [Step]
    }

    package struct Step: Sendable, Hashable {
      package let code: Int
      package let words: String
    }

    package enum Scoring: Sendable {
      case own(Scale)
      case instrument(InstrumentUse)
    }

    package struct Scale: Sendable {
      package let title: String
      package let higherIs: Direction
      /// Statements, from 1, that are turned round.
      package let reversed: [Int]
    }
  }

  /// An instrument with the wording that its licence holder supplied.
  package struct InstrumentUse: Sendable {
    package let instrument: Instrument
    package let acceptsUnverified: Bool
    /// Whether each item's text is the official one, as far as that can be known.
    package let verdicts: [ItemVerdict]
    /// What a draft still lacks before a wave can open; empty otherwise.
    package let lacking: [Problem]
    /// Whether its item texts are there, and fit.
    package let hasWording: Bool
    /// Names of the files that it rests on.
    let wording: String
    let confirmation: String?
    let definition: String?
  }

  package var questions: [Question] { pages.flatMap(\.questions) }

  package var instruments: [InstrumentUse] {
    questions.compactMap(\.instrument)
  }

  /// The columns of an answers file, in order: the reporting unit, then each question.
  package var columns: [String] { [Self.unitColumn] + questions.flatMap(\.columns) }

  static let unitColumn = "unit"

  /// What a form sends for “prefer not to say”.
  package static let preferNot = "prefer-not-to-say"
}

extension Questionnaire.Question {
  /// One column, or one a statement.
  package var columns: [String] {
    guard case .rating(let rating) = kind else { return [id] }
    return rating.statements.indices.map { "\(id)_\($0 + 1)" }
  }

  package var instrument: Questionnaire.InstrumentUse? {
    guard case .rating(let rating) = kind, case .instrument(let use) = rating.scoring else { return nil }
    return use
  }

  /// The options of a question that others may depend on.
  package var options: Questionnaire.Options? {
    switch kind {
    case .choice(let options), .several(let options): options
    case .rating, .number, .month, .text: nil
    }
  }
}
