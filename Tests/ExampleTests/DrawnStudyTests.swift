import Statistics
import Testing

@testable import Example

@Suite("Studies of any size")
struct DrawnStudyTests {
  @Test("A large sample approaches the published means and standard deviations")
  func moments() throws {
    let table = try AnswersTable(ExampleStudy(rows: 16_000, seed: 11, layout: .bench))
    for scale in Scale.published {
      for (sector, scores) in zip(Sector.allCases, try table.scoresBySector(scale)) {
        let figure = AnswerModel.largeSampleFigure(scale, sector)
        // Four standard errors of a mean, and of a standard deviation, at this group's size.
        let error = figure.deviation / Double(scores.count).squareRoot()
        #expect(abs(mean(scores) - figure.mean) < 4 * error + 0.01, "\(scale.name), \(sector.label)")
        #expect(
          abs(variance(scores).squareRoot() - figure.deviation) < 4 * error + 0.03, "\(scale.name), \(sector.label)")
      }
    }
  }

  @Test("The mix of sectors is kept to within one block of 40", arguments: [1, 7, 39, 41, 100, 4001])
  func mix(rows: Int) throws {
    let sectors = try AnswersTable(ExampleStudy(rows: rows, layout: .bench)).column("sector")
    #expect(sectors.count == rows)
    for sector in Sector.allCases {
      let blocks = rows / 40
      let found = sectors.filter { $0 == sector.label }.count
      #expect((blocks * sector.people...(blocks + 1) * sector.people).contains(found))
    }
  }

  @Test("Scales of one person go together: more exhaustion, less workload match")
  func sharedStrain() throws {
    let table = try AnswersTable(ExampleStudy(rows: 4000, seed: 2, layout: .bench))
    let workload = try table.scores(Scale.published[0])
    let exhaustion = try table.scores(Scale.published[6])
    let both = zip(workload, exhaustion).compactMap { first, second in
      first.flatMap { first in second.map { (first, $0) } }
    }
    let centre = mean(both.map(\.0))
    let covariance = mean(both.map { ($0 - centre) * $1 })
    #expect(covariance < -0.2)
  }

  @Test("The bench layout has 53 columns and numbers its rows")
  func bench() throws {
    let table = try AnswersTable(ExampleStudy(rows: 8123, layout: .bench))
    #expect(table.header.count == 53)
    #expect(try table.column("id") == (1...8123).map(String.init))
    #expect(table.rows.allSatisfy { $0.count == 53 })
    #expect(try !table.column("role").allSatisfy(\.isEmpty))
  }

  @Test("The bytes do not depend on how the work is divided")
  func pieces() throws {
    let writer = RowWriter(layout: .full)
    var study: [UInt8] = []
    try ExampleStudy(rows: 9000, seed: 5).answers { bytes, _ in study += bytes }
    var alone = writer.header
    for first in [0, 4000, 8000] {
      alone += writer.rows(from: first, count: min(4000, 9000 - first), seed: 5)
    }
    #expect(study == alone)
  }

  @Test("Any size and any seed gives a whole file")
  func anySize() throws {
    var generator = SeededGenerator(seed: 99)
    for _ in 0..<25 {
      let rows = Int.random(in: 1...170, using: &generator)
      let layout = Bool.random(using: &generator) ? ExampleStudy.Layout.full : .bench
      let table = try AnswersTable(ExampleStudy(rows: rows, seed: generator.next(), layout: layout))
      #expect(table.rows.count == rows)
      #expect(table.rows.allSatisfy { $0.count == layout.columns.count })
    }
  }

  @Test("Normal draws have mean 0 and variance 1")
  func normalTable() {
    let draws = NormalTable().quantiles.map(Double.init)
    #expect(draws.count == 4096 && draws == draws.sorted())
    #expect(abs(mean(draws)) < 1e-6 && abs(variance(draws) - 1) < 0.002)
    // The 97.5 % quantile, 1.959963985, lies between the draws at its rank.
    #expect(draws[3992] < 1.959964 && draws[3994] > 1.959964)
  }
}
