/// What rounded summaries leave open about an analysis of variance.
public struct ANOVABounds: Sendable, Equatable {
  public let degreesOfFreedomBetween, degreesOfFreedomWithin: Int
  /// The smallest F that the unrounded figures could give.
  public let smallestStatistic: Double
  /// The largest; nil when every standard deviation could be 0, so that F has no upper limit.
  public let largestStatistic: Double?
  /// p at the largest F (0 when there is none) and at the smallest.
  public let smallestPValue, largestPValue: Double
}

/// The smallest and largest F, and p, of a one-way analysis of variance whose inputs are known only as rounded.
///
/// F = c · B(means) / W(standard deviations), and the two vary independently, so the ends are B's smallest over W's largest
/// and B's largest over W's smallest. W = Σ(nᵢ − 1)sᵢ² rises with every sᵢ.
///
/// B(m) = min over t of Σnᵢ(mᵢ − t)² is convex. Its smallest value over the box of means is found by taking the two
/// minima in the other order: for a fixed t the best mᵢ is t clamped to its interval, and what is left is convex in t alone.
/// Its largest is at a corner of the box. Holding the others, B depends on mᵢ through (mᵢ − t₋ᵢ)², t₋ᵢ the mean of the
/// others; so in a best corner mᵢ is at its upper end only if the middle of its interval is at or above t₋ᵢ. As t₋ᵢ itself
/// lies between the others' lowest and highest mean, most groups are settled at once, and the rest are tried both ways.
/// - Parameter summaries: k ≥ 2 groups in one unit.
/// - Throws: `tooFewGroups`; `groupTooSmall` for an empty group; `missingStandardDeviation` (with its index) for a group of two
///   or more; `tooFewValues` unless N > k; `zeroVariance` when no standard deviation can be above 0; `outOfDomain` for a
///   negative standard deviation or half-width; `notFinite`; `tooMuchWork` when more than 20 groups stay unsettled.
/// - Note: Reference values: a search over random unrounded inputs, and all corners for small k, in the tests.
public func anovaBounds(_ summaries: [RoundedSummary]) throws(StatisticsError) -> ANOVABounds {
  try checkSummaries(summaries)
  let total = try checkCounts(summaries.map(\.count), of: summaries.count)
  let k = summaries.count
  guard total > k else { throw .tooFewValues(total) }
  // A common offset is taken off, so that it costs no digits.
  let origin = summaries[0].mean
  let boxes = summaries.map {
    MeanBox(weight: Double($0.count), low: $0.means.lowerBound - origin, high: $0.means.upperBound - origin)
  }
  let within = summaries.map(\.squares)
  let smallestWithin = within.reduce(0) { $0 + $1.lowerBound }
  let largestWithin = within.reduce(0) { $0 + $1.upperBound }
  let smallestBetween = smallestSpread(boxes)
  let largestBetween = try largestSpread(boxes)
  guard largestWithin > 0 else { throw .zeroVariance }
  let ratio = Double(total - k) / Double(k - 1)
  let smallest = ratio * (smallestBetween / largestWithin)
  let largest = smallestWithin > 0 ? ratio * (largestBetween / smallestWithin) : Double.infinity
  guard largestWithin.isFinite, smallest.isFinite, largestBetween.isFinite, !largest.isNaN else {
    throw .notFinite("a sum of squares")
  }
  let distribution = try FDistribution(numerator: Double(k - 1), denominator: Double(total - k))
  return ANOVABounds(
    degreesOfFreedomBetween: k - 1, degreesOfFreedomWithin: total - k, smallestStatistic: smallest,
    largestStatistic: largest.isFinite ? largest : nil,
    smallestPValue: largest.isFinite ? try distribution.survival(largest) : 0,
    largestPValue: try distribution.survival(smallest))
}

private func checkSummaries(_ summaries: [RoundedSummary]) throws(StatisticsError) {
  guard summaries.count >= 2 else { throw .tooFewGroups(summaries.count) }
  for (index, group) in summaries.enumerated() {
    guard group.count >= 1 else { throw .groupTooSmall(group: index, count: group.count, needed: 1) }
    if group.count > 1, group.standardDeviation == nil { throw .missingStandardDeviation(group: index) }
    for value in [
      group.mean, group.meanHalfWidth, group.standardDeviation ?? 0, group.standardDeviationHalfWidth,
      group.mean - group.meanHalfWidth, group.mean + group.meanHalfWidth,
    ] where !value.isFinite {
      throw .notFinite("a figure of group \(index + 1)")
    }
    for value in [group.meanHalfWidth, group.standardDeviation ?? 0, group.standardDeviationHalfWidth] where value < 0 {
      throw .outOfDomain("a standard deviation or rounding is 0 or more, but group \(index + 1) has \(value)")
    }
  }
}

/// A group's size and the means it may have.
private struct MeanBox {
  let weight, low, high: Double

  /// (low + high)/2 against which the mean of the others is held.
  var middle: Double { 0.5 * low + 0.5 * high }
}

/// The smallest Σnᵢ(mᵢ − t)² over the boxes and t.
private func smallestSpread(_ boxes: [MeanBox]) -> Double {
  /// Half the slope in t; it rises, and is 0 at the best t.
  func slope(_ t: Double) -> Double {
    boxes.reduce(0) { $0 + $1.weight * (t - min(max(t, $1.low), $1.high)) }
  }
  let ends = boxes.flatMap { [$0.low, $0.high] }.sorted()
  // Between two neighbouring ends the slope is a straight line.
  var (left, right) = (0, ends.count - 1)
  while right - left > 1 {
    let middle = (left + right) / 2
    if slope(ends[middle]) < 0 { left = middle } else { right = middle }
  }
  let (a, b) = (slope(ends[left]), slope(ends[right]))
  let t = b > a ? ends[left] + (ends[right] - ends[left]) * min(1, max(0, -a / (b - a))) : ends[left]
  return boxes.reduce(0) { sum, box in
    let distance = t - min(max(t, box.low), box.high)
    return sum + box.weight * distance * distance
  }
}

/// The largest Σnᵢ(mᵢ − m̄)² over the boxes.
private func largestSpread(_ boxes: [MeanBox]) throws(StatisticsError) -> Double {
  var settled = boxes
  var open = boxes.indices.filter { boxes[$0].low < boxes[$0].high }
  var before = open.count + 1
  while open.count < before {
    before = open.count
    let weight = settled.reduce(0) { $0 + $1.weight }
    let low = settled.reduce(0) { $0 + $1.weight * $1.low }
    let high = settled.reduce(0) { $0 + $1.weight * $1.high }
    open = open.filter { index in
      let box = settled[index]
      let rest = weight - box.weight
      if box.middle > (high - box.weight * box.high) / rest {
        settled[index] = MeanBox(weight: box.weight, low: box.high, high: box.high)
        return false
      }
      if box.middle < (low - box.weight * box.low) / rest {
        settled[index] = MeanBox(weight: box.weight, low: box.low, high: box.low)
        return false
      }
      return true
    }
  }
  guard open.count <= 20 else {
    throw .tooMuchWork("the largest F of \(open.count) groups with like means", instead: "means with more decimals")
  }
  var best = 0.0
  for corner in 0..<(1 << open.count) {
    var means = settled.map(\.low)
    for (bit, index) in open.enumerated() where corner >> bit & 1 == 1 { means[index] = settled[index].high }
    best = max(best, spread(means, boxes))
  }
  return best
}

/// Σnᵢ(mᵢ − m̄)².
private func spread(_ means: [Double], _ boxes: [MeanBox]) -> Double {
  var (weight, sum) = (0.0, 0.0)
  for (mean, box) in zip(means, boxes) {
    weight += box.weight
    sum += box.weight * mean
  }
  let centre = sum / weight
  return zip(means, boxes).reduce(0) { $0 + $1.1.weight * ($1.0 - centre) * ($1.0 - centre) }
}
