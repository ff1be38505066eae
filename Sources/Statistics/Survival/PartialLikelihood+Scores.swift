#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension PartialLikelihood {
  /// The score of each person, n × p: what their event adds and what their time at risk takes.
  func scores(_ parameters: [Double]) -> Matrix {
    let eta = columns * parameters
    let p = columns.columnCount
    var result = Matrix(rows: times.count, columns: p)
    var paths = [HazardPath](repeating: HazardPath(predictors: p), count: order.count)
    visit(eta, curvature: false) { moment in
      paths[moment.stratum].add(moment)
      let count = Double(moment.events.count)
      for row in moment.events {
        let weight = exp(eta[row] - moment.scale)
        for step in moment.steps {
          for a in 0..<p {
            let distance = columns[row, a] - step.means[a]
            // Own event; and the part of their weight that Efron's rule does not count at risk.
            result[row, a] += distance / count + weight * step.lost * step.inverseTotal * distance
          }
        }
      }
    }
    for (risk, var path) in zip(order, paths) {
      path.accumulate()
      for row in risk.byExit {
        let end = path.upTo(times.exit[row])
        let start = times.entry.map { path.upTo($0[row]) } ?? 0
        let weight = exp(eta[row] - path.scale)
        let hazard = path.hazards[end] - path.hazards[start]
        for a in 0..<p {
          let taken = columns[row, a] * hazard - (path.means[end * p + a] - path.means[start * p + a])
          result[row, a] -= weight * taken
        }
      }
    }
    return result
  }
}

/// A stratum's hazard, and the hazard times the mean predictors of those at risk, summed from the first event time on.
private struct HazardPath {
  private let p: Int
  /// As the walk meets them: from the last to the first; turned by `accumulate`.
  private var times: [Double] = []
  /// After so many event times, from none to all; `means` has p a place.
  private(set) var hazards: [Double] = []
  private(set) var means: [Double] = []
  private(set) var scale = 0.0

  init(predictors p: Int) { self.p = p }

  mutating func add(_ moment: PartialLikelihood.Moment) {
    times.append(moment.time)
    scale = moment.scale
    hazards.append(moment.steps.reduce(0) { $0 + $1.inverseTotal })
    for a in 0..<p { means.append(moment.steps.reduce(0) { $0 + $1.inverseTotal * $1.means[a] }) }
  }

  mutating func accumulate() {
    times.reverse()
    var sums = [0.0]
    var products = [Double](repeating: 0, count: p)
    for place in hazards.indices.reversed() {
      sums.append(sums[sums.count - 1] + hazards[place])
      for a in 0..<p { products.append(products[products.count - p] + means[place * p + a]) }
    }
    (hazards, means) = (sums, products)
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
