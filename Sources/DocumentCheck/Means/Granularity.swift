/// Whether n people with whole-number answers can have this mean and standard deviation at all.
///
/// With k items averaged each person's total Tᵢ is whole, so Σ Tᵢ is whole (the GRIM test: Brown & Heathers 2017,
/// doi:10.1177/1948550616673876) and Σ Tᵢ² is whole and as even or odd as Σ Tᵢ (GRIMMER: Anaya 2016; Allard 2018). Both are necessary
/// conditions: what fails them is impossible, what passes need not be right.
struct Granularity {
  let people: Int
  let items: Int

  /// Totals of all answers that round to the mean, lowest and highest; `nil` when there is none.
  func totals(for mean: Reported) -> ClosedRange<Double>? {
    let parts = Double(people) * Double(items)
    let slack = 1e-9 * max(1, abs(mean.value) * parts)
    let lowest = (mean.interval.lower * parts - slack).rounded(.up)
    let highest = (mean.interval.upper * parts + slack).rounded(.down)
    return lowest <= highest ? lowest...highest : nil
  }

  /// At this size every mean with so few decimals can occur: nothing to test.
  func isTrivial(_ mean: Reported) -> Bool { 2 * mean.halfUnit * Double(people) * Double(items) >= 1 }

  /// The possible means on either side of a reported one.
  func neighbours(of mean: Double) -> (Double, Double) {
    let parts = Double(people) * Double(items)
    let below = (mean * parts).rounded(.down)
    return (below / parts, (below + 1) / parts)
  }

  /// Whether some answers give both figures; true where it would take too long to rule out.
  ///
  /// Sample (n − 1) and population (n) deviations are both allowed.
  func allows(deviation: Reported, mean: Reported) -> Bool {
    guard people > 1, let totals = totals(for: mean), totals.upperBound - totals.lowerBound < 1000 else { return true }
    let low = max(0, deviation.interval.lower) * Double(items)
    let high = deviation.interval.upper * Double(items)
    guard high * high * Double(people) < 1e12 else { return true }
    for total in stride(from: totals.lowerBound, through: totals.upperBound, by: 1) {
      let least = total * total / Double(people)
      for divisor in [Double(people - 1), Double(people)] {
        let slack = 1e-7 * max(1, least)
        let from = (divisor * low * low + least - slack).rounded(.up)
        let to = (divisor * high * high + least + slack).rounded(.down)
        guard from <= to else { continue }
        let isEven = total.remainder(dividingBy: 2) == 0
        // Two whole numbers in a row always hold one of each kind.
        if to > from || (from.remainder(dividingBy: 2) == 0) == isEven { return true }
      }
    }
    return false
  }
}
