/// How often, of two people who can be compared, the one with the higher risk had the event first.
public struct Concordance: Sendable, Equatable {
  /// Pairs in that order, in the other, and with equal risks.
  public let concordant, discordant, tied: Int

  /// (concordant + tied/2) / all; ½ says nothing, 1 is perfect.
  public var index: Double {
    (Double(concordant) + Double(tied) / 2) / (Double(concordant) + Double(discordant) + Double(tied))
  }
}

/// Harrell's concordance of a risk score with times to an event.
///
/// Comparable are a person with an event and one at risk at that time who goes on beyond it (later, or censored at the same time).
/// - Parameters:
///   - risk: one a person; higher means an earlier event, as a linear predictor of Cox regression.
///   - strata: one a person; pairs are made within strata only.
/// - Throws: `unequalLengths`, `notFinite`; `tooFewValues` without a comparable pair.
/// - Note: Harrell et al. (1982), doi:10.1001/jama.1982.03320430047030. Reference values: `Fixtures/survival/survival.json`.
public func concordance(
  _ times: SurvivalTimes, risk: [Double], strata: [Int]? = nil
) throws(StatisticsError) -> Concordance {
  guard risk.count == times.count else { throw .unequalLengths(times.count, risk.count) }
  try checkFinite(risk, "a risk")
  let levels = Set(risk).sorted()
  let ranks = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
  var (concordant, discordant, tied) = (0, 0, 0)
  for rows in try times.rows(of: strata) {
    let order = RiskOrder(times, rows: rows)
    var present = RankCounts(levels.count)
    var (nextExit, nextEntry) = (0, 0)
    for moment in order.moments {
      // Everybody who goes on beyond the moment, and who had come by then.
      var atMoment: [Int] = []
      while nextExit < order.byExit.count, times.exit[order.byExit[nextExit]] >= moment.time {
        let row = order.byExit[nextExit]
        if times.exit[row] > moment.time || !times.event[row] {
          present.add(ranks[risk[row]] ?? 0, 1)
        } else {
          atMoment.append(row)
        }
        nextExit += 1
      }
      if let entry = times.entry {
        while nextEntry < order.byEntry.count, entry[order.byEntry[nextEntry]] >= moment.time {
          present.add(ranks[risk[order.byEntry[nextEntry]]] ?? 0, -1)
          nextEntry += 1
        }
      }
      for row in moment.rows {
        let rank = ranks[risk[row]] ?? 0
        let below = present.below(rank)
        let same = present.below(rank + 1) - below
        concordant += below
        tied += same
        discordant += present.total - below - same
      }
      for row in atMoment { present.add(ranks[risk[row]] ?? 0, 1) }
    }
  }
  guard concordant + discordant + tied > 0 else { throw .tooFewValues(0) }
  return Concordance(concordant: concordant, discordant: discordant, tied: tied)
}

/// Counts by rank with sums from the lowest up, each in logarithmic time (Fenwick 1994, doi:10.1002/spe.4380240306).
private struct RankCounts {
  private var tree: [Int]
  private(set) var total = 0

  init(_ size: Int) { tree = [Int](repeating: 0, count: size + 1) }

  mutating func add(_ rank: Int, _ count: Int) {
    total += count
    var place = rank + 1
    while place < tree.count {
      tree[place] += count
      place += place & -place
    }
  }

  func below(_ rank: Int) -> Int {
    var sum = 0
    var place = rank
    while place > 0 {
      sum += tree[place]
      place -= place & -place
    }
    return sum
  }
}
