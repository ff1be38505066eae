/// Brown and Forsythe's test that groups have equal spread (Levene's test with medians).
///
/// A one-way analysis of variance of |x − median of its group|.
/// - Parameter groups: k ≥ 2 groups in one unit, none empty; the test is robust to skew.
/// - Throws: `tooFewGroups`, `groupTooSmall` for an empty group, `tooFewValues`; `zeroVariance` when the distances do not
///   vary within any group (groups of one or two people, or of equal answers).
/// - Note: Brown & Forsythe (1974), doi:10.2307/2285659. Reference values: `Fixtures/groups.json` (R's `aov` of the
///   distances, as `car::leveneTest` does).
public func brownForsythe(_ groups: GroupedTabulation) throws(StatisticsError) -> OneWayANOVA {
  try checkGroups(groups)
  var distances: [Moments] = []
  for group in groups.counts.indices {
    let table = groups.tabulation(of: group)
    let median = table.preciseMedian
    var moments = Moments()
    for index in table.values.indices {
      let distance = table.number(index).precise - median
      let size = distance.high < 0 ? -distance : distance
      moments.add(size.high, residual: size.low, count: table.counts[index])
    }
    distances.append(moments)
  }
  return try oneWayANOVA(distances)
}
