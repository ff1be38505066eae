package import Disclosure
import Instruments

/// What a study asks of its data: the file that people edit by hand.
package struct StudyFile: Sendable {
  package var title: String
  package var wave: String
  package var organisation: String?
  /// Why the study was done and who was asked, a paragraph each.
  package var introduction: [String]
  /// Where people find help, a sentence each.
  package var support: [String]
  package var threshold: Int
  /// Instruments whose unverified keys the study accepts by name.
  package var acceptUnverified: [String]
  package var instruments: [InstrumentUse]
  /// Columns that already hold a scale's score.
  package var scores: [ScoreColumnUse]
  /// Questions that describe people and split results.
  package var groups: [Question]
  /// Sample tables: who people are.
  package var characteristics: [Question]
  /// What people said: shares, no counts.
  package var answers: [Question]
  package var openQuestions: [OpenQuestion]
  package var crossTabulations: [CrossTabulationUse]
  package var headline: Headline
  /// What to do with answers outside an instrument's codes.
  package var outOfRange: OutOfRange
  /// The answers came by a link that anybody could use as often as they liked.
  package var isOpenLink = false
  /// How many were asked, where somebody has counted them.
  package var asked: TurnoutDraft?
  /// Whether the plan stands in a file or was given as options of a command, for messages.
  package var origin = Origin.file

  package enum Headline: String, CaseIterable, Sendable { case classic, welch, rank }
  package enum OutOfRange: String, CaseIterable, Sendable { case refuse, missing }
  package enum Origin: Sendable { case file, commandLine }

  /// An answer in the respondents' words, and the code it stands for.
  package struct AnswerLabel: Sendable {
    package var text: String
    package var code: Int
    /// File, line and key, for messages.
    package var place: String
  }

  package struct InstrumentUse: Sendable {
    package var id: String
    /// A custom instrument's file, beside the study file.
    package var file: String?
    /// What the licence holder confirmed from the manual, a file beside the study file.
    package var confirmation: String?
    package var wording: String?
    /// Another published way to score the same items, by its id in the catalogue.
    package var alternate: String?
    package var missing: Missing
    package var columns: ColumnList
    /// Answer text → code, in the respondents' words.
    package var labels: [AnswerLabel]
    /// A file with more of them, which only a command names.
    var labelsFile: String?
    package var norms: [Norm]
    /// Scales that the study does not want, by id.
    package var without: [String] = []
  }

  /// How missing answers are treated.
  package enum Missing: String, CaseIterable, Sendable {
    /// As the instrument says.
    case declared
    /// A score only where every item was answered.
    case complete
    /// The prorating that the instrument offers.
    case prorated

    var rule: MissingRule {
      switch self {
      case .declared: .asDeclared
      case .complete: .complete
      case .prorated: .prorated
      }
    }
  }

  package struct Norm: Sendable {
    package var scale: String
    package var name: String
    package var source: String
    package var mean: Double
    package var standardDeviation: Double?
    package var quartiles: [Double]
  }

  package struct ScoreColumnUse: Sendable {
    package var column: String
    package var title: String
    package var instrument: String?
    package var range: ClosedRange<Double>
    package var higherIs: HigherIs
    package enum HigherIs: String, CaseIterable, Sendable { case better, worse, descriptive }
  }

  package struct Question: Sendable {
    package var column: String
    package var title: String
    /// Separator inside a cell of a question where several may apply.
    package var multiple: String?
    package var ordered: Bool
    package var order: [String]
    package var merges: [(label: String, levels: [String])]
    package var compare: Bool
    /// What becomes of groups that are too small to stand alone.
    package var small: Characteristic.SmallGroups = .merge
    /// The file's own name for the place, for messages.
    package var place: String
  }

  package struct OpenQuestion: Sendable {
    package var column: String
    package var title: String
    /// The scale whose band may stand beside a quotation.
    package var band: String?
    package var place: String
  }

  package struct CrossTabulationUse: Sendable {
    package var rows: String
    package var columns: String
    package var place: String
  }

  /// `aws1..aws28`, or the names one by one.
  package enum ColumnList: Sendable {
    case range(first: String, last: String)
    case names([String])
  }
}

extension StudyFile {
  /// A study of one instrument and nothing else.
  init(scoring use: InstrumentUse, acceptUnverified: [String], outOfRange: OutOfRange) {
    title = ""
    wave = "1"
    organisation = nil
    introduction = []
    support = []
    threshold = 10
    self.acceptUnverified = acceptUnverified
    instruments = [use]
    scores = []
    groups = []
    characteristics = []
    answers = []
    openQuestions = []
    crossTabulations = []
    headline = .welch
    self.outOfRange = outOfRange
    origin = .commandLine
  }
}
