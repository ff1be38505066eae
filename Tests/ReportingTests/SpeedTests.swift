import Reporting
import Testing

@testable import Disclosure

@Suite(.serialized) struct SpeedTests {
  @Test(
    "A report of nine scales and fifty items is written in well under a second, even without optimisation",
    arguments: [2, 6])
  func large(_ groups: Int) throws {
    let report = InventedReport.large(groups: groups)
    let clock = ContinuousClock()
    var best = Duration.seconds(1000)
    for _ in 0..<10 {
      let time = try clock.measure { _ = try render(report) }
      best = min(best, time)
    }
    print("a full report of nine scales, fifty items and \(groups) groups: \(best)")
    #expect(best < .seconds(1))
  }
}

extension InventedReport {
  /// Nine scales, fifty items, all pairs of groups by three methods.
  static func large(groups count: Int) -> Report {
    var report = report()
    let names = (1...9).map { "Scale number \($0)" }
    let scale = InventedReport.scales.findings.compactMap {
      if case .scale(let scale) = $0 { scale.value } else { nil }
    }[0]
    let scales = names.map { name in
      ReleasedFinding.scale(
        Released(
          ScaleSummary(
            subject: Subject(id: name, title: name, instrument: "Working Tides"), reading: scale.reading, base: 600,
            mean: scale.mean, standardDeviation: scale.standardDeviation, interval: scale.interval, box: scale.box,
            reliability: scale.reliability, norms: scale.norms, bands: scale.bands, notes: scale.notes)))
    }
    let item = InventedReport.items.findings.compactMap { if case .answers(let item) = $0 { item.value } else { nil } }[
      0]
    let items = (1...50).map { number in
      ReleasedFinding.answers(
        Released(
          AnswerTable(
            subject: Subject(
              id: "i\(number)", title: "Invented question \(number) about the work", instrument: "Working Tides"),
            base: 600, several: false, ordered: true, step: 1, rows: item.rows, notes: [])))
    }
    let groups = (1...count).map { number in
      GroupComparison.Group(
        label: "Service \(number)", members: [], base: 100, mean: Figure(2 + Double(number) / 5, unit: 0.1),
        standardDeviation: Figure(0.9, unit: 0.1), interval: interval(2 + Double(number) / 5, 0.2),
        box: box(3, whiskers: true))
    }
    let pairs = [GroupComparison.PairMethod.tukey, .gamesHowell, .dunnHolm].flatMap { method in
      groups.indices.flatMap { a in
        groups.indices.dropFirst(a + 1).map { b in
          GroupComparison.Pair(
            first: groups[a].label, second: groups[b].label, method: method, difference: Figure(-0.4, unit: 0.1),
            interval: interval(-0.4, 0.2), p: .equal(Figure(0.0123, significantDigits: 3)),
            effect: Figure(-0.44, unit: 0.01),
            effectInterval: interval(-0.4, 0.3))
        }
      }
    }
    let template = InventedReport.byAge
    let comparisons = names.map { name in
      ReleasedFinding.comparison(
        Released(
          GroupComparison(
            subject: Subject(id: name, title: name, instrument: "Working Tides"), reading: scale.reading, by: sector,
            groups: groups, headline: .rank, tests: template.tests, pairs: pairs, effects: template.effects, notes: []))
      )
    }
    report.sections = [
      sample, work, Section(.scales, title: "Scales", findings: scales),
      Section(.items, title: "Items", findings: items),
      Section(.comparison, title: "Comparison", findings: comparisons),
    ]
    return report
  }
}
