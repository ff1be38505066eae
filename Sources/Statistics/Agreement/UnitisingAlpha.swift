/// A stretch of a text or recording that somebody marked with a category.
public struct MarkedSection: Sendable, Hashable {
  /// 0-based.
  public let rater: Int
  /// 0-based; a rater's sections of different categories may overlap, those of one category may not.
  public let category: Int
  /// The first place, and how many there are; in characters, words or seconds.
  public let start, length: Int

  public init(rater: Int, category: Int, start: Int, length: Int) {
    self.rater = rater
    self.category = category
    self.start = start
    self.length = length
  }
}

/// Agreement on where sections lie, and which category they have.
public struct UnitisingAlpha: Sendable, Equatable {
  /// One category's agreement.
  public struct Category: Sendable, Equatable {
    public let category: Int
    /// The sections of all raters.
    public let sections: Int
    public let observedDisagreement, expectedDisagreement: Double
    /// 1 − observed/expected; 0 when the two are the same, as for a lone section.
    public var estimate: Double {
      observedDisagreement == expectedDisagreement ? 0 : 1 - observedDisagreement / expectedDisagreement
    }
  }

  /// The categories that somebody used, ascending.
  public let categories: [Category]
  /// 1 − the ratio of the sums over categories.
  public let estimate: Double
}

/// Krippendorff's alpha for unitising: how well raters agree which stretches of a continuum belong to a category.
///
/// For each category, everything that a rater left unmarked is a gap. Two sections that meet differ by the squared distance of
/// their starts plus that of their ends, a section within another rater's gap by its squared length l². Dₒ = 2ΣΔ/(m(m − 1)L²) over
/// pairs of m raters on a continuum of length L; Dₑ = (2/L) · Σ_sections [(N − 1)(2l³ − 3l² + l)/3 + l² Σ_gaps (g − l + 1)] / (mL(mL − 1) −
/// Σl(l − 1)) with the N sections of all raters and the gaps of length g ≥ l. This is the definition of 1995 and 2004; its
/// authors have since proposed others for more than two raters, which are not here.
/// - Parameters:
///   - sections: what the raters marked.
///   - raters: m ≥ 2, those who marked nothing included.
///   - length: L, places 0 ..< L; up to 10⁶.
/// - Throws: `tooFewGroups`, `tooFewValues` when nothing is marked, `outOfDomain` for sections that are empty, overlap, or lie outside,
///   `zeroVariance` when a category's sections fill the whole continuum, `tooMuchWork` for very many sections.
/// - Note: Krippendorff (1995), doi:10.2307/271061; Krippendorff (2004), doi:10.1007/s11135-004-8107-7, whose example gives Dₒ .0144 and Dₑ
///   .0532 for one category and 0 and .0490 for the other.
public func unitisingAlpha(
  _ sections: [MarkedSection], raters: Int, length: Int
) throws(StatisticsError) -> UnitisingAlpha {
  guard raters >= 2 else { throw .tooFewGroups(raters) }
  guard raters <= 1000, length >= 1, length <= 1_000_000 else {
    throw .outOfDomain("a continuum has 1 to 1,000,000 places and at most 1,000 raters")
  }
  guard !sections.isEmpty else { throw .tooFewValues(0) }
  guard sections.count <= 20_000 else {
    throw .tooMuchWork("unitising alpha of \(sections.count) sections", instead: "parts of the text")
  }
  for section in sections {
    guard 0..<raters ~= section.rater else { throw .outOfDomain("there is no rater \(section.rater)") }
    guard section.start >= 0, section.length >= 1, section.length <= length, section.start <= length - section.length
    else {
      throw .outOfDomain("a marked section is empty or does not lie on the continuum")
    }
  }
  var found: [UnitisingAlpha.Category] = []
  for category in Set(sections.map(\.category)).sorted() {
    found.append(
      try disagreement(sections.filter { $0.category == category }, category: category, raters: raters, length: length))
  }
  let observed = found.reduce(0) { $0 + $1.observedDisagreement }
  let expected = found.reduce(0) { $0 + $1.expectedDisagreement }
  return UnitisingAlpha(categories: found, estimate: observed == expected ? 0 : 1 - observed / expected)
}

/// A stretch of one rater's continuum: a marked section or a gap.
private struct Stretch {
  let start, end: Int
  let isGap: Bool
  var length: Double { Double(end - start) }
}

private func disagreement(
  _ sections: [MarkedSection], category: Int, raters: Int, length: Int
) throws(StatisticsError) -> UnitisingAlpha.Category {
  var walks: [[Stretch]] = []
  for rater in 0..<raters {
    var walk: [Stretch] = []
    var place = 0
    for section in sections.filter({ $0.rater == rater }).sorted(by: { $0.start < $1.start }) {
      guard section.start >= place else {
        throw .outOfDomain("sections of one category by one rater overlap at place \(section.start)")
      }
      if section.start > place { walk.append(Stretch(start: place, end: section.start, isGap: true)) }
      place = section.start + section.length
      walk.append(Stretch(start: section.start, end: place, isGap: false))
    }
    if place < length { walk.append(Stretch(start: place, end: length, isGap: true)) }
    walks.append(walk)
  }
  var observed = DoubleDouble(0)
  for first in 0..<raters {
    for second in (first + 1)..<max(raters, first + 1) { observed = observed + distance(walks[first], walks[second]) }
  }
  let (m, whole) = (Double(raters), Double(length))
  let gaps = walks.joined().filter(\.isGap).map(\.length)
  var expected = DoubleDouble(0)
  var ownPairs = 0.0
  for section in sections {
    let l = Double(section.length)
    ownPairs += l * (l - 1)
    expected = expected + DoubleDouble(Double(sections.count - 1) * (l * (l - 1) * (2 * l - 1) / 3))
    for gap in gaps where gap >= l { expected = expected + DoubleDouble(l * l * (gap - l + 1)) }
  }
  let pairs = m * whole * (m * whole - 1) - ownPairs
  let (seen, chance) = (2 * observed.value / (m * (m - 1) * whole * whole), 2 * expected.value / (whole * pairs))
  guard chance.isFinite, chance > 0 else { throw .zeroVariance }
  return UnitisingAlpha.Category(
    category: category, sections: sections.count, observedDisagreement: seen, expectedDisagreement: chance)
}

/// The differences of all stretches of two raters that meet.
private func distance(_ a: [Stretch], _ b: [Stretch]) -> DoubleDouble {
  var sum = DoubleDouble(0)
  var (i, j) = (0, 0)
  while i < a.count, j < b.count {
    let (x, y) = (a[i], b[j])
    switch (x.isGap, y.isGap) {
    case (false, false):
      let (starts, ends) = (Double(x.start - y.start), Double(x.end - y.end))
      sum = sum + DoubleDouble(starts * starts + ends * ends)
    case (false, true) where x.start >= y.start && x.end <= y.end: sum = sum + DoubleDouble(x.length * x.length)
    case (true, false) where y.start >= x.start && y.end <= x.end: sum = sum + DoubleDouble(y.length * y.length)
    default: break
    }
    if x.end <= y.end { i += 1 }
    if y.end <= x.end { j += 1 }
  }
  return sum
}
