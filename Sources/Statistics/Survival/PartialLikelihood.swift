#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How events at one time share the people at risk.
public enum TieMethod: Sendable, Equatable, CaseIterable {
  /// The l-th of d tied events finds l/d of their own weight gone.
  case efron
  /// Every tied event finds everybody.
  case breslow
}

/// Cox's partial likelihood in the coefficients of a `PredictorBasis`, people compared within their stratum.
struct PartialLikelihood: LogLikelihood {
  let columns: Matrix
  let toCoefficients: Matrix
  let names: [String]
  let times: SurvivalTimes
  /// Case weights; all above 0.
  let weights: [Double]
  let ties: TieMethod
  /// One a stratum.
  let order: [RiskOrder]
  /// The stratum of each place in `order`.
  let strata: [Int]

  /// - Parameters:
  ///   - matrix: predictors without a constant.
  ///   - strata, weights: of the length of the times; people with weight 0 are left out, so that the rows here are the others.
  init(
    _ matrix: Matrix, names: [String], times: SurvivalTimes, strata: [Int]?, weights: [Double]?, ties: TieMethod
  ) throws(StatisticsError) {
    let all = weights ?? [Double](repeating: 1, count: times.count)
    let rows = all.indices.filter { all[$0] > 0 }
    // The constant only takes the means away; it has no effect of its own.
    var whole = Matrix(rows: rows.count, columns: matrix.columnCount + 1, filledWith: 1)
    for column in 0..<matrix.columnCount {
      for (place, row) in rows.enumerated() { whole[place, column + 1] = matrix[row, column] }
    }
    let basis = try PredictorBasis(whole, names: ["the constant"] + names)
    let predictors = Array(1..<(matrix.columnCount + 1))
    columns = basis.columns.selecting(columns: predictors)
    toCoefficients = basis.toCoefficients.selecting(predictors)
    self.names = names
    let times = try times.selecting(rows)
    let strata = strata.map { strata in rows.map { strata[$0] } }
    let groups = try times.rows(of: strata)
    self.times = times
    self.weights = rows.map { all[$0] }
    self.ties = ties
    self.strata = groups.map { strata?[$0[0]] ?? 0 }
    order = groups.map { RiskOrder(times, rows: $0) }
  }

  func point(_ parameters: [Double]) -> LikelihoodPoint? {
    let p = parameters.count
    var value = DoubleDouble(0)
    var gradient = [DoubleDouble](repeating: DoubleDouble(0), count: p)
    var information = Matrix(rows: p, columns: p)
    let eta = columns * parameters
    let isUsable = visit(eta, curvature: true) { moment in
      for row in moment.events {
        value = value + DoubleDouble.product(weights[row], eta[row])
        for column in 0..<p {
          gradient[column] = gradient[column] + DoubleDouble.product(weights[row], columns[row, column])
        }
      }
      for step in moment.steps {
        value = value - DoubleDouble.product(step.weight, step.logTotal)
        for a in 0..<p {
          gradient[a] = gradient[a] - DoubleDouble.product(step.weight, step.means[a])
          for b in a..<p { information[a, b] += step.weight * step.covariance[a, b] }
        }
      }
    }
    guard isUsable else { return nil }
    for a in 0..<p {
      for b in 0..<a { information[a, b] = information[b, a] }
    }
    return LikelihoodPoint(value: value, gradient: gradient.map(\.value), information: information)
  }

  /// One event of a time, or all of them by Breslow's rule: the people at risk, as it finds them.
  struct Step {
    /// The events' own: of Efron's rule each has the mean of those tied.
    let weight: Double
    /// log Σ w e^η.
    let logTotal: Double
    /// 1/Σ w e^η in the scale of `Moment.scale`.
    let inverseTotal: Double
    let means: [Double]
    /// Upper triangle; empty unless asked for.
    let covariance: Matrix
    /// The part of their weight that the tied events have lost.
    let lost: Double

    /// The rise of the hazard of somebody with η = `Moment.scale`.
    var hazard: Double { weight * inverseTotal }
  }

  struct Moment {
    let time: Double
    let stratum: Int
    /// Rows with the event.
    let events: [Int]
    let steps: [Step]
    /// Risks are e^{η − scale}.
    let scale: Double
  }

  /// Goes through the events of each stratum from the last time to the first; false if a sum of risks overflows or vanishes.
  /// - Parameter ties: another rule than that of the likelihood.
  @discardableResult
  func visit(_ eta: [Double], curvature: Bool, ties: TieMethod? = nil, _ body: (Moment) -> Void) -> Bool {
    let p = columns.columnCount
    for (stratum, risk) in order.enumerated() {
      let scale = risk.byExit.reduce(-Double.infinity) { max($0, eta[$1]) }
      guard scale.isFinite else { return false }
      var whole = RiskSums(p)
      var (nextExit, nextEntry) = (0, 0)
      var peak = 0.0
      for moment in risk.moments {
        while nextExit < risk.byExit.count, times.exit[risk.byExit[nextExit]] >= moment.time {
          let row = risk.byExit[nextExit]
          whole.add(columns, row, weight: weights[row] * exp(eta[row] - scale), curvature: curvature)
          nextExit += 1
        }
        if let entry = times.entry {
          peak = max(peak, whole.size)
          while nextEntry < risk.byEntry.count, entry[risk.byEntry[nextEntry]] >= moment.time {
            let row = risk.byEntry[nextEntry]
            whole.add(columns, row, weight: -(weights[row] * exp(eta[row] - scale)), curvature: curvature)
            nextEntry += 1
          }
          if whole.size < 1e-14 * peak {
            // Those who left were so much likelier to have the event that the sums have no digits of the others.
            whole = RiskSums(p)
            for row in risk.byExit.prefix(nextExit) where entry[row] < moment.time {
              whole.add(columns, row, weight: weights[row] * exp(eta[row] - scale), curvature: curvature)
            }
            peak = whole.size
          }
        }
        let weight = moment.rows.reduce(0) { $0 + weights[$1] }
        var tied = RiskSums(p)
        let count = ties ?? self.ties == .efron ? moment.rows.count : 1
        if count > 1 {
          for row in moment.rows {
            tied.add(columns, row, weight: weights[row] * exp(eta[row] - scale), curvature: curvature)
          }
        }
        var steps: [Step] = []
        for index in 0..<count {
          let part = (weight: weight / Double(count), lost: Double(index) / Double(count))
          guard let step = whole.step(part, of: tied, scale: scale, curvature: curvature) else { return false }
          steps.append(step)
        }
        body(Moment(time: moment.time, stratum: stratum, events: moment.rows, steps: steps, scale: scale))
      }
    }
    return true
  }

  /// A combination of predictors in which everybody with an event stands at the top of those at risk.
  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError? {
    let moves = columns * direction
    let largest = moves.reduce(0) { max($0, abs($1)) }
    let rounding = 1e-8 * largest
    guard largest > 0 else { return nil }
    for risk in order {
      let floors = RangeMinimum(risk.moments.map { moment in moment.rows.reduce(.infinity) { min($0, moves[$1]) } })
      for row in risk.byExit {
        let during = risk.moments(after: times.entry?[row] ?? -.infinity, upTo: times.exit[row])
        if moves[row] > floors.least(during) + rounding { return nil }
      }
    }
    let slopes = toCoefficients * direction
    let sizes = slopes.indices.map { abs(slopes[$0]) / toCoefficients.row($0).reduce(0) { max($0, abs($1)) } }
    let top = sizes.max() ?? 0
    return .separation(columns: sizes.indices.filter { sizes[$0] > 1e-6 * top }.map { names[$0] }, isComplete: false)
  }
}

/// The people of a stratum in the order in which a walk back in time meets them.
struct RiskOrder {
  /// From the last to the first.
  let byExit, byEntry: [Int]
  /// Times with events, from the last to the first, and their rows.
  let moments: [(time: Double, rows: [Int])]

  init(_ times: SurvivalTimes, rows: [Int]) {
    byExit = rows.sorted { times.exit[$0] > times.exit[$1] }
    byEntry = times.entry.map { entry in rows.sorted { entry[$0] > entry[$1] } } ?? []
    var moments: [(time: Double, rows: [Int])] = []
    for row in byExit where times.event[row] {
      if let last = moments.last, last.time == times.exit[row] {
        moments[moments.count - 1].rows.append(row)
      } else {
        moments.append((times.exit[row], [row]))
      }
    }
    self.moments = moments
  }

  /// The places of the moments in a stretch of time, without its start.
  func moments(after start: Double, upTo end: Double) -> Range<Int> {
    func place(_ time: Double) -> Int {
      var (low, high) = (0, moments.count)
      while low < high {
        let middle = (low + high) / 2
        if moments[middle].time > time { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let first = place(end)
    return first..<max(first, place(start))
  }
}

/// The least of any stretch of numbers, from the least of stretches whose lengths are powers of two.
private struct RangeMinimum {
  private var levels: [[Double]]

  init(_ values: [Double]) {
    levels = [values]
    var length = 1
    while 2 * length <= values.count {
      let last = levels[levels.count - 1]
      levels.append((0...(values.count - 2 * length)).map { min(last[$0], last[$0 + length]) })
      length *= 2
    }
  }

  /// Infinite for an empty stretch.
  func least(_ range: Range<Int>) -> Double {
    guard !range.isEmpty else { return .infinity }
    let level = Int.bitWidth - 1 - range.count.leadingZeroBitCount
    return min(levels[level][range.lowerBound], levels[level][range.upperBound - (1 << level)])
  }
}

/// Σ w, Σ w x and Σ w x xᵀ of the people at risk, with twice the digits, as people also leave the sums.
private struct RiskSums {
  private var total = DoubleDouble(0)
  private var first: [DoubleDouble]
  /// Upper triangle, row after row.
  private var second: [DoubleDouble]

  init(_ p: Int) {
    first = [DoubleDouble](repeating: DoubleDouble(0), count: p)
    second = [DoubleDouble](repeating: DoubleDouble(0), count: p * (p + 1) / 2)
  }

  /// Σ w.
  var size: Double { total.value }

  mutating func add(_ columns: Matrix, _ row: Int, weight: Double, curvature: Bool) {
    total = total + weight
    var place = 0
    for a in first.indices {
      let product = DoubleDouble.product(weight, columns[row, a])
      first[a] = first[a] + product
      guard curvature else { continue }
      for b in a..<first.count {
        second[place] = second[place] + product * columns[row, b]
        place += 1
      }
    }
  }

  func step(
    _ part: (weight: Double, lost: Double), of tied: RiskSums, scale: Double, curvature: Bool
  ) -> PartialLikelihood.Step? {
    let lost = part.lost
    let rest = total - tied.total * lost
    guard rest.value > 1e-280, rest.value.isFinite else { return nil }
    let means = zip(first, tied.first).map { ($0 - $1 * lost) / rest }
    var covariance = Matrix(rows: curvature ? first.count : 0, columns: curvature ? first.count : 0)
    if curvature {
      var place = 0
      for a in first.indices {
        for b in a..<first.count {
          covariance[a, b] = ((second[place] - tied.second[place] * lost) / rest - means[a] * means[b]).value
          place += 1
        }
      }
    }
    return PartialLikelihood.Step(
      weight: part.weight, logTotal: scale + log(rest.value), inverseTotal: 1 / rest.value, means: means.map(\.value),
      covariance: covariance, lost: lost)
  }
}
