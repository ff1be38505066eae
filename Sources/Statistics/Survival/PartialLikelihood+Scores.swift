#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension PartialLikelihood {
  /// The score of each person, n × p: what their event adds and what their time at risk takes, by their weight.
  func scores(_ parameters: [Double]) -> Matrix {
    let eta = columns * parameters
    let p = columns.columnCount
    var result = Matrix(rows: times.count, columns: p)
    var paths = [HazardPath](repeating: HazardPath(predictors: p), count: order.count)
    visit(eta, curvature: false) { moment in
      paths[moment.stratum].add(moment)
      let count = Double(moment.steps.count)
      for row in moment.events {
        let risk = exp(eta[row] - moment.scale)
        for step in moment.steps {
          for a in 0..<p {
            let distance = columns[row, a] - step.means[a]
            // Own event; and the part of their risk that Efron's rule does not count.
            result[row, a] += distance / count + risk * step.lost * step.hazard * distance
          }
        }
      }
    }
    // Without events a stratum says nothing.
    for (risk, var path) in zip(order, paths) where !path.times.isEmpty {
      path.accumulate()
      for row in risk.byExit {
        let end = path.upTo(times.exit[row])
        let start = times.entry.map { path.upTo($0[row]) } ?? 0
        let relative = exp(eta[row] - path.scale)
        let hazard = path.hazards[end] - path.hazards[start]
        for a in 0..<p {
          let taken = columns[row, a] * hazard - (path.means[end * p + a] - path.means[start * p + a])
          result[row, a] = weights[row] * (result[row, a] - relative * taken)
        }
      }
    }
    return result
  }
}
