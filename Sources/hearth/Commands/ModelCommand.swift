import Analysis
import ArgumentParser
import Foundation
import Problems

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Regression on your own file: scores, yes and no, counts, ordered answers; people within teams.",
    discussion: """
      --formula "score ~ age + role * team + (1 | service)": a:b is an interaction, a * b both effects and theirs, (x | g) lets the \
      level and the effect of x differ between groups, (x || g) without relating the two, (1 | service/team) has teams within \
      services; age^2 is a power. Names with spaces stand between backticks.
      Words are categories, the first in order the one that others are held against.
      linear: F tests of terms are of type II; with (… | …) by REML, Satterthwaite's degrees of freedom. logistic: of two answers. \
      firth: the same where answers are divided without exception, or rare. poisson, negative-binomial: counts. ordinal: \
      proportional odds.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "What is explained by what.") var formula: String
  @Option(help: "linear, logistic, firth, poisson, negative-binomial or ordinal.") var family = FittedModel.Family
    .linear
  @Option(help: ArgumentHelp("Columns of numbers that are categories, separated by commas.", valueName: "columns"))
  var categories: [String] = []
  @Option(
    help: ArgumentHelp(
      "The answer that others are held against: role=Nurse; may be given several times.", valueName: "column=answer"))
  var reference: [String] = []
  @Option(help: "With ordinal and words: the answers from the lowest, separated by commas.") var order: String?
  @Option(help: "A column of groups within which people are alike: standard errors allow for it.") var clusters: String?
  @Option(help: "With counts: the column of what they are counted over, such as shifts.") var exposure: String?
  @Option(
    help: ArgumentHelp(
      "With linear: factors whose adjusted means are compared, separated by commas.", valueName: "columns"))
  var means: String?
  @Flag(help: "With yes and no, or counts: average effects in shares or counts, beside odds or rates.") var effects =
    false
  @Flag(help: "Standard errors that allow for errors of unequal size.") var robust = false
  @Flag(help: "With (… | …): maximum likelihood instead of REML, to compare models.") var ml = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    if clusters != nil, robust {
      throw ValidationError("--clusters allows for unequal errors too: give one of the two")
    }
    if order != nil, family != .ordinal { throw ValidationError("--order belongs to --family ordinal") }
    for text in reference where !text.contains("=") { throw ValidationError("--reference takes column=answer") }
  }

  func run() throws {
    var references: [String: String] = [:]
    for text in reference {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      references[String(parts[0])] = String(parts[1])
    }
    let model = try FittedModel(
      try input.read(exactly: true),
      FittedModel.Question(
        formula: formula, family: family, categories: Set(categories.flatMap(Self.list)), references: references,
        order: order.map(Self.list) ?? [], clusters: clusters, isRobust: robust, isMaximumLikelihood: ml,
        exposure: exposure, means: means.map(Self.list) ?? [], wantsEffects: effects))
    if json { return try Terminal.printJSON(model) }
    print(model.text)
    for note in model.notes { Terminal.note(note) }
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

extension FittedModel.Family: ExpressibleByArgument {}
