/// The arms of the units, exchanged within strata.
struct Relabelling {
  /// By unit.
  private(set) var labels: [Int]
  private let strata: Partition

  init(_ arms: [Int], _ units: SamplingUnits) throws(StatisticsError) {
    labels = try units.unitLabels(arms, "arm")
    strata = units.strata
    let distinct = Set(labels).count
    guard distinct >= 2 else { throw .tooFewGroups(distinct) }
    guard (0..<strata.count).contains(where: { stratum in Set(strata[stratum].map { labels[$0] }).count > 1 }) else {
      throw .outOfDomain("no stratum has two arms, so there is nothing to exchange")
    }
  }

  /// The product over strata of n!/(n₁!n₂!…); nil from 2⁵³ on.
  var count: Int? {
    var product: UInt = 1
    for stratum in 0..<strata.count {
      var sizes: [Int: UInt] = [:]
      for (index, unit) in strata[stratum].enumerated() {
        let size = sizes[labels[unit], default: 0] + 1
        sizes[labels[unit]] = size
        // n!/(n₁!n₂!…) grows by n/nᵢ with each unit, and is a whole number after each.
        let wide = product.multipliedFullWidth(by: UInt(index) + 1)
        guard wide.high < size else { return nil }
        product = size.dividingFullWidth(wide).quotient
        guard product < 1 << 53 else { return nil }
      }
    }
    return Int(product)
  }

  /// Each allocation as likely as the others.
  mutating func shuffle(_ chance: inout SeededGenerator) {
    for stratum in 0..<strata.count {
      var last = strata.starts[stratum + 1] - 1
      let first = strata.starts[stratum]
      while last > first {
        let other = first + chance.below(last - first + 1)
        labels.swapAt(strata.order[last], strata.order[other])
        last -= 1
      }
    }
  }

  /// The first allocation in the order of `advance`.
  mutating func sort() {
    for stratum in 0..<strata.count {
      for (unit, label) in zip(strata[stratum], strata[stratum].map({ labels[$0] }).sorted()) { labels[unit] = label }
    }
  }

  /// The next allocation; after the last the first again. Each comes once.
  mutating func advance() {
    for stratum in 0..<strata.count where advance(within: strata[stratum]) { return }
  }

  /// The next arrangement of a stratum by Narayana's rule; false when the first is reached again.
  private mutating func advance(within units: ArraySlice<Int>) -> Bool {
    var pivot = units.endIndex - 2
    while pivot >= units.startIndex, labels[units[pivot]] >= labels[units[pivot + 1]] { pivot -= 1 }
    let isLast = pivot < units.startIndex
    if !isLast {
      var other = units.endIndex - 1
      while labels[units[other]] <= labels[units[pivot]] { other -= 1 }
      labels.swapAt(units[pivot], units[other])
    }
    var (low, high) = (pivot + 1, units.endIndex - 1)
    while low < high {
      labels.swapAt(units[low], units[high])
      low += 1
      high -= 1
    }
    return !isLast
  }
}

/// Counts what is at least as extreme as the observed statistic.
struct PermutationSearch {
  let observed: Double
  private let bound: Double
  private let settings: PermutationSettings
  private let allocations: Int?

  /// - Parameter tolerance: how much less than the observed value still counts as equal.
  init(
    observed: Double, tolerance: Double, settings: PermutationSettings, allocations: Int?
  ) throws(StatisticsError) {
    try settings.check()
    self.observed = observed
    self.settings = settings
    self.allocations = allocations
    switch settings.alternative {
    case .twoSided: bound = abs(observed) - tolerance
    case .greater: bound = observed - tolerance
    case .less: bound = -observed - tolerance
    }
  }

  var isExhaustive: Bool { allocations.map { $0 <= settings.exhaustiveUpTo } ?? false }

  /// - Parameter next: the statistic of one allocation after the other.
  @inline(__always)
  func exhaust(_ next: () throws(StatisticsError) -> Double) throws(StatisticsError) -> PermutationTest {
    let count = allocations ?? 0
    var exceedances = 0
    for _ in 0..<count where isExtreme(try finite(next())) { exceedances += 1 }
    return result(exceedances, count, .exhaustive)
  }

  /// - Parameter next: the statistic of an allocation drawn at random.
  @inline(__always)
  func draw(_ next: () throws(StatisticsError) -> Double) throws(StatisticsError) -> PermutationTest {
    let enough = settings.stopAfter ?? .max
    var exceedances = 0
    for draw in 1...settings.draws where isExtreme(try finite(next())) {
      exceedances += 1
      if exceedances == enough { return result(exceedances, draw, .stopped) }
    }
    return result(exceedances, settings.draws, .drawn)
  }

  @inline(__always)
  private func isExtreme(_ value: Double) -> Bool {
    switch settings.alternative {
    case .twoSided: abs(value) >= bound
    case .greater: value >= bound
    case .less: -value >= bound
    }
  }

  @inline(__always)
  private func finite(_ value: Double) throws(StatisticsError) -> Double {
    guard value.isFinite else { throw .notFinite("the statistic") }
    return value
  }

  private func result(_ exceedances: Int, _ draws: Int, _ method: PermutationTest.Method) -> PermutationTest {
    PermutationTest(
      statistic: observed, exceedances: exceedances, draws: draws, method: method, allocations: allocations)
  }
}
