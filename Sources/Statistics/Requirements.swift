// What every method asks of its input before it counts or divides.

/// Holds values to being finite.
func checkFinite(_ values: some Sequence<Double>, _ what: String) throws(StatisticsError) {
  for value in values where !value.isFinite { throw .notFinite(what) }
}

/// Sums of counts stay below this, so that each is exact as a `Double`.
private let largestCount = 1 << 53

let tooManyPeople = StatisticsError.outOfDomain("more than 2⁵³ people cannot be counted exactly")

/// a + b, or nil above 2⁵³.
func sumOfCounts(_ a: Int, _ b: Int) -> Int? {
  let (sum, overflow) = a.addingReportingOverflow(b)
  return overflow || sum > largestCount ? nil : sum
}

/// Holds counts to: one per value, none negative, no more than 2⁵³ together. Returns the total.
@discardableResult
func checkCounts(_ counts: [Int], of length: Int) throws(StatisticsError) -> Int {
  guard counts.count == length else { throw .unequalLengths(length, counts.count) }
  var total = 0
  for (index, count) in counts.enumerated() {
    guard count >= 0 else { throw .outOfDomain("a count is 0 or more, but number \(index + 1) is \(count)") }
    guard let sum = sumOfCounts(total, count) else { throw tooManyPeople }
    total = sum
  }
  return total
}

/// Holds a confidence level to the open interval from 0 to 1.
func checkConfidence(_ confidence: Double) throws(StatisticsError) {
  guard confidence > 0, confidence < 1 else {
    throw .outOfDomain("a confidence level lies between 0 and 1, but this one is \(confidence)")
  }
}

/// Holds groups to: at least two, each of finite values and with at least `needed` of them.
func checkGroups(_ groups: [Moments], needing needed: Int) throws(StatisticsError) {
  guard groups.count >= 2 else { throw .tooFewGroups(groups.count) }
  for (index, group) in groups.enumerated() {
    guard group.isFinite else { throw .notFinite("a value of group \(index + 1)") }
    guard group.count >= needed else { throw .groupTooSmall(group: index, count: group.count, needed: needed) }
  }
}

/// Holds groups to: at least two, none empty.
func checkGroups(_ groups: GroupedTabulation) throws(StatisticsError) {
  guard groups.counts.count >= 2 else { throw .tooFewGroups(groups.counts.count) }
  for (index, count) in groups.groupCounts.enumerated() where count < 1 {
    throw .groupTooSmall(group: index, count: count, needed: 1)
  }
}

/// Holds two columns to: equally long, finite, at least `needed` people.
func checkPairs(_ x: [Double], _ y: [Double], needing needed: Int) throws(StatisticsError) {
  guard x.count == y.count else { throw .unequalLengths(x.count, y.count) }
  try checkFinite(x, "a value of the first column")
  try checkFinite(y, "a value of the second column")
  guard x.count >= needed else { throw .tooFewValues(x.count) }
}
