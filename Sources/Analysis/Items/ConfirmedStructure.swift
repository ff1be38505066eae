/// Whether a stated structure of items fits one's own file, in everybody or alike in several groups.
package struct ConfirmedStructure: Sendable, Encodable {
  package struct Fit: Sendable, Encodable {
    package let chiSquared: Double
    package let degreesOfFreedom: Int
    /// nil without degrees of freedom.
    package let p: Double?
    package let cfi, tli: Double?
    /// With its 90 % interval.
    package let rmsea, rmseaLower, rmseaUpper: Double?
    /// P of so large a χ² where RMSEA is 0.05.
    package let closeFit: Double?
    package let srmr: Double
    /// By which χ² was divided for answers that are not normal; nil for the plain test.
    package let scaling: Double?
  }

  package struct Loading: Sendable, Encodable {
    package let group: String
    package let factor, item: String
    package let estimate: Double
    /// nil for the item that gives the factor its unit.
    package let standardError: Double?
    /// In standard deviations of item and factor; nil where a variance came out negative.
    package let standardised, standardisedError: Double?
  }

  package struct Factor: Sendable, Encodable {
    package let group, name: String
    /// ω of the sum of its items and the share of their variance; nil where an item measures another factor too.
    package let omega, averageVarianceExtracted: Double?
    /// By the factors' order.
    package let correlations: [Double?]
    /// Against the first group; nil unless intercepts are equal.
    package let mean, meanError: Double?
  }

  /// One step of measurement invariance, beside the step before.
  package struct Step: Sendable, Encodable {
    package let invariance: String
    package let fit: Fit
    package let difference: Double?
    package let differenceDegreesOfFreedom: Int?
    package let differenceP: Double?
    package let cfiChange, rmseaChange, srmrChange: Double?
  }

  package let analysis = "structure"
  package let structure: String
  package let estimator: String
  package let n, leftOut: Int
  package let groups: [String]
  package let groupSizes: [Int]
  package let factorNames: [String]
  /// Of one group, or of the same structure in several.
  package let fit: Fit
  package let loadings: [Loading]
  package let factors: [Factor]
  package let logLikelihood, aic, bic: Double
  /// Configural, metric, scalar, strict; none without groups.
  package let steps: [Step]
  /// Items whose residual variance came out negative.
  package let negativeVariances: [String]
  /// Groups in which factors came out as nothing that variables can be, such as with a correlation beyond 1.
  package let impossibleFactors: [String]
}
