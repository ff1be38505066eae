/// What is wrong with one answer, as the person who gave it is told.
enum AnswerFault: Error, Hashable, Sendable {
  case missing(mayPreferNot: Bool)
  case notAsked
  case unknownQuestion
  /// None of the answers listed, or not one of which several may be given.
  case notListed
  case notAmongSeveral
  case preferNotBesides
  case notATeam
  case moreThanOne
  case noNumber(ClosedRange<Int>)
  case noMonth(ClosedRange<Month>)
  case tooLong(limit: Int, characters: Int)

  func sentence(in language: Language) -> String {
    switch language {
    case .english: english
    case .welsh: welsh
    }
  }

  private var english: String {
    switch self {
    case .missing(mayPreferNot: true): "Answer this question, or choose “Prefer not to say”."
    case .missing(mayPreferNot: false): "Answer this question."
    case .notAsked: "This question is not asked after the answers before it."
    case .unknownQuestion: "This question is not part of the questionnaire."
    case .notListed: "Choose one of the answers listed."
    case .notAmongSeveral: "Choose from the answers listed."
    case .preferNotBesides: "Choose either answers or “Prefer not to say”, not both."
    case .notATeam: "Choose one of the teams listed."
    case .moreThanOne: "Give one answer."
    case .noNumber(let range): "Enter a whole number from \(range.lowerBound) to \(range.upperBound)."
    case .noMonth(let range):
      "Enter a month and a year from \(range.lowerBound.spelled) to \(range.upperBound.spelled)."
    case .tooLong(let limit, let characters): "Shorten this to \(limit) characters; it has \(characters)."
    }
  }

  /// Not yet reviewed by a speaker; every Welsh page says so.
  private var welsh: String {
    switch self {
    case .missing(mayPreferNot: true): "Atebwch y cwestiwn hwn, neu dewiswch “Gwell gen i beidio â dweud”."
    case .missing(mayPreferNot: false): "Atebwch y cwestiwn hwn."
    case .notAsked: "Ni ofynnir y cwestiwn hwn ar ôl yr atebion o’i flaen."
    case .unknownQuestion: "Nid yw’r cwestiwn hwn yn rhan o’r holiadur."
    case .notListed: "Dewiswch un o’r atebion a restrir."
    case .notAmongSeveral: "Dewiswch o’r atebion a restrir."
    case .preferNotBesides: "Dewiswch naill ai atebion neu “Gwell gen i beidio â dweud”, nid y ddau."
    case .notATeam: "Dewiswch un o’r timau a restrir."
    case .moreThanOne: "Rhowch un ateb."
    case .noNumber(let range): "Ysgrifennwch rif cyfan o \(range.lowerBound) i \(range.upperBound)."
    case .noMonth(let range):
      "Ysgrifennwch fis a blwyddyn o \(range.lowerBound.spelled) i \(range.upperBound.spelled)."
    case .tooLong(let limit, let characters): "Byrhewch hwn i \(limit) nod; mae ganddo \(characters)."
    }
  }
}
