import Analysis
import Crypto
import Dataset
import Foundation
import Problems

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
  init(_ review: Review, data: Dataset, key: SymmetricKey) throws {
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
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let plain = try encoder.encode(decisions)
    // From the text itself: the same review gives the same manifest, and another review another nonce.
    let nonce = try AES.GCM.Nonce(data: Data(HMAC<SHA256>.authenticationCode(for: plain, using: key)).prefix(12))
    guard let combined = try AES.GCM.seal(plain, using: key, nonce: nonce).combined else {
      throw CryptoKitError.incorrectParameterSize
    }
    sealed = combined
  }

  /// The decisions; nil when the key is another file's, or the manifest was changed.
  func opened(data: Dataset, key: SymmetricKey) -> Review? {
    guard let plain = try? AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key),
      let decisions = try? JSONDecoder().decode([Decision].self, from: plain)
    else { return nil }
    var answers: [String: [String]] = [:]
    for question in Set(decisions.map(\.question)) { answers[question] = data.answers(to: question) }
    let rows = decisions.compactMap { decision -> [String]? in
      guard let all = answers[decision.question], all.indices.contains(decision.answer) else { return nil }
      return [decision.question, all[decision.answer], decision.decision, decision.printed]
    }
    return try? Review(rows: [["question", "answer", "decision", "printed"]] + rows, file: Manifest.file)
  }

  /// HMAC-SHA-256 of the file's bytes: the file's own SHA-256, which stands in the manifest, says nothing about it.
  /// - Throws: `Problem` when the file cannot be read a second time.
  static func key(ofFile path: String) throws(Problem) -> SymmetricKey {
    var code = HMAC<SHA256>(key: SymmetricKey(data: Data("Hearth: review of open answers, 1".utf8)))
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { code.update(data: piece) }
    } catch {
      throw Problem(
        "the data file cannot be read a second time", at: path,
        remedy: "leave it in its place until the command has ended; what comes out of a pipe must be saved first")
    }
    return SymmetricKey(data: Data(code.finalize()))
  }
}

extension Dataset {
  /// The different answers in a column, in alphabetical order; none when there is no such column.
  fileprivate func answers(to question: String) -> [String] {
    guard let column = columns.first(where: { $0.name == question }) else { return [] }
    return Set((0..<rowCount).compactMap { column.text(at: $0) }).sorted()
  }
}
