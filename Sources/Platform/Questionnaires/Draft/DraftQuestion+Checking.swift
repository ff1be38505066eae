import Problems

extension DraftQuestion {
  /// What is wrong with what was typed, at the field; the questionnaire as a whole is checked when it is saved.
  func problem(in languages: [Language]) -> Problem? {
    switch kind {
    case .choice(let options), .several(let options):
      return options.problem(in: languages)
    case .rate(let rating):
      if (rating.statements[languages[0]] ?? []).isEmpty {
        return Problem("there is no statement", at: "statements", remedy: "write one a line")
      }
      if rating.steps.count < 2 {
        return Problem("there are fewer than two answers", at: "steps", remedy: "write one a line, such as 0 = never")
      }
      let codes = rating.steps.map { Int($0.code) }
      if codes.contains(nil) || codes.compactMap(\.self) != codes.compactMap(\.self).sorted() {
        return Problem(
          "the answers have no rising numbers", at: "steps",
          remedy: "begin each line with a whole number and =, the lowest first, such as 0 = never")
      }
      if (rating.title[languages[0]] ?? "").isEmpty {
        return Problem("the score has no name", at: "scale", remedy: "say in a word or two what it measures")
      }
      if rating.reversed.contains(where: { Int($0) == nil }) {
        return Problem(
          "the statements that are turned round are no numbers", at: "reversed", remedy: "write them as 2, 5")
      }
      return nil
    case .instrument(let use): return use.problem
    case .number(let lowest, let highest):
      if let low = Int(lowest), let high = Int(highest), low < high { return nil }
      return Problem("there is no range", at: "lowest", remedy: "give a lowest and a higher highest whole number")
    case .month(let first, let last):
      if let from = Month(first), let to = Month(last), from < to { return nil }
      return Problem("there is no range", at: "first", remedy: "give two months, the earlier first, such as 1990-01")
    case .text(let limit):
      if let limit = Int(limit), (1...4000).contains(limit) { return nil }
      return Problem("the length is no number from 1 to 4,000", at: "limit", remedy: "1000 is a good length")
    }
  }
}

extension DraftQuestion.Options {
  fileprivate func problem(in languages: [Language]) -> Problem? {
    let stored = labels[languages[0]] ?? []
    if stored.count < 2 {
      return Problem("there are fewer than two answers", at: "options", remedy: "write one a line")
    }
    for language in languages.dropFirst() {
      let count = labels[language]?.count ?? 0
      if count != 0, count != stored.count {
        return Problem(
          "there are \(stored.count) answers, and \(count) in \(language.name)", at: "options-\(language.rawValue)",
          remedy: "translate each of them, in the same order, or none yet")
      }
    }
    for merge in merges {
      if let strange = merge.levels.first(where: { !stored.contains($0) }) {
        return Problem(
          "“\(strange)” is no answer of this question", at: "merge", remedy: "use the answers' own words")
      }
      if merge.label.isEmpty || merge.levels.count < 2 {
        return Problem(
          "an answer is put together with no other", at: "merge",
          remedy: "write the new name, =, and two answers or more with ; between them")
      }
    }
    return nil
  }
}
