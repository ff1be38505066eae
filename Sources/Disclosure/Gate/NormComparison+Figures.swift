internal import Statistics

extension NormComparison {
  /// The released mean beside a norm: every figure is worked out from the released ones, so that none of them adds anything.
  ///
  /// T = 50 + 10·(mean − norm mean)/norm SD, in whole points unless the mean's unit is finer than a twentieth of the norm's SD. Percentile
  /// = 100·Φ((mean − norm mean)/norm SD), in whole per cent between 1 and 99, in tenths beyond.
  /// - Returns: nil for a norm that is not finite.
  init?(_ norm: NormDraft, mean: Figure, interval: Interval) {
    guard norm.mean.isFinite, norm.standardDeviation?.isFinite ?? true else { return nil }
    let fine = min(mean.unit, 0.01)
    let deviation = norm.standardDeviation.flatMap { $0 > 0 ? $0 : nil }
    let distance = deviation.map { (mean.value - norm.mean) / $0 }
    self.init(
      name: norm.name, source: norm.source, mean: Figure(norm.mean, unit: fine),
      standardDeviation: norm.standardDeviation.map { Figure($0, unit: fine) },
      difference: Figure(Figure.settled(mean.value - norm.mean), unit: mean.unit),
      interval: Interval(
        lower: Figure(Figure.settled(interval.lower.value - norm.mean), unit: interval.lower.unit),
        upper: Figure(Figure.settled(interval.upper.value - norm.mean), unit: interval.upper.unit),
        confidence: interval.confidence),
      tScore: distance.map { Figure(Figure.settled(50 + 10 * $0), unit: mean.unit * 20 < (deviation ?? 0) ? 0.1 : 1) },
      percentile: distance.flatMap(Self.percentile), quarter: Self.quarter(of: mean, norm))
  }

  private static func percentile(_ distance: Double) -> Figure? {
    guard let below = try? Normal.standard.cumulative(distance) else { return nil }
    let percent = 100 * below
    // A model of the norm's shape says little about its last tenths of a per cent.
    return Figure(min(99.9, max(0.1, percent)), unit: (1...99).contains(percent) ? 1 : 0.1)
  }

  private static func quarter(of mean: Figure, _ norm: NormDraft) -> String? {
    guard !norm.quartiles.isEmpty, norm.quarterLabels.count == norm.quartiles.count + 1 else { return nil }
    return norm.quarterLabels[norm.quartiles.filter { mean.value >= $0 }.count]
  }
}
