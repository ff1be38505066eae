import Analysis
import ArgumentParser
import Problems

struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "How many people a study needs, what it can find, or how likely it is to find it.",
    discussion: """
      Give two of --count, --effect and --power; the third is found.
      two-means, one-mean, paired-means: t-tests, the effect in SDs. anova: --groups, the effect Cohen's f. proportions: --proportion \
      of one group, the effect by how much the other is higher. correlation. cluster-means, cluster-proportions: arms given to whole \
      teams, --cluster-size, --icc, the count is of teams in each arm. stepped-wedge: teams change over at --steps times, \
      --clusters-per-step at each, --icc, the count is of people in a team and period.
      """)

  @Argument(help: "The design.") var design: PowerPlan.Design
  @Option(help: "How many there are.") var count: Double?
  @Option(help: "The effect that there is, or that matters.") var effect: Double?
  @Option(help: "The chance to find it, such as 0.8.") var power: Double?
  @Option(help: "The level of significance.") var significance = 0.05
  @Flag(help: "Look in the effect's direction only.") var oneSided = false
  @Option(help: "Of two groups: how many times as many are in the other.") var ratio = 1.0
  @Option(help: "With anova: how many groups.") var groups: Int?
  @Option(help: "The share in the one group, from 0 to 1.") var proportion: Double?
  @Option(help: "With clusters: people in each, on average.") var clusterSize: Double?
  @Option(help: "With clusters: the SD of their sizes over the mean.") var sizeVariation: Double?
  @Option(help: "With clusters: the intraclass correlation.") var icc: Double?
  @Option(help: "With stepped-wedge: times of change.") var steps: Int?
  @Option(help: "With stepped-wedge: clusters that change at each.") var clustersPerStep: Int?
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    guard [count, effect, power].count(where: { $0 != nil }) == 2 else {
      throw ValidationError("give exactly two of --count, --effect and --power")
    }
  }

  func run() throws {
    var question = PowerPlan.Question(design)
    (question.count, question.effect, question.power) = (count, effect, power)
    (question.significance, question.isOneSided, question.ratio) = (significance, oneSided, ratio)
    (question.groups, question.proportion) = (groups, proportion)
    (question.clusterSize, question.sizeVariation, question.intraclassCorrelation) = (clusterSize, sizeVariation, icc)
    (question.steps, question.clustersPerStep) = (steps, clustersPerStep)
    let plan = try PowerPlan(question)
    if json { return try Terminal.printJSON(plan) }
    let size =
      plan.needed.map { "\($0) (\(shortNumber(plan.count, digits: 6)) before rounding)" } ?? shortNumber(plan.count)
    print("\(plan.countOf): \(size)")
    print("effect (\(plan.effectIs)): \(shortNumber(plan.effect, digits: 4))")
    print(
      "power: \(shortNumber(plan.power, digits: 4)), at \(shortNumber(plan.significance)) \(plan.sides == 1 ? "one-sided" : "two-sided")"
    )
  }
}

extension PowerPlan.Design: ExpressibleByArgument {}
