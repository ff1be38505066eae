package import Dataset
import Instruments
package import Problems
import Statistics

/// The same people measured twice, from one's own file.
package struct PairedComparison: Sendable, Encodable {
  package struct Side: Sendable, Encodable {
    package let column: String
    package let mean: Double
    package let sd: Double?
    package let lower: Double?
    package let upper: Double?
  }

  /// What a reliable change needs and which way is good.
  package struct Scale: Sendable {
    package enum HigherIs: String, Sendable, Encodable, CaseIterable { case better, worse }
    let reliability: Double
    /// In a stated group; nil takes that of the first measurement in the file.
    let sd: Double?
    let higherIs: HigherIs

    package init(reliability: Double, sd: Double?, higherIs: HigherIs) {
      self.reliability = reliability
      self.sd = sd
      self.higherIs = higherIs
    }
  }

  package struct Reliable: Sendable, Encodable {
    package let reliability: Double
    package let sd: Double
    /// Whose SD it is.
    package let sdFrom: String
    package let higherIs: Scale.HigherIs
    package let standardErrorOfMeasurement: Double
    /// A change counts when it is larger: 1.96·√2·SEM, in the unit of the score.
    package let threshold: Double
    package let improved: Int
    package let unchanged: Int
    package let worsened: Int
  }

  package let analysis = "paired"
  package let outcome: String
  package let n: Int
  /// Rows without both measurements.
  package let leftOut: Int
  package let before: Side
  package let after: Side
  /// Pearson's, of both measurements.
  package private(set) var correlation: Double?
  package private(set) var test: MeanTest?
  package private(set) var rankTest: RankTest?
  package private(set) var effects: [EffectSize] = []
  package private(set) var reliableChange: Reliable?
  package private(set) var refused: [Refusal] = []

  /// - Throws: `Problem` when a column is missing or holds no numbers, nobody has both, or the reliability is none.
  package init(_ dataset: Dataset, outcome: String, before: String, scale: Scale?) throws(Problem) {
    guard outcome != before else {
      throw Problem("column “\(before)” is compared with itself", at: "--before", remedy: "name the earlier column")
    }
    let (columns, leftOut) = try FileColumns(dataset: dataset).complete(
      [(before, "--before"), (outcome, "--outcome")])
    let (first, second) = (columns[0], columns[1])
    self.outcome = outcome
    n = first.count
    self.leftOut = leftOut
    self.before = Side(before, Moments(first))
    after = Side(outcome, Moments(second))
    correlation = (try? pearson(first, second))?.estimate
    do {
      let result = try pairedTTest(second, first)
      test = MeanTest("paired t-test", outcome, before, result)
      effects.append(EffectSize("Cohen's dz", result.statistic / Double(n).squareRoot()))
    } catch {
      refused.append(
        Refusal(
          name: "paired t-test",
          reason: error == .zeroVariance ? "everybody changed by the same amount" : "\(error)"))
    }
    do {
      rankTest = RankTest(outcome, before, try wilcoxonSignedRank(second, minus: first))
    } catch {
      refused.append(
        Refusal(name: "Wilcoxon signed rank", reason: error == .zeroVariance ? "nobody changed" : "\(error)"))
    }
    let name = "standardised mean change"
    do {
      effects.append(
        EffectSize(name, try standardisedMeanChange(before: first.map(\.value), after: second.map(\.value))))
    } catch {
      refused.append(Refusal(name: name, reason: error == .zeroVariance ? "one column does not vary" : "\(error)"))
    }
    if let scale { reliableChange = try reliable(first.map(\.value), second.map(\.value), scale) }
  }

  private func reliable(_ first: [Double], _ second: [Double], _ scale: Scale) throws(Problem) -> Reliable {
    guard let sd = scale.sd ?? before.sd, sd > 0 else {
      throw Problem(
        "“\(before.column)” does not vary, so it gives no SD for a reliable change", at: "--reliability",
        remedy: "give the scale's SD in a stated group with --norm-sd")
    }
    var changes: [ReliableChange] = []
    for (before, after) in zip(first, second) {
      changes.append(try ReliableChange(before: before, after: after, sd: sd, reliability: scale.reliability))
    }
    let rose = changes.count { $0.isReliable && $0.index > 0 }
    let fell = changes.count { $0.isReliable && $0.index < 0 }
    return Reliable(
      reliability: scale.reliability, sd: sd, sdFrom: scale.sd == nil ? "column \(before.column)" : "--norm-sd",
      higherIs: scale.higherIs, standardErrorOfMeasurement: changes[0].standardErrorOfMeasurement,
      threshold: changes[0].threshold, improved: scale.higherIs == .better ? rose : fell,
      unchanged: changes.count - rose - fell, worsened: scale.higherIs == .better ? fell : rose)
  }
}

extension PairedComparison.Side {
  fileprivate init(_ column: String, _ moments: Moments) {
    let interval = try? meanInterval(moments)
    self.init(
      column: column, mean: moments.mean, sd: moments.standardDeviation, lower: interval?.lower, upper: interval?.upper)
  }
}
