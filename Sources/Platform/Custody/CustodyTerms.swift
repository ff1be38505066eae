import Problems

/// Who is handed rows of answers after the close, what for and until when. It stands in the questionnaire, so that everybody reads it before they
/// decide; without it no row leaves Hearth.
package struct CustodyTerms: Sendable, Hashable {
  package let to: String
  package let purpose: String
  /// The day by which they have deleted them.
  package let until: Day

  package static func title(in language: Language) -> String {
    switch language {
    case .english: "Rows of answers"
    case .welsh: "Rhesi o atebion"
    }
  }

  /// What participants are told.
  package func words(in language: Language, threshold: Int) -> [String] {
    switch language {
    case .english:
      [
        "After the questionnaire closes, rows of answers are handed to \(to). What for: \(purpose) They delete them by \(until.words(in: language)).",
        "A row holds the answers of one person, without a name. A team or anything else about the person stands in it only where at least \(threshold) people share all of that. Nothing that was written in words is handed on. Two people have to agree before it happens, and it is written down.",
      ]
    case .welsh:
      [
        "Ar ôl i’r holiadur gau, rhoddir rhesi o atebion i \(to). At ba ddiben: \(purpose) Byddant yn eu dileu erbyn \(until.words(in: language)).",
        "Mae rhes yn cynnwys atebion un person, heb enw. Dim ond lle mae o leiaf \(threshold) o bobl yn rhannu’r cyfan y mae tîm neu unrhyw beth arall am y person ynddi. Ni chaiff dim a ysgrifennwyd mewn geiriau ei drosglwyddo. Rhaid i ddau berson gytuno cyn iddo ddigwydd, ac fe’i cofnodir.",
      ]
    }
  }

  /// What keeps a wave from opening on a day.
  func problem(on today: Day) -> Problem? {
    guard until <= today else { return nil }
    return Problem(
      "the day by which rows of answers are deleted, \(until), has passed", at: "custody, until",
      remedy: "name a day to come, or leave custody: out")
  }
}
