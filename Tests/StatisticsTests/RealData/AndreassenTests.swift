import Foundation
import Statistics
import Testing

/// 16,426 Norwegian workers (Andreassen et al. 2016, doi:10.1371/journal.pone.0152978): the published odds ratios of workaholism.
@Suite("Real data: workaholism and psychiatric symptoms, as published")
struct AndreassenTests {
  /// Lines of the packed table, quotes removed; nil, and said so, where the file or `gzip` is absent.
  static func rows() throws -> [[String]]? {
    let url = SharedData.folder.appending(path: "andreassen2016_workaholism.csv.gz")
    guard FileManager.default.fileExists(atPath: url.path), FileManager.default.fileExists(atPath: "/usr/bin/gzip")
    else {
      print("skipped: \(url.path) is not there, or nothing to unpack it")
      return nil
    }
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/gzip")
    unpack.arguments = ["-dc", url.path]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    unpack.waitUntilExit()
    // The only commas within quotes stand in the levels of income; quotes come in pairs.
    return text.split(separator: "\n").map { line in
      line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
        index % 2 == 1
          ? [String(part)]
          : part.split(separator: ",", omittingEmptySubsequences: true).map(String.init)
      }
    }
  }

  @Test("Odds ratios of four disorders, adjusted for person and job")
  func oddsRatios() throws {
    guard let rows = try Self.rows() else { return }
    let names = rows[0]
    let data = rows.dropFirst()
    func column(_ name: String) throws -> [String] {
      let place = try #require(names.firstIndex(of: name))
      return data.map { $0[place] }
    }
    func numbers(_ name: String) throws -> [Double] { try column(name).compactMap(Double.init) }
    func factor(_ name: String) throws -> Variable { .factor(try Factor(try column(name))) }
    func hits(_ items: [(String, Double)]) throws -> [Double] {
      try items.map { item in try numbers(item.0).map { $0 >= item.1 ? 1.0 : 0 } }
        .reduce([Double](repeating: 0, count: data.count)) { zip($0, $1).map { $0 + $1 } }
    }
    func sum(_ items: [String]) throws -> [Double] {
      try items.map(numbers).reduce([Double](repeating: 0, count: data.count)) { zip($0, $1).map { $0 + $1 } }
    }
    func flag(_ values: [Double], from least: Double) -> Variable { .numeric(values.map { $0 >= least ? 1 : 0 }) }

    #expect(data.count == 16_426)
    let workaholic = try hits((1...7).map { ("BWAS\($0)", 4) }).map { $0 >= 4 ? 1.0 : 0 }
    #expect(workaholic.reduce(0, +) == 1287)
    let schools = ["Primary_school", "High_school", "Vocational_school", "Bachelor", "Master_PhD"]
    let marks = try schools.map(numbers)
    let incomes =
      ["0 - 99 999 NOK"] + (1...9).map { "\($0)00 000 - \($0)99 999 NOK" } + ["1 million NOK or more"]
    let variables: [String: Variable] = [
      "adhd": flag(try hits((1...3).map { ("ASRS\($0)", 3) } + (4...6).map { ("ASRS\($0)", 4) }), from: 4),
      "ocd": flag(try sum((1...18).map { "OCIR\($0)" }), from: 22),
      "anxiety": flag(try sum(stride(from: 1, through: 13, by: 2).map { "HADS\($0)" }), from: 11),
      "depression": flag(try sum(stride(from: 2, through: 14, by: 2).map { "HADS\($0)" }), from: 11),
      "age": .numeric(try numbers("Age")), "gender": try factor("Gender"), "couple": try factor("Marital_Status"),
      "school": .factor(
        try Factor(
          levels: schools, codes: data.indices.map { row in marks.firstIndex { $0[row - data.startIndex] == 1 } ?? 0 })),
      "income": .numeric(
        try column("Income_last_year_before_tax").map { Double(try #require(incomes.firstIndex(of: $0))) }),
      "sector": try factor("Work_sector"), "leader": try factor("Leader_role"),
      "full": try factor("Work_Full_Position"),
    ]
    let order = [
      "adhd", "ocd", "anxiety", "depression", "age", "gender", "school", "income", "sector", "leader", "couple", "full",
    ]
    let model = try generalisedLinearModel(
      workaholic, Design(variables, terms: order.map { Term($0) }), family: .binomial)
    let wald = try model.estimates.waldEstimates()
    let published: [(String, [Double])] = [
      ("adhd", [2.260, 1.963, 2.601]), ("ocd", [2.205, 1.883, 2.583]), ("anxiety", [2.422, 2.091, 2.805]),
      ("depression", [1.555, 1.213, 1.993]),
    ]
    for (name, wanted) in published {
      let ratio = try #require(wald.first { $0.name == name }).ratio
      for (actual, wanted) in zip([ratio.estimate, ratio.lower, ratio.upper], wanted) {
        #expect(abs(actual - wanted) <= 0.0005, "\(name): \(actual) against \(wanted)")
      }
    }
  }
}
