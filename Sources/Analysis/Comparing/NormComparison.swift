package import Dataset
import Instruments
package import Problems
import Statistics

/// The mean of a column of one's own file against a stated norm.
package struct NormComparison: Sendable, Encodable {
  package let analysis = "norm"
  package let outcome: String
  package let n: Int
  /// Rows without an outcome.
  package let leftOut: Int
  package let mean: Double
  package let sd: Double?
  /// The 95 % interval of the mean.
  package let lower: Double?
  package let upper: Double?
  package let normMean: Double
  package let normSD: Double?
  package private(set) var test: MeanTest?
  package private(set) var effects: [EffectSize] = []
  /// Of the mean, 50 + 10·(mean − M)/S.
  package private(set) var tScore: Double?
  /// Share of the norm group below the mean in per cent, if scores there are normally distributed.
  package private(set) var percentileIfNormal: Double?
  package private(set) var refused: [Refusal] = []

  /// - Parameters:
  ///   - mean: M, of the norm group, in the unit of the column.
  ///   - sd: S, of the norm group; T score and percentile need it.
  /// - Throws: `Problem` when the column is missing, empty or holds no numbers, or S is not above 0.
  package init(_ dataset: Dataset, outcome: String, mean: Double, sd: Double?) throws(Problem) {
    let (columns, leftOut) = try FileColumns(dataset: dataset).complete([(outcome, "--outcome")])
    let values = columns[0]
    let moments = Moments(values)
    let interval = try? meanInterval(moments)
    self.outcome = outcome
    n = values.count
    self.leftOut = leftOut
    self.mean = moments.mean
    self.sd = moments.standardDeviation
    lower = interval?.lower
    upper = interval?.upper
    normMean = mean
    normSD = sd
    do {
      let result = try oneSampleTTest(moments, mean: mean)
      test = MeanTest("one-sample t-test", outcome, "norm", result)
      effects.append(EffectSize("Cohen's d (by the SD of this file)", result.statistic / Double(n).squareRoot()))
    } catch {
      refused.append(Refusal(name: "one-sample t-test", reason: "\(error)"))
    }
    if let sd {
      tScore = try Instruments.tScore(of: moments.mean, mean: mean, sd: sd)
      let z = (moments.mean - mean) / sd
      effects.append(EffectSize("difference in norm SDs", z))
      percentileIfNormal = (try? Normal.standard.cumulative(z)).map { 100 * $0 }
    }
  }
}
