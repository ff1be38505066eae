/// How the likelihood and the coefficients' variances answer to a change of the random effects' covariances: the sums over groups
/// that Satterthwaite's and Kenward and Roger's methods are made of.
///
/// Direction r adds E_r to the relative covariance S of a grouping's effects in every group: a diagonal element, or two mirrored ones.
/// W = ZᵀH⁻¹Z, C = ZᵀH⁻¹[X y − Xβ].
struct MixedTensors {
  /// tr(W E_r).
  private(set) var traces: [Double]
  /// tr(E_r W E_s W).
  private(set) var products: Matrix
  /// CᵀE_rC, (p + 1) × (p + 1).
  private(set) var forms: [Matrix]
  /// CᵀE_r W E_s C.
  private(set) var chains: [[Matrix]]

  init(_ system: MixedSystem, _ solution: MixedSolution) throws(StatisticsError) {
    let (count, width) = (system.parameters.count, system.width)
    traces = [Double](repeating: 0, count: count)
    products = Matrix(rows: count, columns: count)
    forms = [Matrix](repeating: Matrix(rows: width, columns: width), count: count)
    chains = [[Matrix]](repeating: forms, count: count)
    for island in MixedIsland.all(system) {
      guard island.size <= 3000 else {
        throw .tooMuchWork(
          "degrees of freedom for \(island.size) random effects of crossed groups",
          instead: "likelihood-ratio tests between models fitted by maximum likelihood")
      }
      add(island.parts(system, solution), island.blocks, system)
    }
  }

  private mutating func add(
    _ parts: (w: [Double], c: [Double]), _ blocks: [(grouping: Int, start: Int)], _ system: MixedSystem
  ) {
    let (count, width) = (system.parameters.count, system.width)
    let n = parts.c.count / width
    // W E_r, E_r C and W E_r C.
    var mixed = [[Double]](repeating: [Double](repeating: 0, count: n * n), count: count)
    var moved = [[Double]](repeating: [Double](repeating: 0, count: n * width), count: count)
    var carried = moved
    for (r, parameter) in system.parameters.enumerated() {
      let pairs =
        parameter.row == parameter.column
        ? [(parameter.row, parameter.column)]
        : [(parameter.row, parameter.column), (parameter.column, parameter.row)]
      for block in blocks where block.grouping == parameter.grouping {
        for (a, b) in pairs {
          let (from, to) = (block.start + a, block.start + b)
          for x in 0..<n { mixed[r][x * n + to] += parts.w[x * n + from] }
          for j in 0..<width { moved[r][from * width + j] += parts.c[to * width + j] }
        }
      }
      for x in 0..<n { traces[r] += mixed[r][x * n + x] }
      SmallBlocks.addProduct(
        parts.w, at: 0, stride: n, rows: n, inner: n, moved[r], at: 0, stride: width, width: width, to: &carried[r],
        at: 0, stride: width)
      MixedTensors.addTransposed(parts.c, moved[r], rows: n, to: &forms[r])
    }
    for r in 0..<count {
      for s in 0..<count {
        var sum = 0.0
        for x in 0..<n { for y in 0..<n { sum += mixed[r][x * n + y] * mixed[s][y * n + x] } }
        products[r, s] += sum
        MixedTensors.addTransposed(moved[r], carried[s], rows: n, to: &chains[r][s])
      }
    }
  }

  private static func addTransposed(_ a: [Double], _ b: [Double], rows: Int, to result: inout Matrix) {
    let width = result.rowCount
    for row in 0..<rows {
      for i in 0..<width {
        let value = a[row * width + i]
        if value == 0 { continue }
        for j in 0..<width { result[i, j] += value * b[row * width + j] }
      }
    }
  }
}

/// Random effects that share people, directly or through others: between islands ZᵀH⁻¹Z is 0.
struct MixedIsland {
  /// Its levels of the leading grouping, and its component of the others.
  let levels: [Int]
  let component: Int?
  /// Where the effects of each level begin.
  let blocks: [(grouping: Int, start: Int)]
  let size: Int

  static func all(_ system: MixedSystem) -> [MixedIsland] {
    let q = system.leading.size
    guard !system.components.isEmpty else {
      return (0..<system.leading.levelCount).map {
        MixedIsland(levels: [$0], component: nil, blocks: [(0, 0)], size: q)
      }
    }
    var levels = [[Int]](repeating: [], count: system.components.count)
    for level in 0..<system.leading.levelCount {
      if let component = system.joined(level).first?.component { levels[component].append(level) }
    }
    return levels.enumerated().map { index, levels in
      let component = system.components[index]
      let offset = levels.count * q
      return MixedIsland(
        levels: levels, component: index,
        blocks: levels.indices.map { (0, $0 * q) } + component.places.map { ($0.grouping, offset + $0.start) },
        size: offset + component.size)
    }
  }

  /// W = A − AΛ(ΛᵀAΛ + I)⁻¹ΛᵀA for A = ZᵀZ, and C, both row after row.
  func parts(_ system: MixedSystem, _ solution: MixedSolution) -> (w: [Double], c: [Double]) {
    let (a, scores) = tables(system, solution)
    let (n, lambdas) = (size, solution.factorization.lambdas)
    let (p, width) = (system.columnCount, system.width)
    var c = scores
    for row in 0..<n {
      for j in 0..<p { c[row * width + p] -= c[row * width + j] * solution.factorization.basisCoefficients[j] }
    }
    if component == nil, let level = levels.first {
      // Rᵀ(I + RΛΛᵀRᵀ)⁻¹R, which cancels nothing.
      var roots = Array(system.leadingRoots[level * n * n..<(level + 1) * n * n])
      SmallBlocks.forward(solution.factorization.leadingOuter, at: level * n * n, size: n, &roots, at: 0, width: n)
      var w = [Double](repeating: 0, count: n * n)
      SmallBlocks.addTransposedProduct(
        roots, at: 0, width: n, roots, at: 0, width: n, rows: n, to: &w, at: 0, stride: n)
      return (w, c)
    }
    var right = [Double](repeating: 0, count: n * n)
    for block in blocks {
      let q = system.groupings[block.grouping].size
      SmallBlocks.addTransposedProduct(
        lambdas[block.grouping], at: 0, width: q, a, at: block.start * n, width: n, rows: q, to: &right,
        at: block.start * n, stride: n)
    }
    var inner = [Double](repeating: 0, count: n * n)
    for block in blocks {
      let q = system.groupings[block.grouping].size
      SmallBlocks.addProduct(
        right, at: block.start, stride: n, rows: n, inner: q, lambdas[block.grouping], at: 0, stride: q, width: q,
        to: &inner, at: block.start, stride: n)
    }
    for i in 0..<n { inner[i * n + i] += 1 }
    var w = a
    // The factorization held for these numbers already.
    if SmallBlocks.factor(&inner, at: 0, size: n) {
      SmallBlocks.forward(inner, at: 0, size: n, &right, at: 0, width: n)
      SmallBlocks.addTransposedProduct(
        right, at: 0, width: n, right, at: 0, width: n, rows: n, factor: -1, to: &w, at: 0, stride: n)
    }
    return (w, c)
  }

  private func tables(_ system: MixedSystem, _ solution: MixedSolution) -> (a: [Double], scores: [Double]) {
    let (n, q, width) = (size, system.leading.size, system.width)
    let offset = levels.count * q
    var a = [Double](repeating: 0, count: n * n)
    var scores: [Double] = []
    for (place, level) in levels.enumerated() {
      for row in 0..<q {
        let own = place * q + row
        for column in 0..<q { a[own * n + place * q + column] = system.leadingProducts[(level * q + row) * q + column] }
        guard component != nil else { continue }
        let base = system.crossStart[level] + row * system.joinedSize(level)
        for (c, inner) in system.innerIndices(level).enumerated() {
          let value = system.crossProducts[base + c]
          a[own * n + offset + inner] = value
          a[(offset + inner) * n + own] = value
        }
      }
      scores += solution.leadingScores[level * q * width..<(level + 1) * q * width]
    }
    if let component {
      let m = system.components[component].size
      for row in 0..<m {
        for column in 0..<m {
          a[(offset + row) * n + offset + column] = system.components[component].products[row * m + column]
        }
      }
      scores += solution.componentScores[component]
    }
    return (a, scores)
  }
}
