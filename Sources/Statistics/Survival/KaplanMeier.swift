#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The share that has not yet had the event, over time.
public struct KaplanMeier: Sendable, Equatable {
  /// One time at which somebody leaves, with or without the event.
  public struct Step: Sendable, Equatable {
    public let time: Double
    /// Under observation just before.
    public let atRisk: Int
    public let events, censored: Int
    /// From this time on.
    public let survival: Double
    /// Of the logarithm of the survival, Greenwood's; nil once the survival is 0.
    public let logStandardError: Double?
    /// By the log–log transformation; nil once the survival is 0. Both ends are 1 until the first event.
    public let lower, upper: Double?

    /// Greenwood's, of the survival itself; nil once it is 0.
    public var standardError: Double? { logStandardError.map { $0 * survival } }
  }

  public let steps: [Step]
  public let confidence: Double
}

/// The Kaplan–Meier estimate with Greenwood's error and log–log intervals.
///
/// S(t) = Π_{tᵢ ≤ t}(1 − dᵢ/nᵢ); Var log S = Σ dᵢ/(nᵢ(nᵢ − dᵢ)); interval S^exp(±z·SE(log S)/log S).
/// - Throws: `outOfDomain` for the confidence.
/// - Note: Kaplan and Meier (1958), doi:10.1080/01621459.1958.10501452; Kalbfleisch and Prentice (2002), §1.4. R's `survfit` takes the plain
///   logarithm unless told `conf.type = "log-log"`. Reference values: `Fixtures/survival/survival.json`.
public func kaplanMeier(_ times: SurvivalTimes, confidence: Double = 0.95) throws(StatisticsError) -> KaplanMeier {
  try checkConfidence(confidence)
  let z = try Normal.standard.upperQuantile((1 - confidence) / 2)
  var survival = DoubleDouble(1)
  var variance = DoubleDouble(0)
  var steps: [KaplanMeier.Step] = []
  for (time, atRisk, events, censored) in times.riskTable {
    let (n, d) = (Double(atRisk), Double(events))
    survival = survival * (DoubleDouble(n - d) / DoubleDouble(n))
    if events < atRisk { variance = variance + DoubleDouble(d) / DoubleDouble.product(n, n - d) }
    let share = survival.value
    var bounds: (lower: Double?, upper: Double?) = (nil, nil)
    if share == 1 {
      bounds = (1, 1)
    } else if share > 0 {
      let logarithm = log(share)
      let turn = exp(z * variance.value.squareRoot() / -logarithm)
      bounds = (exp(logarithm * turn), exp(logarithm / turn))
    }
    steps.append(
      KaplanMeier.Step(
        time: time, atRisk: atRisk, events: events, censored: censored, survival: share,
        logStandardError: share > 0 ? variance.value.squareRoot() : nil, lower: bounds.lower, upper: bounds.upper))
  }
  return KaplanMeier(steps: steps, confidence: confidence)
}

extension KaplanMeier {
  /// The time by which a share has had the event; nil where the curve does not fall so far.
  public struct EventTime: Sendable, Equatable {
    public let time: Double?
    /// Where the ends of the survival's interval cross the same height; nil where they do not.
    public let lower, upper: Double?
  }

  /// The median survival time and its interval.
  public var median: EventTime {
    EventTime(time: crossing(0.5) { $0.survival }, lower: crossing(0.5) { $0.lower }, upper: crossing(0.5) { $0.upper })
  }

  /// The time by which the share `probability` has had the event, and its interval.
  ///
  /// The first time with S(t) ≤ 1 − p; the middle of the flat piece if S stands at exactly 1 − p.
  /// - Throws: `outOfDomain` unless 0 < p < 1.
  /// - Note: Brookmeyer and Crowley (1982), doi:10.2307/2530286.
  public func eventTime(_ probability: Double) throws(StatisticsError) -> EventTime {
    guard probability > 0, probability < 1 else {
      throw .outOfDomain("a share lies between 0 and 1, but this one is \(probability)")
    }
    let height = 1 - probability
    return EventTime(
      time: crossing(height) { $0.survival }, lower: crossing(height) { $0.lower }, upper: crossing(height) { $0.upper }
    )
  }

  /// Where a falling step function first lies at or below a height.
  private func crossing(_ height: Double, of value: (Step) -> Double?) -> Double? {
    // A bound that ends, as everybody has had the event, crosses nothing.
    let falls = steps.filter { $0.events > 0 }
    guard let place = falls.firstIndex(where: { (value($0) ?? .infinity) <= height + 1e-12 }) else { return nil }
    guard let reached = value(falls[place]), abs(reached - height) <= 1e-12 else { return falls[place].time }
    guard let next = falls[(place + 1)...].first(where: { value($0) != nil }) else {
      return falls[place].time == steps.last?.time
        ? falls[place].time : (falls[place].time + (steps.last?.time ?? 0)) / 2
    }
    return (falls[place].time + next.time) / 2
  }

  /// The mean time without the event, counted up to a horizon.
  public struct RestrictedMean: Sendable, Equatable {
    public let mean, standardError, horizon: Double
  }

  /// The area below the curve up to a horizon.
  ///
  /// ∫₀^τ S(t) dt with variance Σ (∫_{tᵢ}^τ S)² dᵢ/(nᵢ(nᵢ − dᵢ)).
  /// - Parameter horizon: τ ≥ 0; the curve is taken as level beyond the last time.
  /// - Throws: `outOfDomain`, `notFinite`.
  /// - Note: Klein and Moeschberger (2003), §4.5.
  public func restrictedMean(until horizon: Double) throws(StatisticsError) -> RestrictedMean {
    guard horizon.isFinite, horizon >= 0 else {
      throw .outOfDomain("a horizon is 0 or more and finite, but this one is \(horizon)")
    }
    let inside = steps.filter { $0.time <= horizon }
    var (before, survival) = (0.0, 1.0)
    var areas: [DoubleDouble] = []
    for step in inside {
      areas.append(DoubleDouble(step.time) * survival - DoubleDouble(before) * survival)
      (before, survival) = (step.time, step.survival)
    }
    var after = DoubleDouble(horizon) * survival - DoubleDouble(before) * survival
    var variance = DoubleDouble(0)
    for (step, area) in zip(inside, areas).reversed() {
      let (n, d) = (Double(step.atRisk), Double(step.events))
      if step.events < step.atRisk { variance = variance + after * after * d / DoubleDouble.product(n, n - d) }
      after = after + area
    }
    try checkFinite([after.value, variance.value], "the area below the curve")
    return RestrictedMean(mean: after.value, standardError: variance.value.squareRoot(), horizon: horizon)
  }
}
