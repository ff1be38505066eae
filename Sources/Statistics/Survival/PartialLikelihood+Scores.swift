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
    for (stratum, risk) in order.enumerated() {
      // From each event time: the hazard's steps, and those times the mean predictors.
      var jumps: [(time: Double, hazard: Double, means: [Double])] = []
      var scale = 0.0
      visit(eta, curvature: false) { moment in
        guard moment.stratum == stratum else { return }
        scale = moment.scale
        var hazard = 0.0
        var means = [Double](repeating: 0, count: p)
        for step in moment.steps {
          hazard += step.inverseTotal
          for a in 0..<p { means[a] += step.inverseTotal * step.means[a] }
        }
        jumps.append((moment.time, hazard, means))
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
      jumps.reverse()
      var sums: [(hazard: Double, means: [Double])] = [(0, [Double](repeating: 0, count: p))]
      for jump in jumps {
        let last = sums[sums.count - 1]
        sums.append((last.hazard + jump.hazard, zip(last.means, jump.means).map { $0 + $1 }))
      }
      func upTo(_ time: Double) -> (hazard: Double, means: [Double]) {
        var (low, high) = (0, jumps.count)
        while low < high {
          let middle = (low + high) / 2
          if jumps[middle].time <= time { low = middle + 1 } else { high = middle }
        }
        return sums[low]
      }
      for row in risk.byExit {
        let end = upTo(times.exit[row])
        let start = times.entry.map { upTo($0[row]) } ?? sums[0]
        let weight = exp(eta[row] - scale)
        for a in 0..<p {
          let taken = columns[row, a] * (end.hazard - start.hazard) - (end.means[a] - start.means[a])
          result[row, a] -= weight * taken
        }
      }
    }
    return result
  }
}
