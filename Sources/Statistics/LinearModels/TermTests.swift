#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// What a term's sum of squares comes after.
public enum SumOfSquaresType: Sendable, CaseIterable {
  /// After the terms before it.
  case sequential
  /// Type II: after every term that does not contain it.
  case hierarchical
  /// Type III: after every other term; of main effects beside interactions it says something only with sum contrasts.
  case marginal
}

/// One term of a model against none of its coefficients.
public struct TermTest: Sendable, Equatable {
  public let term: Term
  /// In squared units of the outcome.
  public let sumOfSquares: Double
  /// F on the term's and the residual's degrees of freedom.
  public let test: FTest

  public var degreesOfFreedom: Int { Int(test.numerator) }
  public var meanSquare: Double { sumOfSquares / test.numerator }
}

extension LinearModel {
  /// The terms' tests: F = (sum of squares / its degrees of freedom) / s².
  ///
  /// The sum of squares that a term adds is read off the triangle of the columns in the order that the type asks for.
  /// - Throws: `zeroVariance` for a perfect fit; `tooFewValues` for a model without terms; `notFinite`.
  /// - Note: Fox, Applied Regression Analysis (2016), §8. Reference values: `Fixtures/linear` (R's `anova` and `car::Anova`). Without an
  ///   intercept `car` counts columns of type II differently.
  public func termTests(_ type: SumOfSquaresType) throws(StatisticsError) -> [TermTest] {
    guard !design.terms.isEmpty else { throw .tooFewValues(0) }
    var result: [TermTest] = []
    for (index, term) in design.terms.enumerated() {
      let (before, own) = design.columns(of: index, type)
      guard !own.isEmpty else { continue }
      let added = squares.factor.squaresAdded(inOrder: before + own)[before.count...]
      let sum = added.reduce(DoubleDouble(0), +)
      let value = scalbn(sum.value, Int32(2 * squares.outcomeExponent + squares.weightExponent))
      try checkFinite([value], "a sum of squares")
      result.append(TermTest(term: term, sumOfSquares: value, test: try fTest(sum, numerator: own.count)))
    }
    return result
  }
}

extension Design {
  /// The columns of a term by its 0-based index (nil: the intercept), and those that its sum of squares comes after.
  func columns(of term: Int?, _ type: SumOfSquaresType) -> (before: [Int], own: [Int]) {
    let own = termOfColumn.indices.filter { termOfColumn[$0] == term }
    let before = termOfColumn.indices.filter { column in
      // The intercept comes before every term and is within every term.
      guard let other = termOfColumn[column] else { return term != nil }
      guard let term else { return type == .marginal }
      return switch type {
      case .sequential: other < term
      case .hierarchical: other != term && !terms[term].isWithin(terms[other])
      case .marginal: other != term
      }
    }
    return (before, own)
  }
}
