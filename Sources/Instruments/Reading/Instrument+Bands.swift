public import Problems

extension Instrument {
  /// The band of a score in one of the instrument's sets.
  ///
  /// The score is first put in the set's metric: a mean times its items for sums; 50 + 10 (score − M) / SD for T; the
  /// percentile of the norm group.
  /// - Parameters:
  ///   - score: in the unit of the scale.
  ///   - norm: the stated reference that T scores and percentiles need.
  /// - Returns: nil where the set has no band for the score.
  /// - Throws: a `Problem` for an unknown set or a reference that is needed and not given.
  public func band(
    of score: Double, on scale: Scale, in setID: String, norm: Norm? = nil
  ) throws(Problem) -> Band? {
    guard let set = bands.first(where: { $0.id == setID }) else {
      let ids = bands.map(\.id)
      let hint = nearest(to: setID, among: ids).map { "did you mean “\($0)”? " } ?? ""
      throw Problem("\(name) has no bands “\(setID)”", remedy: hint + "it has " + ids.joined(separator: ", "))
    }
    switch set.metric {
    case .score: return set.band(of: score, on: scale.id)
    case .sum: return set.band(of: scale.sum(of: score), on: scale.id)
    case .tScore:
      guard let norm, let mean = norm.mean, let sd = norm.sd, norm.scale == scale.id else {
        throw needsReference(setID)
      }
      return set.band(of: try tScore(of: score, mean: mean, sd: sd), on: scale.id)
    case .percentile:
      guard let norm, norm.scale == scale.id, let position = norm.percentile(of: score) else {
        throw needsReference(setID)
      }
      return switch position {
      case .at(let percentile): set.band(of: percentile, on: scale.id)
      // Beyond the table the band is known only if the table's end already lies in the outermost one.
      case .below(let percentile): outermost(set, scale, percentile, 0)
      case .above(let percentile): outermost(set, scale, percentile, 100)
      }
    }
  }

  /// The band sets that cover a scale.
  public func bandSets(on scale: Scale) -> [BandSet] { bands.filter { $0.bands[scale.id] != nil } }

  private func outermost(_ set: BandSet, _ scale: Scale, _ known: Double, _ end: Double) -> Band? {
    let band = set.band(of: known, on: scale.id)
    return band == set.band(of: end, on: scale.id) ? band : nil
  }

  private func needsReference(_ setID: String) -> Problem {
    Problem(
      "the bands “\(setID)” of \(name) are measured against a reference group",
      remedy: "give its mean, SD or percentiles under norms: with the source")
  }
}

/// A score on the T scale of a reference group: T = 50 + 10 (score − M) / SD.
///
/// Standardised on the sample itself, every group has mean 50: name another reference.
/// - Throws: a `Problem` when the SD is not above 0 or a figure is not a number.
public func tScore(of score: Double, mean: Double, sd: Double) throws(Problem) -> Double {
  guard score.isFinite, mean.isFinite, sd.isFinite, sd > 0 else {
    throw Problem("a T score needs a mean and an SD above 0", remedy: "give the reference group's figures")
  }
  return 50 + 10 * (score - mean) / sd
}
