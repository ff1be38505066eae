#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A main effect or an interaction of a repeated-measures analysis of variance.
public struct RepeatedMeasuresEffect: Sendable, Equatable {
  /// The names of its factors within people, and of those between them.
  public let within, between: [String]
  /// In squared units of the values.
  public let sumOfSquares, errorSumOfSquares: Double
  /// As if the differences between occasions all varied alike.
  public let test: FTest
  /// How far they do; of an effect of one contrast within people, or of none, there is nothing to differ.
  public let sphericity: Sphericity
  /// The same F on degrees of freedom multiplied by Greenhouse and Geisser's ε.
  public let greenhouseGeisser: FTest
  /// On degrees of freedom multiplied by Huynh and Feldt's ε, at most 1.
  public let huynhFeldt: FTest
  /// SS / (SS + the errors of all effects together), as if every factor were set and not observed.
  public let generalisedEtaSquared: Double

  /// SS / (SS + its own error).
  public var partialEtaSquared: Double { 1 / (1 + test.denominator / (test.numerator * test.statistic)) }

  /// `group:occasion`; factors between people first.
  public var name: String { (between + within).joined(separator: ":") }
}

/// Values of people on several occasions compared, and perhaps groups of people too.
public struct RepeatedMeasuresANOVA: Sendable, Equatable {
  /// Those between people, then, for each effect within people, it and its interactions with those between.
  public let effects: [RepeatedMeasuresEffect]

  /// The effect of just these factors, in any order.
  public func effect(_ factors: String...) -> RepeatedMeasuresEffect? {
    effects.first { Set($0.between + $0.within) == Set(factors) && $0.between.count + $0.within.count == factors.count }
  }
}

/// Repeated-measures analysis of variance: factors within people, and perhaps factors between them, with all their interactions.
///
/// For an effect within people the k values of a person become p orthonormal contrasts c: Helmert's of its factors, multiplied, and means over the other
/// factors. Each contrast is regressed on the factors between people. With S the covariance of the residuals (ν = N − cells df): error SS = ν tr S, SS =
/// the sums of squares that a term between people (or their mean) adds, summed over the contrasts, F on p·(the term's df) and νp.
/// ε as in `Sphericity`. Generalised η² is Olejnik and Algina's.
/// - Parameters:
///   - values: one row a person, one column an occasion; N × k, no gaps.
///   - within: the factors by name, each with the level of every column; every combination of levels is one column.
///   - between: the factors by name, each with the level of every person; every combination of levels has people.
///   - type: of the sums of squares of unequal groups; effects within people stand for the unweighted mean of the groups (type III) or for that of all people.
/// - Throws: `tooFewValues` without a factor within or without degrees of freedom; `tooFewGroups` for a factor of one level; `outOfDomain` for a name given
///   twice or columns that are not the combinations; `unequalLengths`; `rankDeficient` for combinations without people; `zeroVariance` if people do not
///   differ in their differences; `notFinite`.
/// - Note: Winer, Statistical Principles in Experimental Design (1971), §7; Olejnik and Algina (2003), doi:10.1037/1082-989X.8.4.434. Reference values:
///   `Fixtures/linear/repeated.json` and `repeated-factors.json` (R's `car` and `afex`).
public func repeatedMeasuresANOVA(
  _ values: Matrix, within: [(name: String, factor: Factor)], between: [(name: String, factor: Factor)] = [],
  type: SumOfSquaresType = .marginal
) throws(StatisticsError) -> RepeatedMeasuresANOVA {
  let (n, k) = (values.rowCount, values.columnCount)
  try checkFinite(values.elements, "a value")
  try checkFactors(within, between, people: n, occasions: k)
  let design = try betweenDesign(between, people: n)
  let freedom = n - design.matrix.columnCount
  guard freedom > 0 else { throw .tooFewValues(n) }
  // Scaled, so that no square overflows.
  let columns = PreciseColumn(values.elements)
  let unit = Int32(2 * columns.exponent)
  let table = (0..<design.matrix.columnCount).map { column in design.matrix.column(column).map { DoubleDouble($0) } }
  let subsets = allSubsets(of: within.map(\.name))
  var strata: [Stratum] = []
  for names in [[]] + subsets {
    let contrasts = contrasts(columns.high, people: n, within, names)
    strata.append(try Stratum(contrasts, table, design: design, freedom: freedom))
  }
  let errors = strata.reduce(0) { $0 + $1.error }
  var effects: [RepeatedMeasuresEffect] = []
  for (stratum, names) in zip(strata, [[]] + subsets) {
    for term in [nil] + design.terms.indices.map({ Optional($0) }) where term != nil || !names.isEmpty {
      // Below this the differences are the rounding of the values.
      guard stratum.error > 0x1p-90 else { throw .zeroVariance }
      let (sum, numerator) = stratum.squares(of: term, design, type)
      let (total, error) = (scalbn(sum, unit), scalbn(stratum.error, unit))
      try checkFinite([total, error], "a sum of squares")
      let (first, second) = (Double(numerator), Double(freedom * stratum.count))
      let statistic = sum / first / (stratum.error / second)
      let sphericity = stratum.sphericity
      func test(_ epsilon: Double) throws(StatisticsError) -> FTest {
        try FTest(statistic: statistic, numerator: first * epsilon, denominator: second * epsilon)
      }
      effects.append(
        RepeatedMeasuresEffect(
          within: names, between: term.map { design.terms[$0].variables } ?? [], sumOfSquares: total,
          errorSumOfSquares: error, test: try test(1), sphericity: sphericity,
          greenhouseGeisser: try test(sphericity.greenhouseGeisserEpsilon),
          huynhFeldt: try test(min(1, sphericity.huynhFeldtEpsilon)),
          generalisedEtaSquared: sum / (sum + errors)))
    }
  }
  return RepeatedMeasuresANOVA(effects: effects)
}

/// Repeated-measures analysis of variance of one factor within people, `occasion`, and perhaps one between them, `group`.
///
/// - Parameters:
///   - values: one row a person, one column an occasion; N × k, k ≥ 2, no gaps.
///   - groups: one 0-based group a person, each with a person, or nil.
/// - Throws: as `repeatedMeasuresANOVA(_:within:between:type:)`; `tooFewValues` for fewer than two occasions; `tooFewGroups` for one group; `emptyCategory` for
///   a group without people; `outOfDomain` for a group's number.
public func repeatedMeasuresANOVA(_ values: Matrix, groups: [Int]? = nil) throws(StatisticsError)
  -> RepeatedMeasuresANOVA
{
  let (n, k) = (values.rowCount, values.columnCount)
  guard k >= 2 else { throw .tooFewValues(k) }
  let occasions = try Factor(levels: (1...k).map(String.init), codes: Array(0..<k))
  guard let groups else { return try repeatedMeasuresANOVA(values, within: [("occasion", occasions)]) }
  guard groups.count == n else { throw .unequalLengths(n, groups.count) }
  guard let largest = groups.max(), largest < n, groups.allSatisfy({ $0 >= 0 }) else {
    throw .outOfDomain("groups are numbered from 0, without a gap")
  }
  let found = Set(groups)
  for group in 0...largest where !found.contains(group) { throw .emptyCategory("group \(group + 1)") }
  let factor = try Factor(levels: (0...largest).map { "\($0 + 1)" }, codes: groups)
  return try repeatedMeasuresANOVA(values, within: [("occasion", occasions)], between: [("group", factor)])
}

/// Holds factors to names of their own and at least two levels, and columns and people to the combinations.
private func checkFactors(
  _ within: [(name: String, factor: Factor)], _ between: [(name: String, factor: Factor)], people: Int, occasions: Int
) throws(StatisticsError) {
  guard !within.isEmpty else { throw .tooFewValues(0) }
  guard Set((within + between).map(\.name)).count == within.count + between.count else {
    throw .outOfDomain("every factor within and between people has a name of its own")
  }
  for (factors, length) in [(within, occasions), (between, people)] {
    var cells = 1
    for (_, factor) in factors {
      guard factor.codes.count == length else { throw .unequalLengths(length, factor.codes.count) }
      guard factor.levels.count >= 2 else { throw .tooFewGroups(factor.levels.count) }
      guard factor.levels.count <= length / cells else { throw .tooFewValues(length) }
      cells *= factor.levels.count
    }
  }
  let combinations = Set((0..<occasions).map { column in within.map { $0.factor.codes[column] } })
  let cells = within.reduce(1) { $0 * $1.factor.levels.count }
  guard combinations.count == occasions, cells == occasions else {
    throw .outOfDomain("the columns are the combinations of the levels within people, each of them once")
  }
}

/// All factors between people and their interactions, by sum contrasts, or the mean alone.
private func betweenDesign(
  _ factors: [(name: String, factor: Factor)], people: Int
) throws(StatisticsError) -> Design {
  guard !factors.isEmpty else {
    return try Design(Matrix(columns: [[Double](repeating: 1, count: people)]), names: ["(Intercept)"])
  }
  var variables: [String: Variable] = [:]
  for (name, factor) in factors {
    variables[name] = .factor(try Factor(levels: factor.levels, codes: factor.codes, contrasts: .sum))
  }
  return try Design(variables, terms: allSubsets(of: factors.map(\.name)).map { Term($0) })
}

/// Every choice of at least one, small ones first, in the order of the whole.
private func allSubsets(of names: [String]) -> [[String]] {
  var result: [[String]] = [[]]
  for name in names { result += result.map { $0 + [name] } }
  return result.dropFirst().enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
    .map(\.element)
}

/// The orthonormal contrasts of the chosen factors within people, one column a contrast, one row a person.
private func contrasts(
  _ values: [Double], people: Int, _ factors: [(name: String, factor: Factor)], _ chosen: [String]
) -> [[DoubleDouble]] {
  let occasions = values.count / people
  // Whole numbers on the occasions, and the sum of their squares.
  var columns = [(weights: [Double](repeating: 1, count: occasions), squares: 1.0)]
  for (name, factor) in factors {
    guard chosen.contains(name) else {
      columns = columns.map { ($0.weights, $0.squares * Double(factor.levels.count)) }
      continue
    }
    columns = columns.flatMap { column in
      (1..<factor.levels.count).map { level in
        let own = Double(level)
        // A level against the mean of those before it.
        let weights = zip(column.weights, factor.codes).map { $0 * ($1 == level ? own : $1 < level ? -1 : 0) }
        return (weights, column.squares * own * (own + 1))
      }
    }
  }
  return columns.map { weights, squares in
    let length = DoubleDouble(squares).squareRoot()
    return (0..<people).map { person in
      var sum = DoubleDouble(0)
      for (occasion, weight) in weights.enumerated() where weight != 0 {
        sum += DoubleDouble.product(weight, values[occasion * people + person])
      }
      return sum / length
    }
  }
}
