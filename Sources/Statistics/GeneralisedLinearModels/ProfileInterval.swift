extension LogLikelihood {
  /// The profile-likelihood interval of one coefficient, a combination of the parameters.
  /// - Parameter map: one row a coefficient; parameters beyond its columns take no part.
  func profile(
    _ column: Int, by map: Matrix, from start: [Double], _ confidence: Double, _ name: String
  ) throws(StatisticsError) -> Interval {
    guard (0..<map.rowCount).contains(column) else {
      throw .outOfDomain("there is no coefficient number \(column)")
    }
    let weights = map.row(column)
    // Scaled to length 1, so that the constraint is as well shaped as the parameters.
    let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, length.isFinite else { throw .notFinite("a coefficient") }
    let direction = weights.map { $0 / length } + [Double](repeating: 0, count: max(0, start.count - weights.count))
    let interval = try profileInterval(along: direction, from: start, confidence: confidence, name: name)
    let bounds = [interval.estimate * length, interval.lower * length, interval.upper * length]
    try checkFinite(bounds, "a bound of the interval")
    return Interval(estimate: bounds[0], lower: bounds[1], upper: bounds[2], confidence: confidence)
  }

  /// The values of a combination of the parameters whose maximum lies within χ²₁/2 of the highest.
  ///
  /// The signed root of the fall is nearly a line in the value; Newton's method on it, kept within a bracket.
  func profileInterval(
    along weights: [Double], from start: [Double], confidence: Double, name: String
  ) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    let top = try maximise(self, from: start, name: name)
    let z = try Normal.standard.upperQuantile((1 - confidence) / 2)
    guard z > 0, z.isFinite else { throw .outOfDomain("a confidence level of \(confidence) has no interval") }
    let estimate = zip(weights, top.parameters).reduce(0) { $0 + $1.0 * $1.1 }
    guard let factor = Cholesky(top.point.information) else { throw .notPositiveDefinite("the information") }
    let toward = factor.solve(weights)
    let variance = zip(weights, toward).reduce(0) { $0 + $1.0 * $1.1 }
    func bound(_ side: Double) throws(StatisticsError) -> Double {
      var (inside, outside) = (0.0, Double.infinity)
      var distance = z * variance.squareRoot()
      var parameters = zip(top.parameters, toward).map { $0 + side * distance / variance * $1 }
      for _ in 0..<100 {
        let value = estimate + side * distance
        let there: LikelihoodMaximum
        do throws(StatisticsError) {
          there = try maximise(
            self, from: parameters, holding: LinearConstraint(weights: weights, value: value), name: name)
        } catch {
          // Too far out to be computed; the bound lies nearer, or there is none that can be.
          outside = distance
          guard distance - inside > 1e-6 * distance else { throw error }
          distance = (inside + distance) / 2
          parameters = top.parameters
          continue
        }
        parameters = there.parameters
        let root = max(0, 2 * (top.point.value - there.point.value).value).squareRoot()
        if root < z { inside = distance } else { outside = distance }
        let slope = -side * there.multiplier / root
        var next = distance - (root - z) / slope
        let isClose = abs(root - z) <= 1e-9 * z
        if isClose, next.isFinite { return estimate + side * next }
        if !(next > inside && next < outside) || !next.isFinite {
          next = outside.isFinite ? (inside + outside) / 2 : 2 * distance
        }
        if next == distance || next == inside || next == outside { return estimate + side * next }
        distance = next
      }
      throw .noConvergence("the search for a bound of the profile likelihood")
    }
    return Interval(
      estimate: estimate, lower: try bound(-1), upper: try bound(1), confidence: confidence)
  }
}
