/// A score put back on the response codes: on one code, or between two neighbours.
public struct Interpretation: Sendable, Hashable, Encodable {
  /// The answer code, or the codes on either side; equal when the score is on a whole code.
  public let lower: Int
  public let upper: Int
  /// In words; the codes themselves where there are no words.
  public let lowerWords: String
  public let upperWords: String
  /// True when the words come from labels, false when codes are shown.
  public let hasWords: Bool
  /// How many of the scale's items were turned round before the mean was taken; words then fit those items in reverse.
  public let itemsTurnedRound: Int

  /// “sometimes”, or “between sometimes and often”.
  public var text: String { lower == upper ? lowerWords : "between \(lowerWords) and \(upperWords)" }
}

extension Instrument {
  /// What a mean answer was, in words.
  ///
  /// The score is taken back to the mean answer (a sum is divided by its items; points are turned back to codes; a scale
  /// whose every item is turned round is turned back) and placed on the response codes.
  /// - Parameters:
  ///   - decimals: rounds the mean answer first, so that words and the printed number agree; nil: as it is.
  ///   - labels: by code, from a wording pack or the study file; they go before the instrument's own. Without any, the
  ///     instrument's labels are used, then our own words, then the codes.
  /// - Returns: nil where a score has no mean answer: converted scores, answers of two kinds with different labels and no
  ///   labels given, or a score outside the codes.
  public func interpretation(
    of score: Double, on scale: Scale, decimals: Int? = nil, labels: [Int: String]? = nil
  ) -> Interpretation? {
    guard score.isFinite, let sets = responseSets(of: scale), let first = sets.first else { return nil }
    guard var answer = meanAnswer(of: score, on: scale, codes: first.codes) else { return nil }
    let turned = scale.reversed.count
    if turned == scale.items.count { answer = Double(first.lowest + first.highest) - answer }
    if let decimals { answer = roundedHalfUp(answer, decimals: decimals) }
    answer = roundedHalfUp(answer, decimals: 9)
    guard let lower = first.codes.last(where: { Double($0) <= answer }),
      let upper = first.codes.first(where: { Double($0) >= answer })
    else { return nil }
    let mixed = sets.dropFirst().contains { $0.options.map(\.label) != first.options.map(\.label) }
    func words(_ code: Int) -> String? {
      if let given = labels?[code] { return given }
      guard !mixed, labels == nil, let option = first.option(code) else { return nil }
      // A set with some labels missing is spoken in one voice: our own words throughout, or none.
      let complete = first.options.allSatisfy { $0.label != nil }
      return complete ? option.label : option.words
    }
    let pair = (words(lower), words(upper))
    guard let low = pair.0, let high = pair.1 else {
      return Interpretation(
        lower: lower, upper: upper, lowerWords: String(lower), upperWords: String(upper), hasWords: false,
        itemsTurnedRound: turned == scale.items.count ? 0 : turned)
    }
    return Interpretation(
      lower: lower, upper: upper, lowerWords: low, upperWords: high, hasWords: true,
      itemsTurnedRound: turned == scale.items.count ? 0 : turned)
  }

  /// The response sets of a scale's items, if all have the same codes.
  private func responseSets(of scale: Scale) -> [ResponseSet]? {
    let sets = responses.filter { set in scale.items.contains { set.items.contains($0) } }
    guard let codes = sets.first?.codes, sets.allSatisfy({ $0.codes == codes }) else { return nil }
    return sets
  }

  private func meanAnswer(of score: Double, on scale: Scale, codes: [Int]) -> Double? {
    switch scale.aggregate {
    case .mean, .single: return score
    case .sum: return score / Double(scale.items.count)
    case .sumThenLookup: return nil
    case .meanOfPoints:
      guard let low = codes.first, let high = codes.last, let atLow = points[low], let atHigh = points[high],
        atLow != atHigh
      else { return nil }
      let slope = (atHigh - atLow) / Double(high - low)
      // Only points on a straight line turn back to one answer.
      guard codes.allSatisfy({ abs(atLow + slope * Double($0 - low) - (points[$0] ?? .infinity)) < 1e-9 }) else {
        return nil
      }
      return Double(low) + (score - atLow) / slope
    }
  }
}
