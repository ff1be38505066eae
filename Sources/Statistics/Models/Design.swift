/// A column that a model may use.
public enum Variable: Sendable, Equatable {
  case numeric([Double])
  /// Numbers as they are written, for methods that reckon with more digits than a double has.
  case decimal([DecimalNumber])
  case factor(Factor)

  var count: Int {
    switch self {
    case .numeric(let values): values.count
    case .decimal(let numbers): numbers.count
    case .factor(let factor): factor.codes.count
    }
  }

  /// One a row; nil for a factor.
  var numbers: [Double]? {
    switch self {
    case .numeric(let values): values
    case .decimal(let numbers): numbers.map(\.value)
    case .factor: nil
    }
  }

  var isFactor: Bool {
    if case .factor = self { true } else { false }
  }
}

/// A main effect, or the interaction of several variables.
public struct Term: Sendable, Hashable {
  /// The variables' names, in the order in which their columns are multiplied.
  public let variables: [String]

  public init(_ variables: String...) { self.variables = variables }
  public init(_ variables: [String]) { self.variables = variables }

  /// `a:b`.
  public var name: String { variables.joined(separator: ":") }

  func isWithin(_ other: Term) -> Bool { Set(variables).isSubset(of: other.variables) }
}

/// The predictors of a model as a table, one column a coefficient.
///
/// A factor is coded by its contrasts where the columns before its term span the rest of the term already, and by one column a level where
/// they do not: the columns then span the same space whatever the contrasts. Without an intercept the first factor thus has a column for
/// each level, and the next ones their contrasts.
/// - Note: Chambers and Hastie, Statistical Models in S (1992), §2.4. Names follow R's `model.matrix`: `(Intercept)`, `age`, `roleNurse`,
///   `age:roleNurse`; sum contrasts carry the level, not its number. R asks whether the rest is within any term before, also within one of more
///   numeric variables, which does not span it (`a:x` after `x:z`). Reference values: `Fixtures/linear/designs.json`.
public struct Design: Sendable, Equatable {
  public let matrix: Matrix
  public let names: [String]
  /// In the order of the columns; those of less variables first.
  public let terms: [Term]
  /// The 0-based term of each column; nil for the intercept.
  public let termOfColumn: [Int?]
  public let hasIntercept: Bool
  public let variables: [String: Variable]
  /// What each entry is beyond its double, where a variable is written in decimals; products of such variables carry their rounding here.
  public let remainders: Matrix?

  /// The columns that are not the intercept, 0-based.
  public var predictorColumns: [Int] { names.indices.filter { termOfColumn[$0] != nil } }

  /// Of a column of ones.
  public static let interceptName = "(Intercept)"

  /// - Parameters:
  ///   - variables: columns of one length by name.
  ///   - terms: main effects and interactions; repeated ones count once.
  /// - Throws: `outOfDomain` for an unknown variable or a term that names one twice; `unequalLengths`; `notFinite`; `tooFewValues` for a
  ///   table without rows or columns.
  public init(
    _ variables: [String: Variable], terms: [Term], intercept: Bool = true
  ) throws(StatisticsError) {
    let used = Set(terms.flatMap(\.variables)).sorted()
    let rows = (used.first ?? variables.keys.sorted().first).flatMap { variables[$0]?.count } ?? 0
    for name in used {
      guard let variable = variables[name] else { throw .outOfDomain("there is no column \"\(name)\"") }
      guard variable.count == rows else { throw .unequalLengths(rows, variable.count) }
      if let values = variable.numbers { try checkFinite(values, "a value of \"\(name)\"") }
    }
    for term in terms where Set(term.variables).count != term.variables.count || term.variables.isEmpty {
      throw .outOfDomain("a term names each of its variables once, but this one is \"\(term.name)\"")
    }
    var seen: Set<Set<String>> = []
    let distinct = terms.filter { seen.insert(Set($0.variables)).inserted }
    // Terms of one size keep their order.
    let ordered = distinct.enumerated().sorted {
      ($0.element.variables.count, $0.offset) < ($1.element.variables.count, $1.offset)
    }
    .map(\.element)
    let constant = DesignColumn(values: [Double](repeating: 1, count: rows))
    var columns = intercept ? [constant] : []
    var names = intercept ? [Design.interceptName] : []
    var owners: [Int?] = intercept ? [nil] : []
    var spanned: [Set<String>] = intercept ? [[]] : []
    for (index, term) in ordered.enumerated() {
      for part in Design.columns(of: term, variables, rows: rows, spanned: spanned) {
        columns.append(part.column)
        names.append(part.name)
        owners.append(index)
      }
      spanned.append(Set(term.variables))
    }
    guard rows > 0, !columns.isEmpty else { throw .tooFewValues(0) }
    matrix = try Matrix(columns: columns.map(\.values))
    remainders = try DesignColumn.remainders(columns)
    self.names = names
    self.terms = ordered
    termOfColumn = owners
    hasIntercept = intercept
    self.variables = variables.filter { used.contains($0.key) }
  }

  /// A table whose columns are predictors as they stand; each is a term of its own, but for a first column named `(Intercept)`.
  /// - Throws: `outOfDomain` if a column of that name stands elsewhere or is not 1 in every row; `unequalLengths`; `notFinite`; `tooFewValues`
  ///   for a table without rows or columns.
  public init(_ matrix: Matrix, names: [String]) throws(StatisticsError) {
    guard names.count == matrix.columnCount else { throw .unequalLengths(matrix.columnCount, names.count) }
    guard matrix.rowCount > 0, matrix.columnCount > 0 else { throw .tooFewValues(0) }
    try checkFinite(matrix.elements, "a predictor")
    hasIntercept = names[0] == Design.interceptName
    guard !names.dropFirst().contains(Design.interceptName),
      !hasIntercept || matrix.column(0).allSatisfy({ $0 == 1 })
    else { throw .outOfDomain("the column \"\(Design.interceptName)\" comes first and is 1 in every row") }
    self.matrix = matrix
    self.names = names
    let first = hasIntercept ? 1 : 0
    terms = names.dropFirst(first).map { Term($0) }
    termOfColumn = names.indices.map { $0 < first ? nil : $0 - first }
    variables = [:]
    remainders = nil
  }

  private static func columns(
    of term: Term, _ variables: [String: Variable], rows: Int, spanned: [Set<String>]
  ) -> [(name: String, column: DesignColumn)] {
    var result: [(name: String, column: DesignColumn)] = []
    for name in term.variables {
      let parts: [(name: String, column: DesignColumn)]
      switch variables[name] {
      case .numeric(let values): parts = [(name, DesignColumn(values: values))]
      case .decimal(let numbers): parts = [(name, DesignColumn(numbers))]
      case .factor(let factor):
        let rest = Set(term.variables).subtracting([name])
        let isSpanned = spanned.contains { span in
          rest.isSubset(of: span) && span.subtracting(rest).allSatisfy { variables[$0]?.isFactor ?? false }
        }
        let coding = factor.coding(full: !isSpanned)
        parts = coding.names.enumerated().map { column, level in
          (name + level, DesignColumn(values: factor.codes.map { coding.rows[$0][column] }))
        }
      case nil: parts = []
      }
      // The first variable of a term changes fastest.
      result =
        result.isEmpty
        ? parts
        : parts.flatMap { part in result.map { ($0.name + ":" + part.name, $0.column.times(part.column)) } }
    }
    return result
  }
}
