import Foundation
import Testing

@testable import Example

private let seeds: [UInt64] = [0, 1, 5, 2026, .max]

@Suite("The study of 40")
struct PublishedStudyTests {
  @Test("Every sector's means and standard deviations round to the published figures", arguments: seeds)
  func figures(seed: UInt64) throws {
    let table = try AnswersTable(ExampleStudy(seed: seed))
    #expect(table.rows.count == 40)
    for scale in Scale.published {
      for (sector, scores) in zip(Sector.allCases, try table.scoresBySector(scale)) {
        let printed = scale.figure(sector)
        if let target = printed.mean {
          // Four whole-number answers have no mean of 3.2: 3.25 is the nearest.
          let tolerance = scale.name == "Reward" && sector == .healthAndSocialCare ? 0.0501 : 0.05
          let reached = mean(scores)
          #expect(abs(reached - target) <= tolerance + 1e-12, "\(scale.name), \(sector.label): \(reached)")
          if tolerance == 0.05 { #expect(String(format: "%.1f", reached) == String(format: "%.1f", target)) }
        }
        if let target = printed.deviation {
          let reached = variance(scores).squareRoot()
          #expect(
            String(format: "%.1f", reached) == String(format: "%.1f", target),
            "\(scale.name), \(sector.label): \(reached)")
        }
      }
    }
  }

  @Test("The comparison over five sectors rounds to the published F", arguments: seeds)
  func statistics(seed: UInt64) throws {
    let table = try AnswersTable(ExampleStudy(seed: seed))
    for scale in Scale.published {
      let groups = try table.scoresBySector(scale)
      let everyone = groups.flatMap { $0 }
      let within = groups.reduce(0) { $0 + ($1.count > 1 ? variance($1) * Double($1.count - 1) : 0) }
      let total = variance(everyone) * Double(everyone.count - 1)
      let f = (total - within) / 4 / (within / Double(everyone.count - 5))
      #expect(String(format: "%.1f", f) == String(format: "%.1f", scale.statistic), "\(scale.name): \(f)")
    }
  }

  @Test("Sectors have their published sizes and three scores have a gap", arguments: seeds)
  func sizes(seed: UInt64) throws {
    let table = try AnswersTable(ExampleStudy(seed: seed))
    let sectors = try table.column("sector")
    for sector in Sector.allCases { #expect(sectors.filter { $0 == sector.label }.count == sector.people) }
    let unscored = try Scale.published.map { try table.scores($0).filter { $0 == nil }.count }
    #expect(unscored == [0, 0, 0, 0, 1, 1, 0, 1, 0])
  }

  @Test("Two to four in a hundred item answers are missing", arguments: seeds)
  func missing(seed: UInt64) throws {
    let table = try AnswersTable(ExampleStudy(seed: seed))
    let items = try Scale.published.flatMap { try table.keyedItems($0) }
    let gaps = items.joined().filter { $0 == nil }.count
    #expect((0.015...0.04).contains(Double(gaps) / Double(40 * Scale.itemColumns)))
  }

  @Test("Items of a scale agree once the reversed ones are turned round", arguments: seeds)
  func consistency(seed: UInt64) throws {
    let table = try AnswersTable(ExampleStudy(seed: seed))
    for scale in Scale.published {
      let items = try table.keyedItems(scale)
      let complete = table.rows.indices.filter { row in items.allSatisfy { $0[row] != nil } }
      let columns = items.map { column in complete.compactMap { column[$0].map(Double.init) } }
      let totals = complete.indices.map { row in columns.reduce(0) { $0 + $1[row] } }
      let k = Double(items.count)
      let alpha = k / (k - 1) * (1 - columns.reduce(0) { $0 + variance($1) } / variance(totals))
      #expect(alpha > 0.5, "\(scale.name): \(alpha)")
    }
  }

  @Test("A seed gives the same file, another seed another")
  func determinism() throws {
    let first = try AnswersTable(ExampleStudy(seed: 3))
    #expect(try first.rows == AnswersTable(ExampleStudy(seed: 3)).rows)
    #expect(try first.rows != AnswersTable(ExampleStudy(seed: 4)).rows)
  }

  @Test("Open answers are varied, and some hold commas, quotes and line breaks")
  func openAnswers() throws {
    let table = try AnswersTable(ExampleStudy())
    var given: [String] = []
    for question in OpenQuestion.all {
      let answers = try table.column(question.column).filter { !$0.isEmpty }
      #expect(answers.count == question.texts.count)
      given += answers
    }
    #expect(given.count >= 40 && Set(given).count == given.count)
    for mark in [",", "\"", "\n"] { #expect(given.contains { $0.contains(mark) }) }
  }

  @Test("Nobody has been longer with the service than in the sector")
  func plausibleTimes() throws {
    let table = try AnswersTable(ExampleStudy(rows: 4000))
    let order = Question.characteristics.first { $0.column == "timeService" }?.options.map(\.text) ?? []
    for (service, sector) in zip(try table.column("timeService"), try table.column("timeSector")) {
      guard let service = order.firstIndex(of: service), let sector = order.firstIndex(of: sector) else { continue }
      #expect(service <= sector)
    }
  }
}
