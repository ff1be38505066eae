#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A mixed model's data in the form in which it is fitted, and the way back to the units of the outcome and of the predictors.
struct MixedFrame: Sendable, Equatable {
  let system: MixedSystem
  /// The outcome's unit: e is of mean square 1 in it, rows times the roots of their weights.
  let unit: Double
  let weights: PriorWeights
  /// β = `base` + `toCoefficients` · (β of the orthonormal basis), both in `unit`.
  let base: [Double]
  let toCoefficients: Matrix
  /// What Xβ with β = `base` leaves of the outcome, in `unit`, rows not weighted.
  let rest: [Double]
  /// log|XᵀX|, rows times the roots of their weights.
  let fixedLogScale: Double
  /// Where each term's effects stand.
  let places: [TermPlace]

  struct TermPlace: Sendable, Equatable {
    let grouping: Int
    let columns: Range<Int>
    /// The mean over the rows, not weighted, of (zT)(zT)ᵀ.
    let spread: Matrix
  }

  /// - Parameters:
  ///   - offset: taken from the outcome; nil for none.
  ///   - start: coefficients to take as `base`; nil for those of least squares.
  init(
    outcome: [Double], fixed: Design, random: [RandomTerm], weights: [Double]?, offset: [Double]?,
    start: [Double]? = nil
  ) throws(StatisticsError) {
    try checkFinite(outcome, "a value of the outcome")
    guard outcome.count == fixed.matrix.rowCount else { throw .unequalLengths(outcome.count, fixed.matrix.rowCount) }
    guard !random.isEmpty else { throw .outOfDomain("a mixed model has at least one random term") }
    for term in random { try MixedFrame.check(term, count: outcome.count) }
    let (n, p) = (outcome.count, fixed.matrix.columnCount)
    guard n > p + 1 else { throw .tooFewValues(n) }
    self.weights = try PriorWeights(weights, count: n)
    let roots = self.weights.roots
    if let offset {
      guard offset.count == n else { throw .unequalLengths(n, offset.count) }
      try checkFinite(offset, "a value of the offset")
    }

    var scaled = fixed.matrix
    var columnScales: [Double] = []
    for column in 0..<p {
      let largest = scaled.column(column).reduce(0) { max($0, abs($1)) }
      // A power of 2 costs no digit.
      let scale = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
      columnScales.append(scale)
      for row in 0..<n { scaled[row, column] /= scale }
    }
    var weighted = scaled
    for column in 0..<p { for row in 0..<n { weighted[row, column] *= roots[row] } }
    let turned = try PredictorBasis(weighted, names: fixed.names)
    let most = (outcome + (offset ?? [])).reduce(0) { max($0, abs($1)) }
    guard most > 0 else { throw .zeroVariance }
    let largest = Double(sign: .plus, exponent: most.exponent, significand: 1)
    // The residuals of a first fit, without rounding, are fitted once more: an outcome far from 0 keeps its digits.
    let target = (0..<n).map { DoubleDouble.sum(outcome[$0] / largest, -(offset?[$0] ?? 0) / largest) }
    let first =
      start.map { zip($0, columnScales).map { $0 / largest * $1 } }
      ?? turned.toCoefficients * turned.shares(of: zip(target, roots).map { $0.value * $1 })
    var residuals = [Double](repeating: 0, count: n)
    for row in 0..<n {
      var residual = target[row]
      for column in 0..<p { residual = residual - DoubleDouble.product(scaled[row, column], first[column]) }
      residuals[row] = residual.value * roots[row]
    }
    let second = start == nil ? turned.shares(of: residuals) : [Double](repeating: 0, count: p)
    let rest = zip(residuals, turned.columns * second).map { $0 - $1 }
    let root = (rest.reduce(0) { $0 + $1 * $1 } / Double(n)).squareRoot()
    guard root > 1e-14 else { throw .zeroVariance }
    unit = root * largest
    guard unit.isNormal else { throw .notFinite("the outcome's spread") }
    self.rest = zip(rest, roots).map { $0 / root / $1 }
    // Of the basis' columns only their mean squares are 1.
    let length = Double(n).squareRoot()
    let basis = try Matrix(
      columns: (0..<p).map { turned.columns.column($0).map { $0 / length } } + [rest.map { $0 / root }])
    var toCoefficients = turned.toCoefficients
    for row in 0..<p { for column in 0..<p { toCoefficients[row, column] *= 1 / length / columnScales[row] } }
    self.toCoefficients = toCoefficients
    let change = turned.toCoefficients * second
    base = (0..<p).map { (first[$0] + change[$0]) / columnScales[$0] / root }
    fixedLogScale = (0..<p).reduce(0) {
      $0 + 2 * (log(length) + log(columnScales[$1]) - log(abs(turned.toCoefficients[$1, $1])))
    }
    (system, places) = try MixedFrame.system(random, basis: basis, roots: roots)
  }

  /// β, in units of the outcome by those of the predictors.
  func coefficients(_ point: MixedFactorization) -> [Double] {
    zip(base, toCoefficients * point.basisCoefficients).map { ($0 + $1) * unit }
  }

  private static func check(_ term: RandomTerm, count n: Int) throws(StatisticsError) {
    let q = term.effects.matrix.columnCount
    guard term.groups.codes.count == n else { throw .unequalLengths(n, term.groups.codes.count) }
    let used = Set(term.groups.codes).count
    guard used >= 2 else { throw .tooFewGroups(used) }
    guard q * used < n else {
      throw .outOfDomain(
        "the \(q * used) random effects of \"\(term.name)\" cannot be told from the residuals of \(n) values")
    }
  }

  /// Terms of one grouping stand side by side; the grouping with the most effects leads.
  private static func system(
    _ random: [RandomTerm], basis: Matrix, roots: [Double]
  ) throws(StatisticsError) -> (MixedSystem, [TermPlace]) {
    struct Draft {
      let codes: [Int]
      /// Two factors of the same groups may differ in levels without people.
      var levelCount: Int
      var terms: [Int] = []
      var size = 0
    }
    var drafts: [Draft] = []
    for (index, term) in random.enumerated() {
      let found = drafts.firstIndex { $0.codes == term.groups.codes }
      if found == nil { drafts.append(Draft(codes: term.groups.codes, levelCount: 0)) }
      let place = found ?? drafts.count - 1
      drafts[place].levelCount = max(drafts[place].levelCount, term.groups.levels.count)
      drafts[place].terms.append(index)
      drafts[place].size += term.effects.matrix.columnCount
    }
    let order = drafts.indices.sorted {
      (-drafts[$0].size * drafts[$0].levelCount, $0) < (-drafts[$1].size * drafts[$1].levelCount, $1)
    }
    var places = random.map { _ in TermPlace(grouping: 0, columns: 0..<0, spread: Matrix(rows: 0, columns: 0)) }
    var groupings: [MixedSystem.Grouping] = []
    var columns: [[Double]] = []
    for (grouping, draft) in order.map({ drafts[$0] }).enumerated() {
      var scale = Matrix(rows: draft.size, columns: draft.size)
      var blocks: [Range<Int>] = []
      var values = [Double](repeating: 0, count: draft.size * basis.rowCount)
      var start = 0
      for index in draft.terms {
        let term = random[index]
        let q = term.effects.matrix.columnCount
        let block = try whitening(term, roots)
        for a in 0..<q { for b in 0..<q { scale[start + a, start + b] = block[a, b] } }
        let turned = term.effects.matrix * block
        for b in 0..<q {
          for row in roots.indices { values[row * draft.size + start + b] = roots[row] * turned[row, b] }
        }
        blocks += term.isCorrelated ? [start..<(start + q)] : (0..<q).map { (start + $0)..<(start + $0 + 1) }
        places[index] = TermPlace(
          grouping: grouping, columns: start..<(start + q),
          spread: turned.crossProduct() * (1 / Double(roots.count)))
        start += q
      }
      groupings.append(
        .init(size: draft.size, levelCount: draft.levelCount, blocks: blocks, scale: scale))
      columns.append(values)
    }
    let codes = order.map { drafts[$0].codes }
    return (
      try MixedSystem(
        groupings: groupings, codes: codes, columns: columns, basis: basis), places
    )
  }

  /// T, lower triangular: the columns of ZT have unit mean squares, and if they may correlate no mean products, rows weighted.
  private static func whitening(_ term: RandomTerm, _ roots: [Double]) throws(StatisticsError) -> Matrix {
    let z = term.effects.matrix
    let (n, q) = (z.rowCount, z.columnCount)
    var scaled = z
    var scales: [Double] = []
    for column in 0..<q {
      let largest = z.column(column).reduce(0) { max($0, abs($1)) }
      guard largest > 0 else { throw .rankDeficient(columns: [term.effects.names[column]]) }
      for row in 0..<n { scaled[row, column] *= roots[row] / largest }
      scales.append(largest)
    }
    var gram = scaled.crossProduct()
    if !term.isCorrelated { for a in 0..<q { for b in 0..<q where a != b { gram[a, b] = 0 } } }
    guard let inner = Cholesky(gram, tolerance: 1e-12), let outer = Cholesky(inner.inverse, tolerance: 0) else {
      throw .rankDeficient(columns: QRDecomposition(scaled).dependent.map { term.effects.names[$0] })
    }
    var result = outer.lower * Double(n).squareRoot()
    for row in 0..<q { for column in 0..<q { result[row, column] /= scales[row] } }
    return result
  }
}
