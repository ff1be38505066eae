import Statistics

/// An effect size or another estimate with its 95 % interval, where it has one.
package struct EffectSize: Sendable, Encodable {
  package let name: String
  package let value: Double
  package let lower: Double?
  package let upper: Double?

  init(_ name: String, _ value: Double, lower: Double? = nil, upper: Double? = nil) {
    self.name = name
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  init(_ name: String, _ interval: Interval) {
    self.init(name, interval.estimate, lower: interval.lower, upper: interval.upper)
  }
}
