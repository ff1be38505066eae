public import Problems

/// Whether one person's change is larger than the scale's measurement error explains.
///
/// SEM = SD·√(1 − r); standard error of the difference = √2·SEM; index = (after − before) / that; reliable when
/// |index| > 1.96. With alpha for r the threshold is narrower than with the test–retest correlation, which is to be preferred.
/// - Note: Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12.
public struct ReliableChange: Sendable, Hashable, Encodable {
  public let before: Double
  public let after: Double
  /// Unit of the score.
  public let standardErrorOfMeasurement: Double

  /// - Parameters:
  ///   - sd: of the scale in a stated group, above 0.
  ///   - reliability: test–retest correlation or alpha, 0 ≤ r < 1.
  /// - Throws: a `Problem` for figures out of these ranges.
  public init(before: Double, after: Double, sd: Double, reliability: Double) throws(Problem) {
    guard before.isFinite, after.isFinite, sd.isFinite, sd > 0, 0..<1 ~= reliability else {
      throw Problem(
        "a reliable change needs an SD above 0 and a reliability from 0 to below 1", remedy: "give both with a source")
    }
    self.before = before
    self.after = after
    standardErrorOfMeasurement = sd * (1 - reliability).squareRoot()
  }

  public var standardErrorOfDifference: Double { 2.0.squareRoot() * standardErrorOfMeasurement }
  /// Unitless; the sign is that of the change in the score.
  public var index: Double { (after - before) / standardErrorOfDifference }
  /// The smallest change that would count, in the unit of the score.
  public var threshold: Double { 1.96 * standardErrorOfDifference }
  public var isReliable: Bool { abs(index) > 1.96 }
}
