/// A validated scale as facts: which items make which score, from which codes, with which confidence. No item wording.
public struct Instrument: Sendable, Hashable, Encodable {
  public let id: String
  public let name: String
  public let version: String
  public let citation: String
  /// Scored items, numbered 1…itemCount; 0 when the instrument has no fixed set.
  public let itemCount: Int
  /// Items asked with the instrument and scored in no scale.
  public let extraItems: [Int]
  /// The items' own names where they have any (q12a …), in item order; else empty.
  public let itemLabels: [String]
  public internal(set) var responses: [ResponseSet]
  /// The points each code stands for, for `.meanOfPoints`.
  public internal(set) var points: [Int: Double]
  public internal(set) var scales: [Scale]
  public internal(set) var totals: [Scale]
  public internal(set) var alternates: [Alternate]
  public internal(set) var missing: MissingNote?
  public internal(set) var bands: [BandSet]
  public let norms: [Norm]
  public let benchmarks: [Benchmark]
  public let profiles: ProfileRules?
  public let reliability: [Reliability]
  public let reliableChange: ReliableChangePoints?
  /// Cut-offs between the four norm quartiles of a scale, by scale id.
  public internal(set) var quartiles: [String: Quartiles]
  public let safetyItem: SafetyItem?
  public let recallPeriod: String?
  public let wording: WordingNote
  /// How well each group of facts is known.
  public let confidence: [String: Confidence]
  public internal(set) var keyStatus: Confidence
  public internal(set) var scoring: ScoringStatus
  /// What can go wrong with this instrument; printed with its results.
  public let warnings: [String]
  public let notes: [String]
  /// Who confirmed the key, when and from which edition; nil while nobody has.
  public internal(set) var provenance: Provenance?

  /// The scale or total with this id.
  public func scale(_ id: String) -> Scale? {
    scales.first { $0.id == id } ?? totals.first { $0.id == id }
  }

  /// The answers that an item offers.
  public func responses(to item: Int) -> ResponseSet? {
    responses.first { $0.items.contains(item) }
  }

  /// The same instrument scored by one of its alternates; bands and profiles of the standard scales do not apply to it,
  /// except where an alternate only changes the aggregate or the coding.
  public func using(alternate id: String) -> Instrument? {
    guard let alternate = alternates.first(where: { $0.id == id }) else { return nil }
    var copy = self
    copy.scales = alternate.scales
    copy.totals = []
    copy.alternates = []
    if let responses = alternate.responses { copy.responses = responses }
    let known = Set(alternate.scales.map(\.id))
    let same = known == Set(scales.map(\.id))
    let aggregateKept = same && alternate.scales.map(\.aggregate) == scales.map(\.aggregate)
    copy.bands = bands.filter { set in
      same && set.bands.keys.allSatisfy(known.contains) && (set.metric != .score || aggregateKept)
    }
    copy.keyStatus = min(keyStatus, alternate.confidence)
    return copy
  }
}

/// Whether the key may be used.
public enum ScoringStatus: Sendable, Hashable, Encodable {
  /// Verified: scores without further ado.
  case open
  /// Recalled or from too few sources: scores only when the instrument is named as accepted.
  case needsAcceptance
  /// No key was found: cannot be scored until the licence holder enters it.
  case noKey(why: String)

  private enum CodingKeys: CodingKey { case state, why }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .open: try container.encode("open", forKey: .state)
    case .needsAcceptance: try container.encode("needs_acceptance", forKey: .state)
    case .noKey(let why):
      try container.encode("no_key", forKey: .state)
      try container.encode(why, forKey: .why)
    }
  }
}

/// The missing-answers rule in words.
public struct MissingNote: Sendable, Hashable, Encodable {
  public let rule: String
  public let confidence: Confidence
}

/// An item whose answer calls for help at once.
public struct SafetyItem: Sendable, Hashable, Encodable {
  public let item: Int
  public let flagFrom: Int
}

/// Licence and source of the item texts, and fingerprints where the official text is open.
public struct WordingNote: Sendable, Hashable, Encodable {
  public let licence: String
  public let official: String
  /// Whether a fingerprint can be made, in words.
  public let fingerprint: String
  /// SHA-256 of each normalised item in hexadecimal, whole or its first 16 digits; empty when there is none.
  public let sha256: [String]
}

/// Reliability as published.
public struct Reliability: Sendable, Hashable, Encodable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case alpha
    case testRetest = "test_retest"
  }
  public let scale: String
  public let kind: Kind
  public let value: Double
  public let confidence: Confidence
  public let note: String?
}

/// A published share of certain answers to one item.
public struct Benchmark: Sendable, Hashable, Encodable {
  public let item: Int
  public let codes: [Int]
  /// 0–100.
  public let percent: Double
  public let year: Int
  public let organisations: Int
  public let confidence: Confidence
}

/// A change in points that a service treats as reliable.
public struct ReliableChangePoints: Sendable, Hashable, Encodable {
  public let points: Double
  public let confidence: Confidence
  public let source: String
}

/// Who entered a key from a manual, when, and from which edition.
public struct Provenance: Sendable, Hashable, Encodable {
  public let by: String
  /// As entered, YYYY-MM-DD.
  public let on: String
  public let edition: String

  /// For printing with results.
  public var sentence: String { "Key confirmed by \(by) on \(on) from \(edition)." }
}
