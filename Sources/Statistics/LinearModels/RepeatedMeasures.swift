#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// An effect within people: F as if the differences between occasions all varied alike, and corrected for their not doing so.
public struct WithinEffect: Sendable, Equatable {
  /// In squared units of the values.
  public let sumOfSquares, errorSumOfSquares: Double
  public let test: FTest
  /// The same F on degrees of freedom multiplied by Greenhouse and Geisser's ε.
  public let greenhouseGeisser: FTest
  /// On degrees of freedom multiplied by Huynh and Feldt's ε, at most 1.
  public let huynhFeldt: FTest
}

/// Values of people on several occasions compared, and perhaps groups of people too.
public struct RepeatedMeasuresANOVA: Sendable, Equatable {
  public let within: WithinEffect
  /// Whether occasions differ in the same way in every group; nil without groups.
  public let interaction: WithinEffect?
  /// Whether people's means over the occasions differ between groups; nil without groups.
  public let between: FTest?
  /// ε̂ of Greenhouse and Geisser, from 1/(k − 1) to 1.
  public let greenhouseGeisserEpsilon: Double
  /// ε̃ of Huynh and Feldt (in Lecoutre's form); may be above 1, and then counts as 1.
  public let huynhFeldtEpsilon: Double
  /// Mauchly's test that all differences vary alike: W, from 0 to 1, and its p-value; nil for two occasions, which always do, and for fewer people
  /// than it needs.
  public let mauchly: Mauchly?

  public struct Mauchly: Sendable, Equatable {
    public let statistic, pValue: Double
  }
}

/// Repeated-measures analysis of variance: one factor within people, and optionally one between them.
///
/// Each person's k values become k − 1 orthonormal contrasts c. With S their covariance within groups (ν = N − g df):
/// error SS = ν tr S; occasions: (k − 1 df) |c̄|²·n*, c̄ the unweighted mean of the groups' and n* = g²/Σ(1/nⱼ) (type III); interaction: Σnⱼ|c̄ⱼ − c̄̄|², c̄̄ weighted.
/// ε̂ = (tr S)²/((k − 1) tr S²), ε̃ = ((ν + 1)(k − 1)ε̂ − 2)/((k − 1)(ν − (k − 1)ε̂)), W = |S|/(tr S/(k − 1))^(k − 1) with Box's approximation of its p.
/// - Parameters:
///   - values: one row a person, one column an occasion; N × k, k ≥ 2, no gaps.
///   - groups: one 0-based group a person, each with a person, or nil.
/// - Throws: `tooFewValues` for fewer than two occasions or no degrees of freedom; `unequalLengths`; `tooFewGroups` for one group; `emptyCategory` for a
///   group without people; `outOfDomain` for a group's number; `zeroVariance` if people do not differ in their differences; `notFinite`.
/// - Note: Greenhouse and Geisser (1959), doi:10.1007/BF02289823; Huynh and Feldt (1976), doi:10.3102/10769986001001069; Lecoutre (1991),
///   doi:10.3102/10769986016004371; Mauchly (1940), doi:10.1214/aoms/1177731915. Reference values: `Fixtures/linear/repeated.json` (R's `car`).
public func repeatedMeasuresANOVA(_ values: Matrix, groups: [Int]? = nil) throws(StatisticsError)
  -> RepeatedMeasuresANOVA
{
  let (n, k) = (values.rowCount, values.columnCount)
  guard k >= 2 else { throw .tooFewValues(k) }
  try checkFinite(values.elements, "a value")
  let members = try membersByGroup(groups, people: n)
  let g = members.count
  let nu = n - g
  guard nu > 0 else { throw .tooFewValues(n) }
  let p = k - 1
  // Scaled, so that no square overflows.
  let columns = PreciseColumn(values.elements)
  let contrasts = (0..<p).map { j in (0..<n).map { helmert(columns.high, person: $0, people: n, j) } }
  let moments = contrasts.map { contrast in members.map { Moments($0.map { contrast[$0] }) } }
  var spread = Matrix(rows: p, columns: p)
  for a in 0..<p {
    for b in 0...a {
      var sum = DoubleDouble(0)
      for (group, people) in members.enumerated() {
        for person in people {
          sum += DoubleDouble.product(
            contrasts[a][person] - moments[a][group].mean, contrasts[b][person] - moments[b][group].mean)
        }
      }
      spread[a, b] = sum.value / Double(nu)
      spread[b, a] = spread[a, b]
    }
  }
  let trace = spread.diagonal.reduce(0, +)
  guard trace > 0x1p-90 else { throw .zeroVariance }
  let squares = spread.elements.reduce(0) { $0 + ($1 / trace) * ($1 / trace) }
  let greenhouse = min(1, 1 / (Double(p) * squares))
  let free = Double(nu) - Double(p) * greenhouse
  let huynh = free > 0 ? ((Double(nu) + 1) * Double(p) * greenhouse - 2) / (Double(p) * free) : 1
  let unit = Int32(2 * columns.exponent)

  func effect(_ sum: Double, _ numerator: Int) throws(StatisticsError) -> WithinEffect {
    let (first, second) = (Double(numerator), Double(nu * p))
    let statistic = sum / first / (trace / Double(p))
    func test(_ epsilon: Double) throws(StatisticsError) -> FTest {
      try FTest(statistic: statistic, numerator: first * epsilon, denominator: second * epsilon)
    }
    let (total, error) = (scalbn(sum, unit), scalbn(trace * Double(nu), unit))
    try checkFinite([total, error], "a sum of squares")
    return WithinEffect(
      sumOfSquares: total, errorSumOfSquares: error, test: try test(1), greenhouseGeisser: try test(greenhouse),
      huynhFeldt: try test(min(1, huynh)))
  }

  let harmonic = members.reduce(0) { $0 + 1 / Double($1.count) }
  let occasions = moments.reduce(0) { sum, groups in
    let mean = groups.reduce(0) { $0 + $1.mean } / Double(g)
    return sum + mean * mean
  }
  let within = try effect(occasions * Double(g * g) / harmonic, p)
  var interaction: WithinEffect?
  var between: FTest?
  if g > 1 {
    let sum = moments.reduce(0) { $0 + betweenSquares($1) }
    interaction = try effect(sum, p * (g - 1))
    let people = (0..<n).map { person in (0..<k).reduce(0) { $0 + columns.high[$1 * n + person] } / Double(k) }
    let anova = try oneWayANOVA(members.map { Moments($0.map { people[$0] }) })
    between = try FTest(
      statistic: anova.statistic, numerator: Double(anova.degreesOfFreedomBetween),
      denominator: Double(anova.degreesOfFreedomWithin))
  }
  return RepeatedMeasuresANOVA(
    within: within, interaction: interaction, between: between, greenhouseGeisserEpsilon: greenhouse,
    huynhFeldtEpsilon: huynh,
    mauchly: try p > 1 && nu >= p ? mauchlyTest(spread, freedom: nu) : nil)
}

/// Σnⱼ(c̄ⱼ − c̄̄)².
private func betweenSquares(_ groups: [Moments]) -> Double {
  let whole = groups.reduce(into: Moments()) { $0.merge($1) }
  return groups.reduce(0) { $0 + Double($1.count) * ($1.mean - whole.mean) * ($1.mean - whole.mean) }
}

/// The j-th orthonormal contrast of a person: an occasion against the mean of those before it.
private func helmert(_ values: [Double], person: Int, people: Int, _ j: Int) -> Double {
  let own = values[(j + 1) * people + person]
  var sum = DoubleDouble(0)
  for occasion in 0...j { sum += DoubleDouble.sum(own, -values[occasion * people + person]) }
  let count = Double(j + 1)
  return sum.value / (count * (count + 1)).squareRoot()
}

/// W and its p-value, by Box's approximation to the second order (Anderson, An Introduction to Multivariate Statistical Analysis, 2003, §10.7.4).
///
/// R's `mauchly.test` and `car` take k instead of k − 1 in one place of the second term, which moves p by up to some 1e-3 of itself in small samples.
private func mauchlyTest(_ spread: Matrix, freedom: Int) throws(StatisticsError) -> RepeatedMeasuresANOVA.Mauchly? {
  let p = Double(spread.rowCount)
  let n = Double(freedom)
  let trace = spread.diagonal.reduce(0, +)
  guard let factor = Cholesky(spread * (p / trace)) else {
    return RepeatedMeasuresANOVA.Mauchly(statistic: 0, pValue: 0)
  }
  let logW = min(0, factor.logDeterminant)
  let rho = 1 - (2 * p * p + p + 2) / (6 * p * n)
  guard rho > 0 else { return nil }
  let second =
    (p + 2) * (p - 1) * (p - 2) * (2 * p * p * p + 6 * p * p + 3 * p + 2) / (288 * (n * p * rho) * (n * p * rho))
  let f = p * (p + 1) / 2 - 1
  let z = -n * rho * logW
  let (first, higher) = (
    try ChiSquared(degreesOfFreedom: f).survival(z), try ChiSquared(degreesOfFreedom: f + 4).survival(z)
  )
  return RepeatedMeasuresANOVA.Mauchly(statistic: exp(logW), pValue: min(1, max(0, first + second * (higher - first))))
}

private func membersByGroup(_ groups: [Int]?, people: Int) throws(StatisticsError) -> [[Int]] {
  guard let groups else { return [Array(0..<people)] }
  guard groups.count == people else { throw .unequalLengths(people, groups.count) }
  guard let largest = groups.max(), largest < people, groups.allSatisfy({ $0 >= 0 }) else {
    throw .outOfDomain("groups are numbered from 0, without a gap")
  }
  guard largest >= 1 else { throw .tooFewGroups(1) }
  var members = [[Int]](repeating: [], count: largest + 1)
  for (person, group) in groups.enumerated() { members[group].append(person) }
  for (index, group) in members.enumerated() where group.isEmpty { throw .emptyCategory("group \(index + 1)") }
  return members
}
