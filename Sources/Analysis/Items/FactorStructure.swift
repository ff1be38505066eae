import Statistics

/// What a set of items has in common: how many factors, which item belongs to which, and how reliable their sum is.
package struct FactorStructure: Sendable, Encodable {
  package enum Method: String, Sendable, Encodable, CaseIterable { case minres, ml }
  package enum Rotation: String, Sendable, Encodable, CaseIterable { case oblimin, varimax, none }

  package struct Adequacy: Sendable, Encodable {
    package let overall: Double
    /// One an item.
    package let items: [Double]
  }

  package struct Sphericity: Sendable, Encodable {
    package let statistic: Double
    package let degreesOfFreedom: Int
    package let p: Double
  }

  package struct Parallel: Sendable, Encodable {
    package struct Eigenvalue: Sendable, Encodable {
      package let observed, chanceMean, chanceQuantile: Double
    }
    package let draws: Int
    package let quantile: Double
    package let seed: UInt64
    package let eigenvalues: [Eigenvalue]
    package let suggestedFactors: Int
  }

  package struct Item: Sendable, Encodable {
    package let name: String
    /// One a factor.
    package let loadings: [Double]
    package let communality, uniqueness: Double
  }

  package struct Factor: Sendable, Encodable {
    /// What it explains of the items' standardised variances, in items.
    package let sumOfSquares: Double
    /// Of all their variance.
    package let share: Double
    /// One a factor; 1 with itself.
    package let correlations: [Double]
  }

  package struct Fit: Sendable, Encodable {
    /// nil without degrees of freedom, or where the correlations are not positive definite.
    package let discrepancy, statistic, p: Double?
    package let degreesOfFreedom: Int
    package let rootMeanSquareResidual: Double
  }

  /// A loading of this size is one worth naming.
  package static let worthNaming = 0.3

  package let analysis = "factors"
  /// People who answered all items.
  package let n: Int
  package let leftOut: Int
  package let columns: [String]
  package let reversed: [String]
  /// `Pearson` or `polychoric`.
  package let correlations: String
  package let method: Method
  package let rotation: Rotation
  package internal(set) var adequacy: Adequacy?
  package internal(set) var sphericity: Sphericity?
  package internal(set) var parallelAnalysis: Parallel?
  package internal(set) var factors: [Factor] = []
  /// In the order of the columns.
  package internal(set) var items: [Item] = []
  package internal(set) var fit: Fit?
  package internal(set) var reliability: ScaleReliability?
  /// What a reader should see before using the figures.
  package internal(set) var remarks: [String] = []
  package internal(set) var refused: [Refusal] = []

  init(_ items: ItemColumns, _ question: Question) {
    n = items.cases.count
    leftOut = items.leftOut
    columns = items.names
    reversed = items.reversed
    correlations = question.isPolychoric ? "polychoric" : "Pearson"
    method = question.method
    rotation = question.rotation
  }
}
