import Instruments

/// How long answering takes: an estimate by a rule of Hearth's own, which nobody has measured.
///
/// Three words a second for what is read, four seconds for each answer that is ticked, fifteen for a number or a month, a minute for each
/// text; every page counts as if it were shown.
extension Questionnaire {
  /// Whole minutes, rounded up; at least one.
  package var minutes: Int {
    let read = (information.flatMap(\.paragraphs) + consent + pages.flatMap(\.text)).reduce(0) { $0 + Self.reading($1) }
    return max(1, Int(((read + questions.reduce(0) { $0 + $1.seconds }) / 60).rounded(.up)))
  }

  /// What an instrument takes whose wording is still to come, in seconds.
  static func seconds(of instrument: Instrument) -> Double {
    InstrumentReader.placeholders(instrument).reduce(0) { $0 + reading($1.words) + 4 }
  }

  fileprivate static func reading(_ text: String) -> Double { Double(text.split(separator: " ").count) / 3 }
}

extension Questionnaire.Page {
  package var seconds: Double {
    text.reduce(0) { $0 + Questionnaire.reading($1) } + questions.reduce(0) { $0 + $1.seconds }
  }
}

extension Questionnaire.Question {
  package var seconds: Double {
    let read = Questionnaire.reading(ask) + (hint.map(Questionnaire.reading) ?? 0)
    switch kind {
    case .choice(let options), .several(let options):
      return read + options.words.reduce(4) { $0 + Questionnaire.reading($1) }
    case .rating(let rating): return rating.statements.reduce(read) { $0 + Questionnaire.reading($1.words) + 4 }
    case .number, .month: return read + 15
    case .text: return read + 60
    }
  }
}
