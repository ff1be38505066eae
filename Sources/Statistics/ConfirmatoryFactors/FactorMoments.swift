/// What a factor model says of one group at given parameters: Σ = ΛΦΛᵀ + Θ, μ = ν + Λα.
struct FactorMoments {
  /// How a moment moves with one parameter: Σ by weight·(uvᵀ + vuᵀ), μ by a multiple of a vector, all named by columns of `basis`.
  struct Slope {
    let parameter: Int
    let place: FactorPlace
    let u, v: Int
    let weight: Double
    let mean: Int
    let meanWeight: Double
  }

  let loadings, factorCovariances, residualCovariances, covariances: Matrix
  let factorMeans, means: [Double]
  let weight: Matrix
  let logDeterminant: Double
  /// [I, Λ, ΛΦ], p × (p + 2m).
  let basis: Matrix
  let slopes: [Slope]

  /// nil where Σ is not positive definite.
  init?(_ layout: FactorLayout, group: Int, _ parameters: [Double]) {
    let (p, m) = (layout.itemCount, layout.factorCount)
    var loadings = Matrix(rows: p, columns: m)
    var phi = Matrix(rows: m, columns: m)
    var theta = Matrix(rows: p, columns: p)
    var alpha = [Double](repeating: 0, count: m)
    var means = [Double](repeating: 0, count: p)
    for entry in layout.groups[group] {
      let value = entry.free.map { parameters[$0] } ?? entry.fixed
      switch entry.place {
      case .loading(let item, let factor): loadings[item, factor] = value
      case .residualCovariance(let i, let j): (theta[i, j], theta[j, i]) = (value, value)
      case .factorCovariance(let a, let b): (phi[a, b], phi[b, a]) = (value, value)
      case .intercept(let item): means[item] = value
      case .factorMean(let factor): alpha[factor] = value
      }
    }
    let product = loadings * phi
    var sigma = theta
    for i in 0..<p {
      for j in 0...i {
        for a in 0..<m { sigma[i, j] += product[i, a] * loadings[j, a] }
        sigma[j, i] = sigma[i, j]
      }
      for a in 0..<m { means[i] += loadings[i, a] * alpha[a] }
    }
    guard let factor = Cholesky(sigma) else { return nil }
    self.loadings = loadings
    factorCovariances = phi
    residualCovariances = theta
    covariances = sigma
    factorMeans = alpha
    self.means = means
    weight = factor.inverse
    logDeterminant = factor.logDeterminant
    var basis = Matrix(rows: p, columns: p + 2 * m)
    for i in 0..<p {
      basis[i, i] = 1
      for a in 0..<m {
        basis[i, p + a] = loadings[i, a]
        basis[i, p + m + a] = product[i, a]
      }
    }
    self.basis = basis
    slopes = layout.groups[group].compactMap { entry in
      guard let parameter = entry.free else { return nil }
      let place = entry.place
      switch place {
      case .loading(let item, let factor):
        return Slope(
          parameter: parameter, place: place, u: item, v: p + m + factor, weight: 1, mean: item,
          meanWeight: alpha[factor])
      case .residualCovariance(let i, let j):
        return Slope(parameter: parameter, place: place, u: i, v: j, weight: i == j ? 0.5 : 1, mean: 0, meanWeight: 0)
      case .factorCovariance(let a, let b):
        return Slope(
          parameter: parameter, place: place, u: p + a, v: p + b, weight: a == b ? 0.5 : 1, mean: 0, meanWeight: 0)
      case .intercept(let item):
        return Slope(parameter: parameter, place: place, u: 0, v: 0, weight: 0, mean: item, meanWeight: 1)
      case .factorMean(let factor):
        return Slope(parameter: parameter, place: place, u: 0, v: 0, weight: 0, mean: p + factor, meanWeight: 1)
      }
    }
  }

  /// Half the expected second derivatives of the discrepancy: the information of one person, by pairs of `slopes`.
  func information() -> Matrix {
    let gram = basis.transposed * weight * basis
    var result = Matrix(rows: slopes.count, columns: slopes.count)
    for (i, a) in slopes.enumerated() {
      for (j, b) in slopes[...i].enumerated() {
        var sum = a.meanWeight * b.meanWeight * gram[a.mean, b.mean]
        sum += a.weight * b.weight * (gram[a.u, b.u] * gram[a.v, b.v] + gram[a.u, b.v] * gram[a.v, b.u])
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }
}

/// The distance of a group's moments from the model's: log|Σ| − log|S| + tr(SΣ⁻¹) − p + (m − μ)ᵀΣ⁻¹(m − μ).
struct FactorDiscrepancy {
  let model: FactorMoments
  let value: Double
  /// By `model.slopes`.
  let gradient: [Double]
  /// Σ⁻¹(m − μ).
  private let pull: [Double]
  private let middle, slack: Matrix

  init(_ model: FactorMoments, _ group: GroupMoments) {
    let p = group.means.count
    let rest = zip(group.means, model.means).map { $0 - $1 }
    var spread = group.covariances
    for i in 0..<p { for j in 0..<p { spread[i, j] += rest[i] * rest[j] } }
    let share = model.weight * spread
    let middle = share * model.weight
    let slack = model.weight - middle
    let trace = share.diagonal.reduce(0) { $0 + ($1 - 1) }
    value = model.logDeterminant - group.logDeterminant + trace
    let pull = model.weight * rest
    let turned = slack * model.basis
    gradient = model.slopes.map { slope in
      var sum = 0.0
      if slope.weight != 0 {
        var form = 0.0
        for i in 0..<p { form += model.basis[i, slope.u] * turned[i, slope.v] }
        sum += 2 * slope.weight * form
      }
      if slope.meanWeight != 0 {
        var form = 0.0
        for i in 0..<p { form += model.basis[i, slope.mean] * pull[i] }
        sum -= 2 * slope.meanWeight * form
      }
      return sum
    }
    self.model = model
    self.pull = pull
    self.middle = middle
    self.slack = slack
  }

  /// Second derivatives, by pairs of the model's slopes.
  func hessian() -> Matrix {
    let (basis, slopes) = (model.basis, model.slopes)
    let turned = basis.transposed
    let g = turned * model.weight * basis
    let k = turned * middle * basis
    let pull = turned * self.pull
    // uᵀΩ of each basis vector with each: what second derivatives of Σ are multiplied with.
    let flat = turned * slack * basis
    var result = Matrix(rows: slopes.count, columns: slopes.count)
    for (i, a) in slopes.enumerated() {
      for (j, b) in slopes[...i].enumerated() {
        var sum = 2 * a.meanWeight * b.meanWeight * g[a.mean, b.mean]
        sum += 2 * b.meanWeight * a.weight * (g[b.mean, a.u] * pull[a.v] + g[b.mean, a.v] * pull[a.u])
        sum += 2 * a.meanWeight * b.weight * (g[a.mean, b.u] * pull[b.v] + g[a.mean, b.v] * pull[b.u])
        if a.weight * b.weight != 0 {
          let plain = g[a.u, b.u] * g[a.v, b.v] + g[a.u, b.v] * g[a.v, b.u]
          let mixed =
            k[b.v, a.u] * g[a.v, b.u] + k[b.v, a.v] * g[a.u, b.u] + k[b.u, a.u] * g[a.v, b.v]
            + k[b.u, a.v] * g[a.u, b.v]
          sum += a.weight * b.weight * 2 * (mixed - plain)
        }
        sum += curvature(a.place, b.place, flat, pull) ?? curvature(b.place, a.place, flat, pull) ?? 0
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// tr(ΩΣ_ij) − 2eᵀΣ⁻¹μ_ij; nil where the moments are linear in both.
  private func curvature(_ first: FactorPlace, _ second: FactorPlace, _ flat: Matrix, _ pull: [Double]) -> Double? {
    guard case .loading(let item, let factor) = first else { return nil }
    let p = model.means.count
    switch second {
    case .loading(let other, let next): return 2 * model.factorCovariances[factor, next] * flat[item, other]
    case .factorCovariance(let a, let b):
      var sum = 0.0
      if a == factor { sum += 2 * flat[item, p + b] }
      if b == factor, a != b { sum += 2 * flat[item, p + a] }
      return sum
    case .factorMean(let mean): return mean == factor ? -2 * pull[item] : 0
    default: return nil
    }
  }
}
