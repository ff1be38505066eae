package import Dataset
package import Problems
import Statistics

/// Weights that bring a file's answers to what the population is known to be.
package struct SampleWeights: Sendable, Encodable {
  package struct Question: Sendable {
    /// A column of first weights; 1 each unless given.
    package let first: String?
    /// Least and largest factor on the first weights.
    package let bounds: ClosedRange<Double>?
    /// Whether rows that lack an answer to one of the questions go without a weight, instead of being refused.
    package let leavesOutIncomplete: Bool

    package init(first: String? = nil, bounds: ClosedRange<Double>? = nil, leavesOutIncomplete: Bool = false) {
      self.first = first
      self.bounds = bounds
      self.leavesOutIncomplete = leavesOutIncomplete
    }
  }

  package struct Level: Sendable, Encodable {
    package let column, answer: String
    package let people: Int
    /// Shares of 100 before and after weighting; those after are the population's.
    package let sampleShare, weightedShare: Double
  }

  package let analysis = "weights"
  package let rows: Int
  package let weighted: Int
  package let leftOut: Int
  package let population: Double
  package let levels: [Level]
  package let smallestFactor, largestFactor: Double
  /// n·Σw²/(Σw)²: how many times the variance of a mean grows.
  package let designEffect: Double
  package let effectiveSize: Double
  package let iterations: Int
  package let largestMisfit: Double
  /// A row; nil where there is none. They go to the file, not into the summary.
  package let weights: [Double?]

  private enum CodingKeys: String, CodingKey {
    case analysis, rows, weighted, leftOut, population, levels, smallestFactor, largestFactor, designEffect,
      effectiveSize,
      iterations, largestMisfit
  }

  /// - Parameter population: a table of the columns `column`, `answer` and `people`: how many people the population has at each answer.
  /// - Throws: `Problem` naming the column, the answer and what to do.
  package init(_ dataset: Dataset, population: Dataset, _ question: Question) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    let known = try PopulationTable(population)
    var answers: [ClosedAnswers] = []
    for margin in known.margins { answers.append(try columns.choices(margin.column, option: "--population")) }
    let first = try question.first.map { name throws(Problem) in try columns.numbers(name, option: "--first") }
    let complete = (0..<dataset.rowCount).filter { row in
      answers.allSatisfy { Int($0.codes[row]) < $0.levels.count } && first?[row] != .some(nil)
    }
    rows = dataset.rowCount
    leftOut = rows - complete.count
    guard leftOut == 0 || question.leavesOutIncomplete else {
      throw Problem(
        "\(leftOut) of \(rows) rows lack an answer that the population is known by", at: dataset.source.fileName,
        remedy: "leave them without a weight with --leave-out-incomplete, or weight by other columns")
    }
    guard !complete.isEmpty else { throw columns.nobody("an answer to every question of the population table") }
    do throws(StatisticsError) {
      var margins: [PopulationMargin] = []
      for (margin, answer) in zip(known.margins, answers) {
        margins.append(try Self.margin(margin, answer, complete))
      }
      let start = complete.map { row in first?[row] ?? 1 }
      let raking = try rake(start, to: margins, bounds: question.bounds.map { ($0.lowerBound, $0.upperBound) })
      var weights = [Double?](repeating: nil, count: rows)
      for (row, weight) in zip(complete, raking.weights) { weights[row] = weight }
      self.weights = weights
      levels = Self.levels(margins, start, raking.weights)
      (smallestFactor, largestFactor) = (raking.smallestFactor, raking.largestFactor)
      (designEffect, effectiveSize) = (raking.weightingEffect, raking.effectiveSize)
      (iterations, largestMisfit) = (raking.iterations, raking.largestMisfit)
    } catch {
      throw Self.problem(error, population.source.fileName)
    }
    weighted = complete.count
    self.population = known.margins[0].people.values.reduce(0, +)
  }

  /// Answers as the population table has them, in its order.
  private static func margin(
    _ known: PopulationTable.Margin, _ answers: ClosedAnswers, _ rows: [Int]
  ) throws(StatisticsError) -> PopulationMargin {
    var codes: [Int] = []
    for row in rows {
      let answer = answers.levels[Int(answers.codes[row])]
      guard let place = known.answers.firstIndex(of: answer) else { throw .emptyCategory("\(known.column): \(answer)") }
      codes.append(place)
    }
    return try PopulationMargin(
      name: known.column, factor: try Factor(levels: known.answers, codes: codes),
      totals: known.answers.map { known.people[$0] ?? 0 })
  }

  private static func levels(_ margins: [PopulationMargin], _ start: [Double], _ weights: [Double]) -> [Level] {
    let (before, after) = (start.reduce(0, +), weights.reduce(0, +))
    return margins.flatMap { margin in
      margin.factor.levels.indices.map { level in
        let people = margin.factor.codes.indices.filter { margin.factor.codes[$0] == level }
        return Level(
          column: margin.name, answer: margin.factor.levels[level], people: people.count,
          sampleShare: people.reduce(0) { $0 + start[$1] } / before * 100,
          weightedShare: people.reduce(0) { $0 + weights[$1] } / after * 100)
      }
    }
  }

  private static func problem(_ error: StatisticsError, _ file: String) -> Problem {
    switch error {
    case .emptyCategory(let what):
      Problem(
        "“\(what)” is there in the answers or in the population, and not in both", at: file,
        remedy: "join it with another answer, in the data and in the table")
    case .noConvergence(let what):
      Problem(
        "no weights meet every number at once: \(what) did not come out", at: file,
        remedy: "check that the numbers are of one population; widen --bounds; join answers of few people")
    default:
      Problem("\(error)", at: file, remedy: "check the table and the first weights")
    }
  }
}
