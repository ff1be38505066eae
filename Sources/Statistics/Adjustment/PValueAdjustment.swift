/// How p-values are adjusted for being several.
public enum PValueAdjustment: String, Sendable, CaseIterable {
  case none, bonferroni, holm, benjaminiHochberg
}

/// p-values adjusted for being several, in the order given.
/// - Throws: `outOfDomain` for a value outside 0…1.
public func adjust(_ pValues: [Double], by adjustment: PValueAdjustment) throws(StatisticsError) -> [Double] {
  switch adjustment {
  case .none:
    try checkPValues(pValues)
    return pValues
  case .bonferroni: return try bonferroni(pValues)
  case .holm: return try holm(pValues)
  case .benjaminiHochberg: return try benjaminiHochberg(pValues)
  }
}

/// Bonferroni's adjustment: min(1, m·p) for m values; holds the chance of any false positive.
/// - Throws: `outOfDomain` for a value outside 0…1.
/// - Note: Reference values: `Fixtures/adjustment.json` (R's `p.adjust`).
public func bonferroni(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
  try checkPValues(pValues)
  return pValues.map { min(1, $0 * Double(pValues.count)) }
}

/// Holm's step-down adjustment: the i-th smallest becomes the largest of (m − j + 1)p₍ⱼ₎ over j ≤ i, at most 1.
///
/// Holds the chance of any false positive, and is never weaker than Bonferroni's.
/// - Throws: `outOfDomain` for a value outside 0…1.
/// - Note: Holm (1979), jstor:4615733. Reference values: `Fixtures/adjustment.json` (R's `p.adjust`).
public func holm(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
  try checkPValues(pValues)
  var result = pValues
  var largest = 0.0
  for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
    largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
    result[index] = largest
  }
  return result
}

/// Benjamini and Hochberg's adjustment: the i-th smallest becomes the smallest of m·p₍ⱼ₎/j over j ≥ i, at most 1.
///
/// Holds the expected share of false positives among what is called significant.
/// - Throws: `outOfDomain` for a value outside 0…1.
/// - Note: Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x. Reference values:
///   `Fixtures/adjustment.json` (R's `p.adjust`).
public func benjaminiHochberg(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
  try checkPValues(pValues)
  var result = pValues
  var smallest = 1.0
  let descending = pValues.indices.sorted { pValues[$0] > pValues[$1] }
  for (position, index) in descending.enumerated() {
    let rank = Double(pValues.count - position)
    smallest = min(smallest, Double(pValues.count) / rank * pValues[index])
    result[index] = smallest
  }
  return result
}

private func checkPValues(_ pValues: [Double]) throws(StatisticsError) {
  for value in pValues where !(value >= 0 && value <= 1) {
    throw .outOfDomain("a p-value lies between 0 and 1, but this one is \(value)")
  }
}
