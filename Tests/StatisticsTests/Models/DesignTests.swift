import Foundation
import Statistics
import Testing

/// Columns as R's `model.matrix` gives them.
@Suite("Predictors become columns") struct DesignTests {
  private static func variables() throws -> [String: Variable] {
    [
      "x": .numeric([1, 2, 3, 4, 5, 6]),
      "a": .factor(try Factor(["p", "q", "r", "p", "q", "r"])),
      "b": .factor(try Factor(levels: ["u", "v"], codes: [0, 0, 0, 1, 1, 1], contrasts: .sum)),
    ]
  }

  @Test("Treatment and sum contrasts, and their interaction")
  func interaction() throws {
    let design = try Design(Self.variables(), terms: [Term("a", "b"), Term("b"), Term("a"), Term("b")])
    #expect(design.names == ["(Intercept)", "bu", "aq", "ar", "aq:bu", "ar:bu"])
    #expect(design.terms.map(\.name) == ["b", "a", "a:b"])
    #expect(design.termOfColumn == [nil, 0, 1, 1, 2, 2])
    #expect(design.matrix.column(1) == [1, 1, 1, -1, -1, -1])
    #expect(design.matrix.column(5) == [0, 0, 1, 0, 0, -1])
  }

  @Test("A factor without its margin has one column a level")
  func withoutMargin() throws {
    let alone = try Design(Self.variables(), terms: [Term("a")], intercept: false)
    #expect(alone.names == ["ap", "aq", "ar"])
    let slopes = try Design(Self.variables(), terms: [Term("a"), Term("a", "x")])
    #expect(slopes.names == ["(Intercept)", "aq", "ar", "ap:x", "aq:x", "ar:x"])
    #expect(slopes.matrix.column(3) == [1, 0, 0, 4, 0, 0])
    let parallel = try Design(Self.variables(), terms: [Term("a"), Term("x"), Term("a", "x")])
    #expect(parallel.names == ["(Intercept)", "aq", "ar", "x", "aq:x", "ar:x"])
  }

  @Test("Every formula gives R's columns, in R's order", arguments: DesignCase.all)
  func byR(_ reference: DesignCase) throws {
    let design = try Design(
      reference.variables(), terms: reference.terms.map { Term($0) }, intercept: reference.intercept)
    #expect(design.names == reference.names)
    #expect(design.termOfColumn == reference.owners.map { $0 == 0 ? nil : $0 - 1 })
    #expect(design.matrix.elements == reference.matrix)
    #expect(design.predictorColumns == reference.owners.indices.filter { reference.owners[$0] > 0 })
    // A fit is refused just where R's columns depend on each other.
    let outcome = (0..<24).map { Double($0 * $0 * 7919 % 104_729) }
    guard reference.rank < reference.names.count else {
      _ = try linearModel(design, outcome: outcome)
      return
    }
    let refusal = #expect(throws: StatisticsError.self) { try linearModel(design, outcome: outcome) }
    guard case .rankDeficient(let columns)? = refusal else {
      Issue.record("refused for another reason: \(String(describing: refusal))")
      return
    }
    #expect(columns.count == reference.names.count - reference.rank)
  }

  @Test("The reference holds its formulas") func loaded() { #expect(DesignCase.all.count == 74) }

  @Test("A product of other numbers does not span a slope, though R takes it to") func products() throws {
    let variables = try Self.variables().merging(["z": .numeric([2, 1, 4, 3, 6, 5])]) { $1 }
    let design = try Design(variables, terms: [Term("x", "z"), Term("a", "x")])
    #expect(design.names == ["(Intercept)", "x:z", "ap:x", "aq:x", "ar:x"])
  }

  @Test("A table of one's own has an intercept if its first column is called so") func ownTable() throws {
    let (one, x) = ([1.0, 1, 1, 1, 1, 1], [2.0, 3, 5, 7, 11, 13])
    let design = try Design(Matrix(columns: [one, x]), names: ["(Intercept)", "x"])
    let same = try Design(["x": .numeric(x)], terms: [Term("x")])
    #expect(design.hasIntercept && design.terms == same.terms && design.termOfColumn == same.termOfColumn)
    #expect(design.predictorColumns == [1])
    let outcome = [1.0, 0, 0, 1, 0, 1]
    let (model, wanted) = (try linearModel(design, outcome: outcome), try linearModel(same, outcome: outcome))
    #expect(try model.termTests(.marginal) == wanted.termTests(.marginal))
    #expect(model.rSquared == wanted.rSquared)
    let logistic = try generalisedLinearModel(outcome, design, family: .binomial)
    #expect(logistic.nullDeviance == (try generalisedLinearModel(outcome, same, family: .binomial)).nullDeviance)
    #expect(try logistic.termTests().count == 1)
    #expect(throws: StatisticsError.self) { try Design(Matrix(columns: [x, one]), names: ["x", "(Intercept)"]) }
    #expect(throws: StatisticsError.self) { try Design(Matrix(columns: [x]), names: ["(Intercept)"]) }
  }

  @Test("Another level to refer to")
  func reference() throws {
    let factor = try Factor(levels: ["p", "q"], codes: [0, 1], contrasts: .treatment(reference: 1))
    let design = try Design(["a": .factor(factor)], terms: [Term("a")])
    #expect(design.names == ["(Intercept)", "ap"] && design.matrix.column(1) == [1, 0])
  }

  @Test("What cannot be a design says why")
  func refused() throws {
    let variables = try Self.variables()
    #expect(throws: StatisticsError.outOfDomain("there is no column \"z\"")) {
      try Design(variables, terms: [Term("z")])
    }
    #expect(throws: StatisticsError.unequalLengths(6, 1)) {
      try Design(variables.merging(["y": .numeric([1])]) { $1 }, terms: [Term("x"), Term("a"), Term("y")])
    }
    #expect(throws: StatisticsError.self) { try Design(variables, terms: [Term("x", "x")]) }
    #expect(throws: StatisticsError.tooFewValues(0)) { try Design([:], terms: []) }
    #expect(throws: StatisticsError.notFinite("a value of \"y\"")) {
      try Design(["y": .numeric([.nan])], terms: [Term("y")])
    }
    #expect(throws: StatisticsError.self) { try Factor(levels: ["p"], codes: [1]) }
    #expect(throws: StatisticsError.self) { try Factor(levels: ["p", "p"], codes: [0]) }
  }
}

/// One formula of `Fixtures/linear/designs.json`.
struct DesignCase: Decodable, Sendable, CustomTestStringConvertible {
  let formula: String
  let sum, intercept: Bool
  let terms: [[String]]
  let names: [String]
  let owners: [Int]
  let rank: Int
  let matrix: [Double]

  var testDescription: String { "\(formula), \(sum ? "sum" : "treatment") contrasts" }

  private struct File: Decodable {
    let numbers: [String: [Double]]
    let factors: [String: [String]]
    let cases: [DesignCase]
  }

  private static let file: File? = {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/designs.json")
    return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }
  }()

  static let all = file?.cases ?? []

  func variables() throws -> [String: Variable] {
    let file = try #require(Self.file)
    var result: [String: Variable] = file.numbers.mapValues { .numeric($0) }
    for (name, values) in file.factors {
      result[name] = .factor(try Factor(values, contrasts: sum ? .sum : .treatment()))
    }
    return result
  }
}
