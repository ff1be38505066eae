/// The contrasts of one effect within people, each regressed on the factors between people.
struct Stratum {
  /// p.
  let count: Int
  /// The residuals' sum of squares over all contrasts, in squared scaled units.
  let error: Double
  let sphericity: Sphericity
  private let factors: [TriangularFactor]

  /// - Parameters:
  ///   - contrasts: p columns of one value a person.
  ///   - table: the columns of the design.
  /// - Throws: `rankDeficient`, with the names of the design's columns.
  init(
    _ contrasts: [[DoubleDouble]], _ table: [[DoubleDouble]], design: Design, freedom: Int
  ) throws(StatisticsError) {
    count = contrasts.count
    factors = contrasts.map { TriangularFactor(reflecting: table, $0) }
    let dependent = factors.first?.dependent ?? []
    guard dependent.isEmpty else { throw .rankDeficient(columns: dependent.map { design.names[$0] }) }
    let residuals = zip(contrasts, factors).map { contrast, factor in
      var rest = contrast
      for (column, share) in zip(table, factor.solution) {
        for person in rest.indices { rest[person] += -(column[person] * share) }
      }
      return rest
    }
    var products = Matrix(rows: count, columns: count)
    for first in 0..<count {
      for second in 0...first {
        var sum = DoubleDouble(0)
        for (a, b) in zip(residuals[first], residuals[second]) { sum += a * b }
        products[first, second] = sum.value
        products[second, first] = sum.value
      }
    }
    error = products.diagonal.reduce(0, +)
    sphericity = try Sphericity(error > 0 ? products : .identity(count), freedom: freedom)
  }

  /// The sum of squares of a term between people (nil: of the mean), over all contrasts, and its degrees of freedom.
  func squares(of term: Int?, _ design: Design, _ type: SumOfSquaresType) -> (sum: Double, degreesOfFreedom: Int) {
    let (before, own) = design.columns(of: term, type)
    var sum = DoubleDouble(0)
    for factor in factors {
      for square in factor.squaresAdded(inOrder: before + own)[before.count...] { sum += square }
    }
    return (sum.value, own.count * count)
  }
}
