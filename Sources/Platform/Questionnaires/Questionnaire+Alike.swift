import Instruments

extension Questionnaire {
  /// Ids of the scales that this questionnaire and an earlier one ask for in the same words, with the same answers to choose from and the same key.
  func scales(alikeIn earlier: Questionnaire) -> Set<String> {
    let before = Dictionary(earlier.ratings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(
      ratings.filter { rating in
        guard let other = before[rating.key] else { return false }
        return rating.question.asksAlike(other.question) && rating.rating.isAlike(other.rating)
          && key(of: rating.rating) == earlier.key(of: other.rating)
      }.flatMap(\.scales))
  }

  private var ratings: [(key: String, question: Question, rating: Rating, scales: [String])] {
    questions.compactMap { question in
      guard case .rating(let rating) = question.kind else { return nil }
      switch rating.scoring {
      case .own: return (question.id, question, rating, ["\(question.id).score"])
      case .instrument(let use):
        let id = use.instrument.id
        return (id, question, rating, use.instrument.scales.map { "\(id).\($0.id)" })
      }
    }
  }

  /// Files that say how an instrument is scored.
  private func key(of rating: Rating) -> [String?] {
    guard case .instrument(let use) = rating.scoring else { return [] }
    return [use.definition, use.confirmation].map { $0.flatMap { companions[$0] } }
  }
}

extension Questionnaire.Question {
  fileprivate func asksAlike(_ other: Self) -> Bool { ask == other.ask && when == other.when }
}

extension Questionnaire.Rating {
  fileprivate func isAlike(_ other: Self) -> Bool {
    guard language == other.language, statements.map(\.words) == other.statements.map(\.words),
      statements.map(\.steps) == other.statements.map(\.steps)
    else { return false }
    switch (scoring, other.scoring) {
    case (.own(let a), .own(let b)): return a.higherIs == b.higherIs && a.reversed == b.reversed
    case (.instrument(let a), .instrument(let b)): return a.instrument.id == b.instrument.id
    default: return false
    }
  }
}
