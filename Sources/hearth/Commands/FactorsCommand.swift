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
      --structure "exhaustion = ex1..ex5; distance = cy1, cy2, cy3" tests what was stated beforehand (confirmatory factor analysis): each \
      factor with its items; ex1 ~~ ex2 joins two that share more. With --by the same in groups: structure, loadings, intercepts and \
      residuals, each step against the one before.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "The items: q1..q7, names separated by commas, or the beginning that numbered names share.")
  var columns: String?
  @Option(help: "Instead of --columns: factors and their items, to be tested.") var structure: String?
  @Option(help: "With --structure: the column of groups in which it is compared.") var by: String?
  @Flag(help: "With --structure: factors that do not go together, such as a general one beside others.")
  var orthogonal = false
  @Flag(help: "With --structure: errors and tests for answers that are not normally distributed.") var robust = false
  @Option(
    help: ArgumentHelp(
      "Items that ask the opposite way round: turned within the answers that occur.", valueName: "columns"))
  var reverse: String?
  @Option(help: "How many factors; as parallel analysis suggests unless given.") var factors: Int?
  @Option(help: "minres (unless given) or ml (maximum likelihood).") var method: FactorStructure.Method?
  @Option(help: "oblimin (unless given; factors may go together), varimax (they may not) or none.")
  var rotation: FactorStructure.Rotation?
  @Flag(help: "Polychoric correlations, for answers in a few steps.") var polychoric = false
  @Option(help: "Of the parallel analysis: the same seed gives the same figures; 1 unless given.") var seed: UInt64?
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    guard (columns == nil) != (structure == nil) else {
      throw ValidationError("name the items with --columns, or a structure to be tested with --structure")
    }
    let exploring = factors != nil || method != nil || rotation != nil || polychoric || seed != nil
    if structure != nil, exploring {
      throw ValidationError("--factors, --method, --rotation, --polychoric and --seed go with --columns")
    }
    if columns != nil, by != nil || orthogonal || robust {
      throw ValidationError("--by, --orthogonal and --robust go with --structure")
    }
  }

  func run() throws {
    if let structure {
      return try give(
        try ConfirmedStructure(
          try input.read(),
          ConfirmedStructure.Question(
            structure: structure, reversed: reverse, by: by, isOrthogonal: orthogonal, isRobust: robust)))
    }
    guard let columns else { return }
    try explore(columns)
  }

  private func explore(_ columns: String) throws {
    let structure = try FactorStructure(
      try input.read(),
      FactorStructure.Question(
        columns: columns, reversed: reverse, factors: factors, method: method ?? .minres,
        rotation: rotation ?? .oblimin, isPolychoric: polychoric, seed: seed ?? 1))
    try give(structure)
  }

  private func give(_ result: some Encodable & TerminalText) throws {
    if json { return try Terminal.printJSON(result) }
    print(result.text)
    for note in result.notes { Terminal.note(note) }
  }
}

extension FactorStructure.Method: ExpressibleByArgument {}
extension FactorStructure.Rotation: ExpressibleByArgument {}
