/// Count, mean and sum of squared deviations of a set of numbers: all that a t-test or an analysis of variance needs.
///
/// Moments of parts merge into the moments of the whole, so chunks, cores and shards combine. Mean and sum of squares are
/// carried at about 32 digits (Welford's update in double-double arithmetic), so that no digit of the input is lost
/// however many leading digits the values share.
///
/// A value that is not finite, or squares that overflow, make `isFinite` false; every test on such moments then throws
/// `StatisticsError.notFinite`.
/// - Note: Welford (1962), doi:10.2307/1266577; merging: Chan, Golub & LeVeque (1983), doi:10.2307/2683386.
public struct Moments: Sendable, Equatable {
  /// The number of values, n.
  public private(set) var count: Int
  private(set) var preciseMean: DoubleDouble
  private(set) var preciseSquares: DoubleDouble

  /// No values yet: count 0, mean 0, sum of squares 0.
  public init() {
    count = 0
    preciseMean = DoubleDouble(0)
    preciseSquares = DoubleDouble(0)
  }

  /// The moments of `values`, in any common unit.
  public init(_ values: some Sequence<Double>) {
    self.init()
    for value in values { add(value) }
  }

  /// The moments of numbers as they are written.
  public init(_ numbers: some Sequence<DecimalNumber>) {
    self.init()
    for number in numbers { add(number) }
  }

  /// The moments of values that occur `counts` times each.
  /// - Parameters:
  ///   - values: k values, in any order.
  ///   - counts: k counts of people, each ≥ 0.
  /// - Throws: `unequalLengths`, `outOfDomain` for a negative count or more than 2⁵³ in all.
  public init(values: [Double], counts: [Int]) throws(StatisticsError) {
    try checkCounts(counts, of: values.count)
    self.init()
    for (value, count) in zip(values, counts) { add(value, count: count) }
  }

  /// Moments from a published summary.
  ///
  /// The sum of squared deviations is (n − 1)·SD².
  /// - Parameters:
  ///   - count: n ≥ 1.
  ///   - mean: in the unit of the values.
  ///   - standardDeviation: with denominator n − 1, ≥ 0; nil (or 0) for a group of one, which has none.
  /// - Throws: `tooFewValues` for n < 1 or when n ≥ 2 comes without a standard deviation, `notFinite`, `outOfDomain`.
  public init(count: Int, mean: Double, standardDeviation: Double?) throws(StatisticsError) {
    guard count >= 1 else { throw .tooFewValues(count) }
    try checkCounts([count], of: 1)
    guard mean.isFinite, standardDeviation?.isFinite ?? true else { throw .notFinite("the mean or standard deviation") }
    guard let deviation = standardDeviation ?? (count == 1 ? 0 : nil) else { throw .missingStandardDeviation(group: 0) }
    guard deviation >= 0, count > 1 || deviation == 0 else {
      throw .outOfDomain("a standard deviation is 0 or more, and a group of one has none, but this one is \(deviation)")
    }
    self.count = count
    preciseMean = DoubleDouble(mean)
    preciseSquares = DoubleDouble.product(deviation, deviation) * Double(count - 1)
  }

  /// Adds one value, or the same value `count` times; a count below 1 adds nothing.
  /// - Parameter residual: what the decimal text said beyond the nearest double: 10000000.2 is `value` + `residual`.
  public mutating func add(_ value: Double, residual: Double = 0, count times: Int = 1) {
    guard times > 0 else { return }
    guard let total = sumOfCounts(count, times) else { return spoil() }
    count = total
    let deviation = DoubleDouble.sum(value, residual) - preciseMean
    guard deviation.isFinite else { return spoil() }
    preciseMean += deviation * Double(times) / Double(count)
    preciseSquares += deviation * Double(times) * (DoubleDouble.sum(value, residual) - preciseMean)
  }

  /// Adds a number as it is written, or the same number `count` times.
  public mutating func add(_ number: DecimalNumber, count times: Int = 1) {
    add(number.value, residual: number.remainder, count: times)
  }

  /// Takes in the values behind `other`.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    guard let total = sumOfCounts(count, other.count) else { return spoil() }
    let distance = other.preciseMean - preciseMean
    let share = DoubleDouble(Double(other.count)) / Double(total)
    preciseSquares += other.preciseSquares + distance * distance * share * Double(count)
    preciseMean += distance * share
    count = total
  }

  /// The moments of both sets together.
  public func merged(with other: Moments) -> Moments {
    var result = self
    result.merge(other)
    return result
  }

  init(count: Int, preciseMean: DoubleDouble, preciseSquares: DoubleDouble) {
    self.count = count
    self.preciseMean = preciseMean
    self.preciseSquares = preciseSquares
    if !isFinite { spoil() }
  }

  private mutating func spoil() {
    preciseMean = DoubleDouble(.nan)
    preciseSquares = DoubleDouble(.nan)
  }
}

extension Moments {
  /// Whether every value was finite and no square overflowed.
  public var isFinite: Bool { preciseMean.isFinite && preciseSquares.isFinite }

  /// Σx / n; 0 while there are no values.
  public var mean: Double { preciseMean.value }

  /// Σ(x − mean)², in squared units.
  public var sumOfSquaredDeviations: Double { max(0, preciseSquares.value) }

  /// Σ(x − mean)² / (n − 1); nil below two values.
  public var variance: Double? {
    count < 2 || !isFinite ? nil : max(0, (preciseSquares / Double(count - 1)).value)
  }

  /// The square root of the variance, in the unit of the values; nil below two values.
  public var standardDeviation: Double? {
    count < 2 || !isFinite ? nil : (preciseSquares / Double(count - 1)).squareRoot().value
  }

  /// Standard deviation / √n; nil below two values.
  public var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }
}
