import Instruments

/// The item texts of an instrument as somebody gave them for a study.
package struct SuppliedWording: Sendable, Hashable {
  package let instrument: String
  package let language: Language
  /// As the sender's computer called it; for people only.
  package let file: String
  package let text: String
  /// The name of whoever gave it.
  package let suppliedBy: String

  /// The name under which a questionnaire finds it.
  var name: String { InstrumentReader.name(of: instrument, in: language) }
}

/// How far a wording is the official one.
package enum WordingVerdict: Sendable, Hashable {
  case official
  /// Items, from 1, that differ.
  case different([Int])
  /// The catalogue has no fingerprint to compare with.
  case unknown

  init(_ verdicts: [ItemVerdict]) {
    let different = verdicts.indices.filter { verdicts[$0] == .different }.map { $0 + 1 }
    self = !different.isEmpty ? .different(different) : verdicts.contains(.unknown) ? .unknown : .official
  }

  package var words: String {
    switch self {
    case .official: "exactly the official wording"
    case .different(let items):
      "not the official wording in \(items.count == 1 ? "item" : "items") \(items.map(String.init).joined(separator: ", "))"
    case .unknown: "loaded; there is no fingerprint of the official wording to compare it with"
    }
  }
}

extension StudyFrame {
  static func packs(_ wordings: [SuppliedWording]) -> [String: String] {
    Dictionary(wordings.map { ($0.name, $0.text) }) { $1 }
  }
}
