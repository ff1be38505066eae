/// The parameters at which a factor model fits the groups' moments with the largest likelihood.
struct FactorSearch {
  let layout: FactorLayout
  let groups: [GroupMoments]

  struct Point {
    let parameters: [Double]
    let parts: [FactorDiscrepancy]
    let value: Double
    let gradient: [Double]
  }

  func evaluate(_ parameters: [Double]) -> Point? {
    var parts: [FactorDiscrepancy] = []
    var value = 0.0
    var gradient = [Double](repeating: 0, count: parameters.count)
    for (number, group) in groups.enumerated() {
      guard let model = FactorMoments(layout, group: number, parameters) else { return nil }
      let part = FactorDiscrepancy(model, group)
      value += group.share * part.value
      for (slope, change) in zip(model.slopes, part.gradient) { gradient[slope.parameter] += group.share * change }
      parts.append(part)
    }
    guard value.isFinite, gradient.allSatisfy(\.isFinite) else { return nil }
    return Point(parameters: parameters, parts: parts, value: value, gradient: gradient)
  }

  /// The information of one person: half the expected second derivatives.
  func information(_ moments: [FactorMoments]) -> Matrix { gathered(moments, moments.map { $0.information() }) }

  /// Half the second derivatives: minus those of one person's mean log likelihood.
  func observedInformation(_ point: Point) -> Matrix {
    gathered(point.parts.map(\.model), point.parts.map { $0.hessian() * 0.5 })
  }

  /// The groups' parts in the order of the parameters.
  private func gathered(_ moments: [FactorMoments], _ parts: [Matrix]) -> Matrix {
    var result = Matrix(rows: layout.names.count, columns: layout.names.count)
    for (number, part) in parts.enumerated() {
      let slopes = moments[number].slopes
      for (i, a) in slopes.enumerated() {
        for (j, b) in slopes.enumerated() { result[a.parameter, b.parameter] += groups[number].share * part[i, j] }
      }
    }
    return result
  }

  /// - Throws: `noConvergence`.
  func solve() throws(StatisticsError) -> Point {
    var best: Point?
    for start in FactorStart.all(layout, groups) {
      guard let found = descend(from: start) else { continue }
      if best.map({ found.value < $0.value - 1e-10 }) ?? true { best = found }
      // Another start is for a search that failed or ended where a variance is negative.
      if found.parts.allSatisfy({ $0.model.residualCovariances.diagonal.allSatisfy { $0 > 0 } }) { break }
    }
    guard let best else { throw .noConvergence("the fit of the factor model (Newton's method from two starts)") }
    return best
  }

  /// Steps by the expected information while far away, by the second derivatives once near; nil if it does not arrive.
  private func descend(from start: [Double]) -> Point? {
    guard var here = evaluate(start) else { return nil }
    for _ in 0..<300 {
      let slope = here.gradient.map { -$0 / 2 }
      guard let scoring = Self.definite(information(here.parts.map(\.model))) else { return nil }
      var direction = scoring.solve(slope)
      var decrease = dot(slope, direction)
      if decrease < 1e-2, let bend = Cholesky(observedInformation(here), tolerance: 1e-10) {
        direction = bend.solve(slope)
        decrease = dot(slope, direction)
      }
      guard decrease.isFinite else { return nil }
      if decrease < 1e-9 {
        // Rounding hides the decrease of the value: the slope decides.
        let next = evaluate(zip(here.parameters, direction).map { $0 + $1 })
        guard let next, size(next.gradient) < 0.5 * size(here.gradient) else {
          return decrease < 1e-20 ? here : nil
        }
        here = next
        continue
      }
      var step = 1.0
      var moved: Point?
      while moved == nil, step > 1e-6 {
        if let next = evaluate(zip(here.parameters, direction).map { $0 + step * $1 }),
          here.value - next.value > 1e-4 * step * decrease
        {
          moved = next
        }
        step /= 2
      }
      // Items have variance 1 here: numbers so large are on their way to infinity.
      guard let moved, size(moved.parameters) < 1e6 else { return nil }
      here = moved
    }
    return nil
  }

  /// The factor of an information, a ridge added where parameters cannot be told apart.
  private static func definite(_ information: Matrix) -> Cholesky? {
    var ridge = 0.0
    while ridge < 1 {
      var matrix = information
      for i in 0..<matrix.rowCount { matrix[i, i] *= 1 + ridge }
      if let factor = Cholesky(matrix, tolerance: 1e-12) { return factor }
      ridge = max(ridge * 10, 1e-8)
    }
    return nil
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  private func size(_ a: [Double]) -> Double { a.reduce(0) { max($0, abs($1)) } }
}
