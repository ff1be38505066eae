#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A mixed model at given relative variances: the penalised least squares problem solved, and what its likelihood needs.
///
/// With M = ΛᵀZᵀZΛ + I = LLᵀ, H = I + ZΛΛᵀZᵀ: log|H| = log|M|, and the Schur complement of M in the products of [ZΛ X e] gives
/// XᵀH⁻¹X, XᵀH⁻¹e and eᵀH⁻¹e.
/// - Note: Bates, Mächler, Bolker and Walker (2015), doi:10.18637/jss.v067.i01, §3.
struct MixedFactorization: Sendable, Equatable {
  let theta: [Double]
  /// Λ of each grouping, q × q, row after row.
  let lambdas: [[Double]]
  /// log|H|, and log|XᵀH⁻¹X| in the orthonormal basis of X.
  let logDeterminant, fixedLogDeterminant: Double
  /// min over β of (e − Xβ)ᵀH⁻¹(e − Xβ).
  let residualSquares: Double
  /// eᵀH⁻¹e, of which that is what X leaves.
  let outcomeSquares: Double
  /// The β of the orthonormal basis.
  let basisCoefficients: [Double]
  /// (XᵀH⁻¹X)⁻¹ in that basis.
  let fixedInverse: Matrix
  /// K of the leading levels, KKᵀ = I + RΛΛᵀRᵀ.
  let leadingOuter: [Double]
  /// L of the leading levels, and L⁻¹Λᵀ of what stands beside them.
  let leadingFactor, leadingOutcomes, leadingCross: [Double]
  /// L of the other components (m × m), and L⁻¹ of their outcomes.
  let componentFactor, componentOutcomes: [[Double]]

  /// nil where the numbers leave the range of doubles.
  init?(_ system: MixedSystem, theta: [Double]) {
    self.theta = theta
    var lambdas = system.groupings.map { [Double](repeating: 0, count: $0.size * $0.size) }
    for (parameter, value) in zip(system.parameters, theta) {
      lambdas[parameter.grouping][parameter.row * system.groupings[parameter.grouping].size + parameter.column] = value
    }
    self.lambdas = lambdas
    let (q, width, lambda) = (system.leading.size, system.width, lambdas[0])
    var logDeterminant = 0.0
    var factor = [Double](repeating: 0, count: system.leadingProducts.count)
    var outcomes = [Double](repeating: 0, count: system.leadingOutcomes.count)
    var cross = [Double](repeating: 0, count: system.crossProducts.count)
    var outer = [Double](repeating: 0, count: factor.count)
    var parts = system.leadingParts
    // What lies within the leading levels, and to it what lies between them, Fᵀ(I + RΛΛᵀRᵀ)⁻¹F: a sum without cancellation.
    var schur = system.withinProducts
    var inner: [[Double]] = []
    var innerOutcomes: [[Double]] = []
    for component in system.components {
      inner.append(system.scaled(component, lambdas))
      innerOutcomes.append(system.scaledOutcomes(component, lambdas))
    }
    var half = [Double](repeating: 0, count: q * q)
    for level in 0..<system.leading.levelCount {
      let (square, wide) = (level * q * q, level * q * width)
      for i in 0..<(q * q) { half[i] = 0 }
      SmallBlocks.addProduct(
        system.leadingProducts, at: square, stride: q, rows: q, inner: q, lambda, at: 0, stride: q, width: q,
        to: &half, at: 0, stride: q)
      for i in 0..<q { factor[square + i * q + i] = 1 }
      SmallBlocks.addTransposedProduct(
        lambda, at: 0, width: q, half, at: 0, width: q, rows: q, to: &factor, at: square, stride: q)
      guard SmallBlocks.factor(&factor, at: square, size: q) else { return nil }
      for i in 0..<q { logDeterminant += 2 * log(factor[square + i * q + i]) }
      SmallBlocks.addTransposedProduct(
        lambda, at: 0, width: q, system.leadingOutcomes, at: wide, width: width, rows: q, to: &outcomes, at: wide,
        stride: width)
      SmallBlocks.forward(factor, at: square, size: q, &outcomes, at: wide, width: width)
      for i in 0..<(q * q) { half[i] = 0 }
      SmallBlocks.addProduct(
        system.leadingRoots, at: square, stride: q, rows: q, inner: q, lambda, at: 0, stride: q, width: q, to: &half,
        at: 0, stride: q)
      for i in 0..<q {
        for j in 0..<q {
          var sum = i == j ? 1.0 : 0
          for k in 0..<q { sum += half[i * q + k] * half[j * q + k] }
          outer[square + i * q + j] = sum
        }
      }
      guard SmallBlocks.factor(&outer, at: square, size: q) else { return nil }
      SmallBlocks.forward(outer, at: square, size: q, &parts, at: wide, width: width)
      SmallBlocks.addTransposedProduct(
        parts, at: wide, width: width, parts, at: wide, width: width, rows: q, to: &schur, at: 0, stride: width)
      guard !system.components.isEmpty else { continue }
      let joined = system.joined(level)
      guard let component = joined.first?.component else { continue }
      let (start, size) = (system.crossStart[level], system.joinedSize(level))
      let right = system.crossTimesLambda(system.crossProducts, level, lambdas)
      SmallBlocks.addTransposedProduct(
        lambda, at: 0, width: q, right, at: 0, width: size, rows: q, to: &cross, at: start, stride: size)
      SmallBlocks.forward(factor, at: square, size: q, &cross, at: start, width: size)
      let (order, m) = (system.innerIndices(level), system.components[component].size)
      inner[component].withUnsafeMutableBufferPointer { table in
        for i in 0..<q {
          for (a, row) in order.enumerated() {
            let value = cross[start + i * size + a]
            if value == 0 { continue }
            for (b, column) in order.enumerated() { table[row * m + column] -= value * cross[start + i * size + b] }
          }
        }
      }
      for i in 0..<q {
        for (a, row) in order.enumerated() {
          let value = cross[start + i * size + a]
          for b in 0..<width { innerOutcomes[component][row * width + b] -= value * outcomes[wide + i * width + b] }
        }
      }
    }
    for index in system.components.indices {
      let m = system.components[index].size
      guard SmallBlocks.factor(&inner[index], at: 0, size: m) else { return nil }
      for i in 0..<m { logDeterminant += 2 * log(inner[index][i * m + i]) }
      SmallBlocks.forward(inner[index], at: 0, size: m, &innerOutcomes[index], at: 0, width: width)
      SmallBlocks.addTransposedProduct(
        innerOutcomes[index], at: 0, width: width, innerOutcomes[index], at: 0, width: width, rows: m, factor: -1,
        to: &schur, at: 0, stride: width)
    }
    leadingFactor = factor
    leadingOuter = outer
    leadingOutcomes = outcomes
    leadingCross = cross
    componentFactor = inner
    componentOutcomes = innerOutcomes
    let p = system.columnCount
    var fixed = Matrix(rows: p, columns: p)
    for a in 0..<p { for b in 0..<p { fixed[a, b] = schur[a * width + b] } }
    guard let cholesky = Cholesky(fixed) else { return nil }
    let right = cholesky.forward((0..<p).map { schur[$0 * width + p] })
    basisCoefficients = cholesky.backward(right)
    fixedInverse = cholesky.inverse
    fixedLogDeterminant = cholesky.logDeterminant
    self.logDeterminant = logDeterminant
    outcomeSquares = schur[width * width - 1]
    residualSquares = right.reduce(outcomeSquares) { $0 - $1 * $1 }
    guard residualSquares > 0, residualSquares.isFinite, logDeterminant.isFinite else { return nil }
  }
}

extension MixedSystem {
  func joined(_ level: Int) -> ArraySlice<Place> { joined[joinedStart[level]..<joinedStart[level + 1]] }

  /// The number of columns that are joined to a leading level.
  func joinedSize(_ level: Int) -> Int {
    (crossStart[level + 1] - crossStart[level]) / leading.size
  }

  /// Their places in their component.
  func innerIndices(_ level: Int) -> ArraySlice<Int> {
    joinedColumns[(crossStart[level] / leading.size)..<(crossStart[level + 1] / leading.size)]
  }

  /// `products`·Λ₂ of a leading level, for Z₁ᵀZ₂ or what is laid out like it.
  func crossTimesLambda(_ products: [Double], _ level: Int, _ lambdas: [[Double]]) -> [Double] {
    let (q, size, start) = (leading.size, joinedSize(level), crossStart[level])
    var result = [Double](repeating: 0, count: q * size)
    var column = 0
    for place in joined(level) {
      let other = groupings[place.grouping].size
      if other == 1 {
        let factor = lambdas[place.grouping][0]
        for row in 0..<q { result[row * size + column] = products[start + row * size + column] * factor }
        column += 1
        continue
      }
      SmallBlocks.addProduct(
        products, at: start + column, stride: size, rows: q, inner: other, lambdas[place.grouping], at: 0,
        stride: other, width: other, to: &result, at: column, stride: size)
      column += other
    }
    return result
  }

  /// Z₂ᵀZ₂Λ₂.
  func productsTimesLambda(_ component: Component, _ lambdas: [[Double]]) -> [Double] {
    let m = component.size
    var result = [Double](repeating: 0, count: m * m)
    for place in component.places {
      let q = groupings[place.grouping].size
      SmallBlocks.addProduct(
        component.products, at: place.start, stride: m, rows: m, inner: q, lambdas[place.grouping], at: 0, stride: q,
        width: q, to: &result, at: place.start, stride: m)
    }
    return result
  }

  /// Λ₂ᵀZ₂ᵀZ₂Λ₂ + I.
  func scaled(_ component: Component, _ lambdas: [[Double]]) -> [Double] {
    let m = component.size
    let half = productsTimesLambda(component, lambdas)
    var result = [Double](repeating: 0, count: m * m)
    for place in component.places {
      let q = groupings[place.grouping].size
      SmallBlocks.addTransposedProduct(
        lambdas[place.grouping], at: 0, width: q, half, at: place.start * m, width: m, rows: q, to: &result,
        at: place.start * m, stride: m)
    }
    for i in 0..<m { result[i * m + i] += 1 }
    return result
  }

  /// Λ₂ᵀZ₂ᵀ[X e].
  func scaledOutcomes(_ component: Component, _ lambdas: [[Double]]) -> [Double] {
    var result = [Double](repeating: 0, count: component.size * width)
    for place in component.places {
      let q = groupings[place.grouping].size
      SmallBlocks.addTransposedProduct(
        lambdas[place.grouping], at: 0, width: q, component.outcomes, at: place.start * width, width: width, rows: q,
        to: &result, at: place.start * width, stride: width)
    }
    return result
  }
}
