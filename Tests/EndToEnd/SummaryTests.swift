import Foundation
import Testing

/// The figures a partnership published: n, mean and SD a sector, rounded to one decimal.
@Suite struct SummaryTests {
  static let published = """
    outcome,group,n,mean,sd
    Workload,Third sector,22,3.5,0.8
    Workload,Community-led,1,2.8,
    Workload,Health and social care,1,2.6,
    Workload,Local authority,2,3.7,0.1
    Workload,NHS,14,2.4,0.8
    Control,Third sector,22,3.9,0.6
    Control,Community-led,1,3.8,
    Control,Health and social care,1,3.3,
    Control,Local authority,2,4.0,0.7
    Control,NHS,14,2.9,0.8
    Reward,Third sector,22,4.0,0.7
    Reward,Community-led,1,4.8,
    Reward,Health and social care,1,3.2,
    Reward,Local authority,2,3.9,0.5
    Reward,NHS,14,2.7,1.0
    Community,Third sector,22,4.1,0.8
    Community,Community-led,1,,
    Community,Health and social care,1,,
    Community,Local authority,2,4.0,0.3
    Community,NHS,14,3.1,0.8
    Fairness,Third sector,22,3.6,0.7
    Fairness,Community-led,1,3.3,
    Fairness,Health and social care,1,2.0,
    Fairness,Local authority,2,3.7,0.0
    Fairness,NHS,14,2.9,0.6
    Values,Third sector,22,3.9,0.6
    Values,Community-led,1,3.3,
    Values,Health and social care,1,4.0,
    Values,Local authority,2,3.6,0.5
    Values,NHS,14,3.1,
    EE,Third sector,22,1.4,1.1
    EE,Community-led,1,2.1,
    EE,Health and social care,1,2.8,
    EE,Local authority,2,2.0,1.3
    EE,NHS,14,4.1,1.3
    DP,Third sector,22,0.6,0.6
    DP,Community-led,1,1.0,
    DP,Health and social care,1,0.6,
    DP,Local authority,2,0.9,1.0
    DP,NHS,14,1.7,1.1
    PA,Third sector,22,5.0,0.9
    PA,Community-led,1,4.8,
    PA,Health and social care,1,5.0,
    PA,Local authority,2,4.9,0.6
    PA,NHS,14,4.3,0.8
    """

  struct Table: Decodable {
    struct Bounds: Decodable {
      let smallestStatistic: Double
      let largestStatistic: Double?
      let smallestP: Double
      let largestP: Double
    }
    let outcome: String
    let statistic: Double?
    let p: Double?
    let bounds: Bounds?
    let missing: [String]
    let degreesOfFreedom: [Int]
  }

  static func tables(_ extra: [String] = []) throws -> (code: Int32, tables: [String: Table]) {
    let work = try Workplace()
    try work.write(published, to: "published.csv")
    let run = try HearthProgram.run(["compare", "--summary", "published.csv", "--json"] + extra, in: work.folder)
    let all = try JSONDecoder().decode([Table].self, from: Data(run.output.utf8))
    return (run.code, Dictionary(uniqueKeysWithValues: all.map { ($0.outcome, $0) }))
  }

  @Test(
    "Seven published tables are reproduced within what rounding allows",
    arguments: [
      ("Workload", 4.3), ("Control", 5.0), ("Reward", 5.3), ("Fairness", 3.4), ("EE", 11.2), ("DP", 4.2), ("PA", 1.2),
    ])
  func reproduced(outcome: String, published: Double) throws {
    let table = try #require(try Self.tables().tables[outcome])
    let bounds = try #require(table.bounds)
    #expect(table.degreesOfFreedom == [4, 35])
    #expect(bounds.smallestStatistic - 0.05 <= published && published <= (bounds.largestStatistic ?? .infinity) + 0.05)
    #expect(
      bounds.smallestStatistic <= (table.statistic ?? 0)
        && (table.statistic ?? 0) <= (bounds.largestStatistic ?? .infinity))
  }

  @Test("Values and Community name what is missing, and a range bounds them; no group is dropped")
  func missing() throws {
    let (code, tables) = try Self.tables()
    #expect(code == 1)
    #expect(tables["Values"]?.statistic == nil && tables["Values"]?.missing == ["NHS (n = 14) has no SD"])
    #expect(tables["Community"]?.missing.count == 2 && tables["Community"]?.bounds == nil)
    let bounded = try Self.tables(["--range", "1..5"])
    #expect(bounded.code == 0)
    for (outcome, published) in [("Values", 2.5), ("Community", 3.8)] {
      let bounds = try #require(bounded.tables[outcome]?.bounds)
      #expect(
        bounds.smallestStatistic <= published + 0.05 && published - 0.05 <= (bounds.largestStatistic ?? .infinity))
      #expect(bounded.tables[outcome]?.degreesOfFreedom == [4, 35])
    }
  }

  @Test("The terminal says how many pairs it does not list, and a p too small to print is a bound")
  func terminal() throws {
    let work = try Workplace()
    try work.write(Self.published, to: "published.csv")
    let text = try work.hearth("compare", "--summary", "published.csv", "--range", "1..5").output
    let exhaustion = try #require(text.components(separatedBy: "\nEE\n").last?.components(separatedBy: "\nDP\n").first)
    #expect(exhaustion.contains("p < .0001 from the figures as printed"), "\(exhaustion)")
    // Five groups make ten pairs.
    let listed = exhaustion.components(separatedBy: "Tukey: ").count - 2
    #expect(
      listed > 0 && exhaustion.contains("the other pairs (\(10 - listed)) have p of .05 or more"), "\(exhaustion)")
    #expect(text.contains("no pair has p below .05") && !text.contains("e-0"), "\(text)")
  }

  @Test("A printed 4.0 counts as one decimal, so that whole numbers are not read as rounded to one")
  func printedDecimals() throws {
    func largest(_ text: String) throws -> Double {
      let work = try Workplace()
      try work.write(text, to: "s.csv")
      let run = try work.hearth("compare", "--summary", "s.csv", "--json")
      let table = try #require(try JSONDecoder().decode([Plain].self, from: Data(run.output.utf8)).first)
      return (table.bounds?.largestStatistic ?? .infinity) - (table.bounds?.smallestStatistic ?? 0)
    }
    let exact = try largest("group,n,mean,sd\nA,20,4.0,1.0\nB,20,3.0,1.0\n")
    let coarse = try largest("group,n,mean,sd\nA,20,4,1\nB,20,3,1\n")
    #expect(exact < 10 && coarse > 10 * exact)
  }

  @Test("SDs that are all 0 are called wrong by their lines, and no range is suggested for what it cannot mend")
  func noSpread() throws {
    let work = try Workplace()
    try work.write("group,n,mean,sd\nA,20,4.0,0.0\nB,1,3.5,\nC,12,3.1,0.0\n", to: "s.csv")
    for extra in [[], ["--range", "1..5"]] {
      let run = try HearthProgram.run(["compare", "--summary", "s.csv"] + extra, in: work.folder)
      #expect(run.code == 1)
      for part in [
        "every SD is 0", "s.csv, lines 2 and 4, column sd", "check that the column holds standard deviations",
      ] {
        #expect(run.output.contains(part), "\(run.output)")
      }
      #expect(!run.output.contains("--range"), "\(run.output)")
      // The means differ by more than rounding, and an SD printed as 0.0 may be almost 0.05.
      #expect(run.output.contains("no upper limit"))
    }
    try work.write("group,n,mean,sd\nA,20,4.0,0.0\nB,5,,0.0\n", to: "s.csv")
    let missing = try work.hearth("compare", "--summary", "s.csv")
    #expect(
      missing.code == 1 && missing.output.contains("every SD is 0") && missing.output.contains("B (n = 5) has no mean"))
    #expect(!missing.output.contains("--range"))
    try work.write("group,n,mean,sd\nA,1,4.0,\nB,1,3.5,\n", to: "s.csv")
    let ones = try work.hearth("compare", "--summary", "s.csv")
    #expect(ones.code == 1 && ones.output.contains("every group has one person") && !ones.output.contains("--range"))
  }

  private struct Plain: Decodable {
    let bounds: Table.Bounds?
  }
}
