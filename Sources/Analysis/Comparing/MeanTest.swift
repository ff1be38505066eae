import Statistics

/// A t-test as an analyst's command prints it, with the 95 % interval of the difference.
package struct MeanTest: Sendable, Encodable {
  package let name: String
  package let first: String
  package let second: String
  /// First minus second.
  package let difference: Double
  package let standardError: Double
  package let lower: Double
  package let upper: Double
  /// t.
  package let statistic: Double
  package let degreesOfFreedom: Double
  package let p: Double

  init(_ name: String, _ first: String, _ second: String, _ test: TTest) {
    self.name = name
    self.first = first
    self.second = second
    difference = test.difference
    standardError = test.standardError
    lower = test.lower
    upper = test.upper
    statistic = test.statistic
    degreesOfFreedom = test.degreesOfFreedom
    p = test.pValue
  }
}
