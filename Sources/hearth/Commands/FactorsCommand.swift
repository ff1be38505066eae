import Analysis
import ArgumentParser
import Problems

struct FactorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract:
      "What the items of a scale in your own file have in common: factors, loadings, and how reliable their sum is.",
    discussion: """
      One row a person, one column an item, over the people who answered every item.
      Sampling adequacy and sphericity say whether there is anything to find, parallel analysis how many factors stand out from \
      chance. Reliability: Cronbach's alpha, McDonald's omegas, every split into halves, the greatest lower bound.
      Alpha, split halves and bounds are of the answers as they stand, factors and omegas of their correlations: Pearson's, or with \
      --polychoric those of what lies behind answers in a few steps.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "The items: q1..q7, names separated by commas, or the beginning that numbered names share.")
  var columns: String
  @Option(
    help: ArgumentHelp(
      "Items that ask the opposite way round: turned within the answers that occur.", valueName: "columns"))
  var reverse: String?
  @Option(help: "How many factors; as parallel analysis suggests unless given.") var factors: Int?
  @Option(help: "minres or ml (maximum likelihood).") var method = FactorStructure.Method.minres
  @Option(help: "oblimin (factors may go together), varimax (they may not) or none.")
  var rotation = FactorStructure.Rotation.oblimin
  @Flag(help: "Polychoric correlations, for answers in a few steps.") var polychoric = false
  @Option(help: "Of the parallel analysis: the same seed gives the same figures.") var seed: UInt64 = 1
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let structure = try FactorStructure(
      try input.read(),
      FactorStructure.Question(
        columns: columns, reversed: reverse, factors: factors, method: method, rotation: rotation,
        isPolychoric: polychoric, seed: seed))
    if json { return try Terminal.printJSON(structure) }
    print(structure.text)
    for note in structure.notes { Terminal.note(note) }
  }
}

extension FactorStructure.Method: ExpressibleByArgument {}
extension FactorStructure.Rotation: ExpressibleByArgument {}
