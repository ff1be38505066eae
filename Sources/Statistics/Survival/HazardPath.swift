/// A stratum's hazard, and the hazard times the mean predictors of those at risk, summed from the first event time on.
struct HazardPath {
  private let p: Int
  /// Event times; as a walk meets them, from the last to the first, until `accumulate` turns them.
  private(set) var times: [Double] = []
  /// After so many event times, from none to all; `means` has p a place. Hazards are those of somebody with η = `scale`.
  private(set) var hazards: [Double] = []
  private(set) var means: [Double] = []
  /// Of the hazards, the coefficients taken as known.
  private(set) var variances: [Double] = []
  private(set) var scale = 0.0

  init(predictors p: Int) { self.p = p }

  mutating func add(_ moment: PartialLikelihood.Moment) {
    times.append(moment.time)
    scale = moment.scale
    hazards.append(moment.steps.reduce(0) { $0 + $1.hazard })
    variances.append(moment.steps.reduce(0) { $0 + $1.hazard * $1.inverseTotal })
    for a in 0..<p { means.append(moment.steps.reduce(0) { $0 + $1.hazard * $1.means[a] }) }
  }

  mutating func accumulate() {
    times.reverse()
    var (hazardSums, varianceSums) = ([0.0], [0.0])
    var meanSums = [Double](repeating: 0, count: p)
    for place in hazards.indices.reversed() {
      hazardSums.append(hazardSums[hazardSums.count - 1] + hazards[place])
      varianceSums.append(varianceSums[varianceSums.count - 1] + variances[place])
      for a in 0..<p { meanSums.append(meanSums[meanSums.count - p] + means[place * p + a]) }
    }
    (hazards, variances, means) = (hazardSums, varianceSums, meanSums)
  }

  /// How many of the event times are no later than a time.
  func upTo(_ time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
