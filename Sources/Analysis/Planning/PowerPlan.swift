package import Problems
import Statistics

/// How many people a study needs, what it can find, or how likely it is to find it: two of the three give the third.
package struct PowerPlan: Sendable, Encodable {
  package enum Design: String, Sendable, Encodable, CaseIterable {
    case twoMeans = "two-means"
    case oneMean = "one-mean"
    case pairedMeans = "paired-means"
    case anova, proportions, correlation
    case clusterMeans = "cluster-means"
    case clusterProportions = "cluster-proportions"
    case steppedWedge = "stepped-wedge"
  }

  package struct Question: Sendable {
    package var design: Design
    package var count, effect, power: Double?
    package var significance = 0.05
    package var isOneSided = false
    package var ratio = 1.0
    package var groups: Int?
    package var proportion, clusterSize, sizeVariation, intraclassCorrelation: Double?
    package var steps, clustersPerStep: Int?

    package init(_ design: Design) { self.design = design }
  }

  package let analysis = "power"
  package let design: Design
  /// What was asked for: `count`, `effect` or `power`.
  package let solved: String
  package let count, effect, power: Double
  /// The least whole number that will do, and what it counts.
  package let needed: Int?
  package let countOf, effectIs: String
  package let significance: Double
  package let sides: Int

  /// - Throws: `Problem` for a design that lacks a figure, and for what cannot be reached.
  package init(_ question: Question) throws(Problem) {
    guard [question.count, question.effect, question.power].count(where: { $0 != nil }) == 2 else {
      throw Problem(
        "two of size, effect and power give the third", at: "--count, --effect, --power", remedy: "give exactly two")
    }
    let formula = try Self.formula(question)
    do throws(StatisticsError) {
      switch (question.count, question.effect, question.power) {
      case (let count?, let effect?, _):
        (solved, self.count, self.effect) = ("power", count, effect)
        power = try formula.power(count: count, effect: effect)
      case (let count?, nil, let power?):
        (solved, self.count, self.power) = ("effect", count, power)
        effect = try formula.effect(power: power, count: count)
      case (_, let effect, let power):
        (solved, self.effect, self.power) = ("count", effect ?? 0, power ?? 0)
        count = try formula.count(power: self.power, effect: self.effect)
      }
    } catch {
      throw Problem("\(error)", at: question.design.rawValue, remedy: "check size, effect and power")
    }
    design = question.design
    // Rounding must not ask for one more than is needed.
    needed = solved == "count" && count < 1e15 ? Int((count * (1 - 1e-12)).rounded(.up)) : nil
    (countOf, effectIs) = Self.words(question)
    significance = question.significance
    sides = question.isOneSided ? 1 : 2
  }

  private static func formula(_ question: Question) throws(Problem) -> any PowerFormula {
    let sides: TestSides = question.isOneSided ? .one : .two
    let level = question.significance
    func need<Value>(_ value: Value?, _ option: String) throws(Problem) -> Value {
      guard let value else {
        throw Problem("\(question.design.rawValue) needs \(option)", at: option, remedy: "give it")
      }
      return value
    }
    do {
      switch question.design {
      case .twoMeans:
        return try TTestPower(.twoSamples(ratio: question.ratio), significance: level, sides: sides)
      case .oneMean: return try TTestPower(.oneSample, significance: level, sides: sides)
      case .pairedMeans: return try TTestPower(.pairs, significance: level, sides: sides)
      case .anova: return try ANOVAPower(groups: try need(question.groups, "--groups"), significance: level)
      case .proportions:
        return try ProportionPower(
          proportion: try need(question.proportion, "--proportion"), ratio: question.ratio, significance: level,
          sides: sides)
      case .correlation: return try CorrelationPower(significance: level, sides: sides)
      case .clusterMeans, .clusterProportions:
        return try ClusterPower(
          question.design == .clusterMeans
            ? .mean : .proportion(control: try need(question.proportion, "--proportion")),
          clusterSize: try need(question.clusterSize, "--cluster-size"), sizeVariation: question.sizeVariation ?? 0,
          intraclassCorrelation: try need(question.intraclassCorrelation, "--icc"), significance: level, sides: sides)
      case .steppedWedge:
        return try SteppedWedgePower(
          treated: try SteppedWedgePower.layout(
            steps: try need(question.steps, "--steps"),
            clustersPerStep: try need(question.clustersPerStep, "--clusters-per-step")),
          intraclassCorrelation: try need(question.intraclassCorrelation, "--icc"), significance: level, sides: sides)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem("\(error)", at: question.design.rawValue, remedy: "check the figures of the design")
    }
  }

  private static func words(_ question: Question) -> (count: String, effect: String) {
    switch question.design {
    case .twoMeans:
      (
        question.ratio == 1
          ? "people in each group" : "people in the first group (and \(question.ratio) times as many in the other)",
        "difference of means over the SD"
      )
    case .oneMean: ("people", "difference from the norm over the SD")
    case .pairedMeans: ("people measured twice", "mean change over the SD of the changes")
    case .anova: ("people in each group", "Cohen's f: SD of the groups' means over the SD within groups")
    case .proportions: ("people in each group", "by how much the other share is higher")
    case .correlation: ("people", "correlation")
    case .clusterMeans: ("clusters in each arm", "difference of means over the SD")
    case .clusterProportions: ("clusters in each arm", "by how much the other arm's share is higher")
    case .steppedWedge: ("people of one cluster in one period", "difference of means over the SD")
    }
  }
}
