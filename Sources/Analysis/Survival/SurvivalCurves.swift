package import Dataset
package import Problems
import Statistics

/// How many of each group have not yet had an event, over time (Kaplan and Meier), and whether groups differ (log-rank).
package struct SurvivalCurves: Sendable, Encodable {
  package struct Question: Sendable {
    package let time, event: String
    package let by, strata: String?
    /// Times at which the survival is asked for.
    package let at: [Double]

    package init(time: String, event: String, by: String? = nil, strata: String? = nil, at: [Double] = []) {
      self.time = time
      self.event = event
      self.by = by
      self.strata = strata
      self.at = at
    }
  }

  /// A time at which somebody leaves observation.
  package struct Step: Sendable, Encodable {
    package let time: Double
    package let atRisk, events, censored: Int
    package let survival: Double
    /// nil once the survival is 0, as the interval.
    package let standardError, lower, upper: Double?
  }

  /// A time that was asked for. No survival stands beyond the group's last time, unless it had come to 0.
  package struct Point: Sendable, Encodable {
    package let time: Double
    package let atRisk: Int
    package let survival, standardError, lower, upper: Double?
  }

  package struct Median: Sendable, Encodable {
    /// nil where the curve, or the end of its interval, stays above one half.
    package let time, lower, upper: Double?
  }

  package struct Group: Sendable, Encodable {
    /// nil for everybody together.
    package let label: String?
    package let n, events: Int
    /// Events if the groups did not differ; of the log-rank test.
    package internal(set) var expected: Double?
    package let lastTime: Double
    package let median: Median
    package let at: [Point]
    package let steps: [Step]
  }

  package struct LogRank: Sendable, Encodable {
    package let statistic: Double
    package let degreesOfFreedom: Int
    package let p: Double
  }

  package let analysis = "survivalCurves"
  package let time, event, eventAnswer: String
  /// Answers that ended a time without the event.
  package let otherAnswers: [String]
  package let by, strata: String?
  package let n, events: Int
  /// Rows that lack one of the columns.
  package let leftOut: Int
  package private(set) var groups: [Group] = []
  package private(set) var logRank: LogRank?
  package private(set) var refused: [Refusal] = []

  static let mostGroups = 50

  /// - Throws: `Problem` when a column is missing or cannot be read as times, events or a few groups.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    var needed: [(name: String, option: String)] = []
    if let by = question.by { needed.append((by, "--by")) }
    if let strata = question.strata { needed.append((strata, "--strata")) }
    let rows = try SurvivalRows(dataset, time: question.time, event: question.event, needed: needed)
    time = question.time
    event = rows.event.name
    eventAnswer = rows.event.answer
    otherAnswers = rows.event.others
    by = question.by
    strata = question.strata
    n = rows.columns.rows.count
    events = rows.events
    leftOut = rows.columns.leftOut
    let grouping = try question.by.map { name throws(Problem) in try rows.columns.factor(name) }
    let blocks = try question.strata.map { name throws(Problem) in try rows.columns.factor(name).codes }
    if let grouping, let by, grouping.levels.count > Self.mostGroups {
      throw Problem(
        "column “\(by)” divides people into \(grouping.levels.count) groups", at: "--by",
        remedy: "name a column of at most \(Self.mostGroups) groups; numbers need bands first")
    }
    do throws(StatisticsError) {
      let codes = grouping?.codes ?? [Int](repeating: 0, count: n)
      for (index, label) in (grouping?.levels.map { Optional($0) } ?? [nil]).enumerated() {
        let members = codes.indices.filter { codes[$0] == index }
        let own = try SurvivalTimes(
          exit: members.map { rows.times.exit[$0] }, event: members.map { rows.times.event[$0] })
        groups.append(try Group(label, own, question.at))
      }
    } catch {
      throw Problem("\(error)", at: "\(dataset.source.fileName), column \(time)", remedy: "check the times")
    }
    if let grouping { compare(rows.times, grouping, blocks) }
  }

  private mutating func compare(_ times: SurvivalTimes, _ grouping: Factor, _ blocks: [Int]?) {
    do throws(StatisticsError) {
      let test = try logRankTest(times, groups: grouping.codes, strata: blocks)
      logRank = LogRank(statistic: test.statistic, degreesOfFreedom: test.degreesOfFreedom, p: test.pValue)
      for (index, expected) in zip(groups.indices, test.expected) { groups[index].expected = expected }
    } catch {
      let reason =
        switch error {
        case .tooFewGroups: "everybody is in one group"
        case .zeroVariance: "no event happens while people of two groups are under observation"
        default: "\(error)"
        }
      refused.append(Refusal(name: "log-rank test", reason: reason))
    }
  }
}

extension SurvivalCurves.Group {
  fileprivate init(_ label: String?, _ times: SurvivalTimes, _ at: [Double]) throws(StatisticsError) {
    let curve = try kaplanMeier(times)
    let median = curve.median
    let steps = curve.steps
    self.init(
      label: label, n: times.exit.count, events: times.event.count { $0 }, expected: nil,
      lastTime: steps.last?.time ?? 0,
      median: SurvivalCurves.Median(time: median.time, lower: median.lower, upper: median.upper),
      at: at.map { time in
        let atRisk = steps.first { $0.time >= time }?.atRisk ?? 0
        guard let step = steps.last(where: { $0.time <= time }) else {
          return SurvivalCurves.Point(
            time: time, atRisk: atRisk, survival: 1, standardError: 0, lower: 1, upper: 1)
        }
        let isBeyond = atRisk == 0 && time > step.time && step.survival > 0
        return SurvivalCurves.Point(
          time: time, atRisk: atRisk, survival: isBeyond ? nil : step.survival,
          standardError: isBeyond ? nil : step.standardError, lower: isBeyond ? nil : step.lower,
          upper: isBeyond ? nil : step.upper)
      },
      steps: steps.map {
        SurvivalCurves.Step(
          time: $0.time, atRisk: $0.atRisk, events: $0.events, censored: $0.censored, survival: $0.survival,
          standardError: $0.standardError, lower: $0.lower, upper: $0.upper)
      })
  }
}
