import Instruments
import Problems

/// What no wave may say or ask, whoever wrote it.
extension QuestionnaireReader {
  /// One text, as it stands in the file.
  struct Said {
    let place: String
    let language: Language
    let text: String
    /// Whether it is what people are asked, or an answer.
    var isAsked = false
  }

  /// Notes a question that asks people about harming themselves: in its own words, in what it offers, or in the item texts of an instrument.
  mutating func refuseSelfHarm(
    _ question: Questionnaire.Question, at item: YAMLField, asked: ArraySlice<Said>, offered: ArraySlice<Said>
  ) {
    var items: [Said] = []
    if let use = question.instrument, use.hasWording, case .rating(let rating) = question.kind {
      items = rating.statements.map { Said(place: item.place, language: rating.language, text: $0.words) }
    }
    let found =
      asked.first { SelfHarmRule.asks($0.text, in: $0.language) }
      ?? (offered + items).first { offer in
        let ask = asked.first { $0.language == offer.language } ?? asked.first
        return SelfHarmRule.asks(offer.text, before: ask?.text, in: offer.language)
      }
    guard let found else { return }
    refused.append(
      Problem(
        "“\(found.text.prefix(60))” asks people about harming themselves: nobody reads answers while a wave is open, and nobody could tell who needs help",
        at: found.place,
        remedy: "leave it out and name help instead; what people met in their work may be asked, so say whose it is"))
  }

  /// Promises that nobody can keep.
  static func promises(_ said: some Sequence<Said>) -> [Problem] {
    said.compactMap { text in
      PromiseRule.word(in: text.text, isAsked: text.isAsked).map { PromiseRule.problem($0, at: text.place) }
    }
  }
}
