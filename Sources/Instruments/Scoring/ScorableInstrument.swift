public import Problems

/// An instrument whose key may be used: the only thing a scorer accepts.
public struct ScorableInstrument: Sendable {
  public let instrument: Instrument
  /// What must be printed with every result: an accepted unverified key, a confirmation, weak sources.
  public let caveats: [String]
}

extension Instrument {
  /// Leave to score.
  ///
  /// - Parameter accepted: ids whose unverified keys the study accepts by name.
  /// - Throws: a `Problem` when the key is unverified and not accepted, or when there is no key, which nobody can accept.
  public func scorable(acceptingUnverified accepted: some Collection<String> = []) throws(Problem) -> ScorableInstrument
  {
    switch scoring {
    case .noKey(let why):
      throw Problem(
        "\(name) (\(id)) cannot be scored: \(why)",
        remedy: "the licence holder can enter the key from the manual with `hearth instruments confirm \(id)`")
    case .needsAcceptance where !accepted.contains(id):
      throw Problem(
        "the scoring key of \(name) (\(id)) is not verified",
        remedy: "confirm it from the manual with `hearth instruments confirm \(id)`, or score it as it is with "
          + "--accept-unverified \(id); the report will say so")
    case .needsAcceptance:
      return ScorableInstrument(
        instrument: self, caveats: ["The scoring key of \(name) is not verified and was accepted by name."])
    case .open:
      if let provenance { return ScorableInstrument(instrument: self, caveats: [provenance.sentence]) }
      let weak = keyStatus <= .oneSource
      return ScorableInstrument(
        instrument: self, caveats: weak ? ["The scoring key of \(name) rests on one source."] : [])
    }
  }
}
