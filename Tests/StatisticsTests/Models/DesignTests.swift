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
