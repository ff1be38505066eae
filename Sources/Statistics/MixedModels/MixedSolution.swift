/// What follows from a factorization by solving back: the conditional modes, their variances, and the slopes of the likelihood.
///
/// With C = ZᵀH⁻¹X, v = ZᵀH⁻¹(e − Xβ), Dⱼ = ∂Λ/∂θⱼ:
/// ∂log|H| = 2 tr(DⱼᵀZᵀZΛM⁻¹), ∂log|XᵀH⁻¹X| = −2 tr(DⱼᵀC(XᵀH⁻¹X)⁻¹CᵀΛ), ∂r² = −2 vᵀDⱼΛᵀv. None of these divides by Λ, so that they
/// hold where a variance is 0.
struct MixedSolution: Sendable, Equatable {
  let factorization: MixedFactorization
  /// M⁻¹Λᵀ Zᵀ[X e], row after row: leading levels, then each component.
  private(set) var leadingEffects: [Double]
  private(set) var componentEffects: [[Double]]
  /// Zᵀ H⁻¹[X e].
  private(set) var leadingScores: [Double]
  private(set) var componentScores: [[Double]]
  /// The diagonal blocks of M⁻¹.
  private(set) var leadingInverse: [Double]
  /// M⁻¹ of the components.
  private(set) var componentInverse: [[Double]]
  /// Derivatives with respect to θ.
  private(set) var logDeterminantGradient: [Double] = []
  private(set) var fixedLogDeterminantGradient: [Double] = []
  private(set) var residualSquaresGradient: [Double] = []

  init(_ system: MixedSystem, _ factorization: MixedFactorization) {
    self.factorization = factorization
    componentEffects = factorization.componentOutcomes
    componentInverse = []
    componentScores = []
    leadingEffects = factorization.leadingOutcomes
    leadingScores = [Double](repeating: 0, count: system.leadingOutcomes.count)
    leadingInverse = [Double](repeating: 0, count: system.leadingProducts.count)
    /// Σ over levels of (ZᵀZΛM⁻¹) of the level with itself.
    var traces = factorization.lambdas.map { [Double](repeating: 0, count: $0.count) }
    solveComponents(system, &traces)
    solveLevels(system, &traces)
    logDeterminantGradient = system.parameters.map {
      2 * traces[$0.grouping][$0.row * system.groupings[$0.grouping].size + $0.column]
    }
    differentiateForms(system)
  }

  private mutating func solveComponents(_ system: MixedSystem, _ traces: inout [[Double]]) {
    let (width, lambdas) = (system.width, factorization.lambdas)
    for (index, component) in system.components.enumerated() {
      let (m, factor) = (component.size, factorization.componentFactor[index])
      SmallBlocks.backward(factor, at: 0, size: m, &componentEffects[index], at: 0, width: width)
      var inverse = [Double](repeating: 0, count: m * m)
      for i in 0..<m { inverse[i * m + i] = 1 }
      SmallBlocks.forward(factor, at: 0, size: m, &inverse, at: 0, width: m)
      SmallBlocks.backward(factor, at: 0, size: m, &inverse, at: 0, width: m)
      let products = system.productsTimesLambda(component, lambdas)
      var scores = component.outcomes
      SmallBlocks.addProduct(
        products, at: 0, stride: m, rows: m, inner: m, componentEffects[index], at: 0, stride: width, width: width,
        factor: -1, to: &scores, at: 0, stride: width)
      for place in component.places {
        let size = system.groupings[place.grouping].size
        SmallBlocks.addProduct(
          products, at: place.start * m, stride: m, rows: size, inner: m, inverse, at: place.start, stride: m,
          width: size, to: &traces[place.grouping], at: 0, stride: size)
      }
      componentInverse.append(inverse)
      componentScores.append(scores)
    }
  }

  private mutating func solveLevels(_ system: MixedSystem, _ traces: inout [[Double]]) {
    let (q, width, lambdas) = (system.leading.size, system.width, factorization.lambdas)
    var parts = system.leadingParts
    var half = [Double](repeating: 0, count: q * q)
    for level in 0..<system.leading.levelCount {
      let (square, wide) = (level * q * q, level * q * width)
      for i in 0..<q { leadingInverse[square + i * q + i] = 1 }
      SmallBlocks.forward(factorization.leadingFactor, at: square, size: q, &leadingInverse, at: square, width: q)
      SmallBlocks.backward(factorization.leadingFactor, at: square, size: q, &leadingInverse, at: square, width: q)
      for i in 0..<(q * q) { half[i] = 0 }
      SmallBlocks.addProduct(
        system.leadingProducts, at: square, stride: q, rows: q, inner: q, lambdas[0], at: 0, stride: q, width: q,
        to: &half, at: 0, stride: q)
      let component = system.components.isEmpty ? nil : system.joined(level).first?.component
      if let component { subtractJoined(system, level, component, &parts) }
      SmallBlocks.backward(factorization.leadingFactor, at: square, size: q, &leadingEffects, at: wide, width: width)
      // Rᵀ(I + RΛΛᵀRᵀ)⁻¹ of the parts.
      SmallBlocks.forward(factorization.leadingOuter, at: square, size: q, &parts, at: wide, width: width)
      SmallBlocks.backward(factorization.leadingOuter, at: square, size: q, &parts, at: wide, width: width)
      SmallBlocks.addTransposedProduct(
        system.leadingRoots, at: square, width: q, parts, at: wide, width: width, rows: q, to: &leadingScores, at: wide,
        stride: width)
      if let component { addJoined(system, level, component, &traces) }
      SmallBlocks.addProduct(
        half, at: 0, stride: q, rows: q, inner: q, leadingInverse, at: square, stride: q, width: q, to: &traces[0],
        at: 0, stride: q)
    }
  }

  /// The slopes of log|XᵀH⁻¹X| and of r².
  private mutating func differentiateForms(_ system: MixedSystem) {
    let (q, width, lambdas) = (system.leading.size, system.width, factorization.lambdas)
    // Σ over levels of C(XᵀH⁻¹X)⁻¹Cᵀ and of vvᵀ.
    var fixedSums = lambdas.map { [Double](repeating: 0, count: $0.count) }
    var residualSums = fixedSums
    let (inverse, beta) = (factorization.fixedInverse, factorization.basisCoefficients)
    func add(_ scores: [Double], at start: Int, _ grouping: Int) {
      let (size, p) = (system.groupings[grouping].size, system.columnCount)
      for a in 0..<size {
        let row = start + a * width
        var own = scores[row + p]
        for j in 0..<p { own -= scores[row + j] * beta[j] }
        for b in 0..<size {
          let other = start + b * width
          var value = scores[other + p]
          var sum = 0.0
          for j in 0..<p {
            value -= scores[other + j] * beta[j]
            var inner = 0.0
            for k in 0..<p { inner += inverse[k, j] * scores[row + k] }
            sum += inner * scores[other + j]
          }
          residualSums[grouping][a * size + b] += own * value
          fixedSums[grouping][a * size + b] += sum
        }
      }
    }
    for level in 0..<system.leading.levelCount { add(leadingScores, at: level * q * width, 0) }
    for (index, component) in system.components.enumerated() {
      for place in component.places { add(componentScores[index], at: place.start * width, place.grouping) }
    }
    func times(_ sums: [[Double]], _ parameter: MixedSystem.Parameter) -> Double {
      let (size, k) = (system.groupings[parameter.grouping].size, parameter.grouping)
      return (0..<size).reduce(0) {
        $0 - 2 * sums[k][parameter.row * size + $1] * lambdas[k][$1 * size + parameter.column]
      }
    }
    fixedLogDeterminantGradient = system.parameters.map { times(fixedSums, $0) }
    residualSquaresGradient = system.parameters.map { times(residualSums, $0) }
  }

  /// Takes the joined levels' share from L⁻¹Λᵀ Zᵀ[X e] and from the parts of a leading level.
  private mutating func subtractJoined(
    _ system: MixedSystem, _ level: Int, _ component: Int, _ parts: inout [Double]
  ) {
    let (q, width) = (system.leading.size, system.width)
    let (size, start, order) = (system.joinedSize(level), system.crossStart[level], system.innerIndices(level))
    let right = system.crossTimesLambda(system.crossParts, level, factorization.lambdas)
    for a in 0..<q {
      let row = (level * q + a) * width
      for (c, index) in order.enumerated() {
        let (whitened, plain) = (factorization.leadingCross[start + a * size + c], right[a * size + c])
        for j in 0..<width {
          let effect = componentEffects[component][index * width + j]
          leadingEffects[row + j] -= whitened * effect
          parts[row + j] -= plain * effect
        }
      }
    }
  }

  /// Adds what the joined levels contribute to M⁻¹ of a leading level and to the traces, and takes the leading level's share from the
  /// scores of the joined ones.
  private mutating func addJoined(
    _ system: MixedSystem, _ level: Int, _ component: Int, _ traces: inout [[Double]]
  ) {
    let (q, width, m) = (system.leading.size, system.width, system.components[component].size)
    let (size, start, order) = (system.joinedSize(level), system.crossStart[level], system.innerIndices(level))
    let lambda = factorization.lambdas[0]
    var left = Array(factorization.leadingCross[start..<(start + q * size)])
    SmallBlocks.backward(factorization.leadingFactor, at: level * q * q, size: q, &left, at: 0, width: size)
    // −M⁻¹ between the leading level and those joined to it.
    var between = [Double](repeating: 0, count: q * size)
    componentInverse[component].withUnsafeBufferPointer { inverse in
      for a in 0..<q {
        for (c, row) in order.enumerated() {
          let value = left[a * size + c]
          if value == 0 { continue }
          for (d, column) in order.enumerated() { between[a * size + d] += value * inverse[row * m + column] }
        }
      }
    }
    let right = system.crossTimesLambda(system.crossProducts, level, factorization.lambdas)
    for a in 0..<q {
      for b in 0..<q {
        var (inverse, trace) = (0.0, 0.0)
        for c in 0..<size {
          inverse += between[a * size + c] * left[b * size + c]
          trace += right[a * size + c] * between[b * size + c]
        }
        leadingInverse[(level * q + a) * q + b] += inverse
        traces[0][a * q + b] -= trace
      }
    }
    var column = 0
    for place in system.joined(level) {
      let other = system.groupings[place.grouping].size
      for r in 0..<other {
        for a in 0..<q {
          // Z₂ᵀZ₁Λ₁.
          var value = 0.0
          for c in 0..<q { value += system.crossProducts[start + c * size + column + r] * lambda[c * q + a] }
          for s in 0..<other { traces[place.grouping][r * other + s] -= value * between[a * size + column + s] }
          for j in 0..<width {
            componentScores[component][(place.start + r) * width + j] -=
              value * leadingEffects[(level * q + a) * width + j]
          }
        }
      }
      column += other
    }
  }
}

extension MixedSolution {
  /// Where the numbers of one level stand: its effects from row `start` on, its block of M⁻¹ there from `column` on.
  struct Spot {
    let effects, inverse: [Double]
    let start, column, stride: Int
  }

  func spot(_ system: MixedSystem, grouping: Int, level: Int) -> Spot {
    guard grouping > 0 else {
      let q = system.leading.size
      return Spot(
        effects: leadingEffects, inverse: leadingInverse, start: level * q, column: 0, stride: q)
    }
    let place = system.places[grouping][level]
    return Spot(
      effects: componentEffects[place.component], inverse: componentInverse[place.component], start: place.start,
      column: place.start,
      stride: system.components[place.component].size)
  }
}
