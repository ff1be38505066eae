import Analysis
import Dataset
import Foundation

/// The decisions on open answers that a report was made with, kept in its manifest so that it can be verified when the review has gone on.
///
/// An answer is named by its place among the different answers to its question in alphabetical order, never by its words, and the whole is
/// encrypted (AES-256-GCM) under a key that only the bytes of the data file give: a report's folder tells nobody without the data what was
/// withheld, or which answer stands behind a redaction.
struct SealedReview: Codable {
  private let sealed: Data

  private struct Decision: Codable {
    let question: String
    /// Place among the different answers in alphabetical order, from 0.
    let answer: Int
    let decision: String
    let printed: String
  }

  init(from decoder: any Decoder) throws { sealed = try decoder.singleValueContainer().decode(Data.self) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(sealed)
  }

  /// - Parameter data: where the answers come from, for their order.
  init(_ review: Review, data: Dataset, sealing: Sealing) throws {
    var places: [String: [String: Int]] = [:]
    for question in Set(review.entries.map(\.question)) {
      places[question] = Dictionary(uniqueKeysWithValues: data.answers(to: question).enumerated().map { ($1, $0) })
    }
    let decisions = review.entries.compactMap { entry -> Decision? in
      guard let decision = entry.decision, let place = places[entry.question]?[entry.answer] else { return nil }
      return Decision(
        question: entry.question, answer: place, decision: decision.rawValue,
        printed: decision == .redact ? entry.printed : "")
    }
    sealed = try sealing.sealed(decisions)
  }

  /// The decisions; nil when the key is another file's, or the manifest was changed.
  func opened(data: Dataset, sealing: Sealing) -> Review? {
    guard let decisions = sealing.opened(sealed, as: [Decision].self) else { return nil }
    var answers: [String: [String]] = [:]
    for question in Set(decisions.map(\.question)) { answers[question] = data.answers(to: question) }
    let rows = decisions.compactMap { decision -> [String]? in
      guard let all = answers[decision.question], all.indices.contains(decision.answer) else { return nil }
      return [decision.question, all[decision.answer], decision.decision, decision.printed]
    }
    return try? Review(rows: [["question", "answer", "decision", "printed"]] + rows, file: Manifest.file)
  }
}

extension Dataset {
  /// The different answers in a column, in alphabetical order; none when there is no such column.
  fileprivate func answers(to question: String) -> [String] {
    guard let column = columns.first(where: { $0.name == question }) else { return [] }
    return Set((0..<rowCount).compactMap { column.text(at: $0) }).sorted()
  }
}
