package import Dataset
package import Problems
package import Statistics

/// A control chart of one's own file: one row a period or an event, in order of time.
package struct ProcessSeries: Sendable, Encodable {
  package enum Kind: String, Sendable, Encodable, CaseIterable {
    case xmr, p, u, g, t
    case pPrime = "p-prime"
    case uPrime = "u-prime"

    /// Whether it counts something of something.
    package var needsBase: Bool { [.p, .u, .pPrime, .uPrime].contains(self) }
  }

  package struct Question: Sendable {
    package let kind: Kind
    package let value: String
    package let base: String?
    package let time: String?
    /// Where limits begin anew: what the time column says, or 1-based numbers of points where there is none.
    package let rebases: [String]
    package let limitsFrom: Int?
    package let movingRange: MovingRange
    package let target: Double?
    package let improvement: ControlChart.Side?

    package init(
      kind: Kind, value: String, base: String? = nil, time: String? = nil, rebases: [String] = [],
      limitsFrom: Int? = nil, movingRange: MovingRange = .makingDataCount, target: Double? = nil,
      improvement: ControlChart.Side? = nil
    ) {
      self.kind = kind
      self.value = value
      self.base = base
      self.time = time
      self.rebases = rebases
      self.limitsFrom = limitsFrom
      self.movingRange = movingRange
      self.target = target
      self.improvement = improvement
    }
  }

  package struct Phase: Sendable, Encodable {
    package let from, to: String
    package let points: Int
    package let centre: Double
    package let meanMovingRange: Double?
    package let screenedMovingRanges: Int
  }

  package struct Point: Sendable, Encodable {
    package let time: String
    package let value, centre: Double
    package let lower, upper: Double?
    package let signals: [String]
    /// Whether a special cause lies on the better side; nil without one, or when nobody said which side that is.
    package let isBetter: Bool?
  }

  package let analysis = "spc"
  package let chart: Kind
  package let value: String
  package let base: String?
  /// Rows without a figure.
  package let leftOut: Int
  package let phases: [Phase]
  package let points: [Point]
  package let target: Double?
  /// `met`, `missed` or `by chance`, if the process goes on as in its last phase.
  package let assurance: String?

  package var specialCauses: Int { points.count { !$0.signals.isEmpty } }

  /// - Throws: `Problem` when a column is missing or holds no numbers, rows are out of order, or the series cannot be charted.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    var names = [(question.value, "--value")]
    if let base = question.base { names.append((base, "--of")) }
    let numbers = try names.map { pair throws(Problem) in try columns.numbers(pair.0, option: pair.1) }
    let rows = (0..<dataset.rowCount).filter { row in numbers.allSatisfy { $0[row] != nil } }
    guard rows.count >= 2 else { throw columns.nobody("a figure beside another one in “\(question.value)”") }
    let times = try Self.times(columns, question.time, rows)
    let values = rows.compactMap { numbers[0][$0] }
    let bases = numbers.count > 1 ? rows.compactMap { numbers[1][$0] } : []
    let rebases = try Self.places(of: question.rebases, in: times, hasTime: question.time != nil)
    let found: ControlChart
    let assurance: ControlChart.Assurance?
    do throws(StatisticsError) {
      found = try Self.drawn(question, values, bases, rebases)
      assurance =
        if let target = question.target, let improvement = question.improvement {
          try found.assurance(target: target, improvement: improvement)
        } else { nil }
    } catch {
      throw Problem(
        "\(error)", at: "\(dataset.source.fileName), column \(question.value)",
        remedy: "check the column, --chart and --rebase; points are counted from the first row with a figure")
    }
    chart = question.kind
    value = question.value
    base = question.base
    leftOut = dataset.rowCount - rows.count
    phases = found.phases.map {
      Phase(
        from: times[$0.range.lowerBound], to: times[$0.range.upperBound - 1], points: $0.range.count, centre: $0.centre,
        meanMovingRange: $0.meanMovingRange, screenedMovingRanges: $0.screenedMovingRanges)
    }
    points = zip(found.points, times).map { point, time in
      Point(
        time: time, value: point.value, centre: point.centre, lower: point.lowerLimit, upper: point.upperLimit,
        signals: ControlChart.Signal.allCases.filter { point.signals.contains($0) }.map(\.rawValue),
        isBetter: point.isSpecialCause ? question.improvement.flatMap { side in point.side.map { $0 == side } } : nil)
    }
    target = question.target
    self.assurance = assurance.map {
      switch $0 {
      case .consistentlyMet: "met"
      case .consistentlyMissed: "missed"
      case .metByChance: "by chance"
      }
    }
  }

  private static func drawn(
    _ question: Question, _ values: [Double], _ bases: [Double], _ rebases: [Int]
  ) throws(StatisticsError) -> ControlChart {
    switch question.kind {
    case .xmr:
      try xmrChart(values, rebases: rebases, limitsFrom: question.limitsFrom, movingRange: question.movingRange)
    case .p, .pPrime, .u, .uPrime:
      try countChart(
        [.p, .pPrime].contains(question.kind) ? .proportion : .rate, counts: values, bases: bases,
        adjusted: [.pPrime, .uPrime].contains(question.kind), rebases: rebases, movingRange: question.movingRange)
    case .g: try gChart(values, rebases: rebases)
    case .t: try tChart(values, rebases: rebases, movingRange: question.movingRange)
    }
  }

  /// What stands beside each point; days have to be in order.
  private static func times(_ columns: FileColumns, _ name: String?, _ rows: [Int]) throws(Problem) -> [String] {
    guard let name else { return rows.indices.map { String($0 + 1) } }
    let column = try columns.column(name, option: "--time")
    if case .date(let days) = column.storage {
      for (before, row) in zip(rows, rows.dropFirst())
      where column.validity[before] && column.validity[row] && days[row] < days[before] {
        throw Problem(
          "\(column.text(at: row) ?? "") comes after \(column.text(at: before) ?? "")",
          at: columns.dataset.source.place(row: row, column: name), remedy: "sort the rows by time, the earliest first")
      }
    }
    return rows.enumerated().map { column.text(at: $1) ?? String($0 + 1) }
  }

  private static func places(of rebases: [String], in times: [String], hasTime: Bool) throws(Problem) -> [Int] {
    var places: [Int] = []
    for rebase in rebases {
      guard let place = times.firstIndex(of: rebase) else {
        throw Problem(
          "no point is at “\(rebase)”", at: "--rebase",
          remedy: hasTime
            ? "give what the time column says, such as \(times[times.count / 2])"
            : "give the number of a point from 3 to \(times.count - 1), or name the time column with --time")
      }
      places.append(place)
    }
    return places.sorted()
  }
}
