import Foundation
import Statistics

/// A linear model of 100,000 rows and ten predictors, with tests of its coefficients.
enum LinearBench {
  static func run(_ folder: URL) throws {
    var chance = SeededGenerator(seed: 2)
    let columns = (0..<10).map { _ in (0..<100_000).map { _ in (chance.normal() * 1000).rounded() / 1000 } }
    let y = (0..<100_000).map { row in
      ((columns.reduce(1) { $0 + 0.1 * $1[row] } + chance.normal()) * 1000).rounded() / 1000
    }
    let names = (0..<10).map { "x\($0)" }
    var text = (names + ["y"]).joined(separator: ",") + "\n"
    for row in y.indices { text += columns.map { "\($0[row])," }.joined() + "\(y[row])\n" }
    try text.write(to: folder.appendingPathComponent("linear.csv"), atomically: true, encoding: .utf8)
    let variables = Dictionary(uniqueKeysWithValues: zip(names, columns.map { Variable.numeric($0) }))
    let clusters = y.indices.map { $0 % 500 }
    func fit() throws -> LinearModel { try linearModel(Design(variables, terms: names.map { Term($0) }), outcome: y) }
    let found = try StatisticsBench.time("linear model, 1e5 rows, 10 predictors") { () throws -> [CoefficientTest] in
      try fit().coefficientTests()
    }
    let model = try fit()
    try StatisticsBench.time("HC3 of it") { try model.covariance(.heteroscedastic(.hc3)) }
    try StatisticsBench.time("CR1 of it, 500 clusters") { try model.covariance(.clustered(.cr1, by: clusters)) }
    FileHandle.standardError.write(Data("b = \(found.map(\.estimate)), s = \(model.residualStandardDeviation)\n".utf8))
  }
}
