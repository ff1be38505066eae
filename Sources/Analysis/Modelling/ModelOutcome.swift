import Problems
import Statistics

/// The outcome as the family needs it.
struct ModelOutcome {
  /// As they are written in the file.
  private(set) var decimals: [DecimalNumber] = []
  private(set) var ordered: Factor?
  /// What is modelled, where that is not a number.
  private(set) var words: String?

  var numbers: [Double] { decimals.map(\.value) }

  init(_ columns: ModelColumns, _ name: String, _ question: FittedModel.Question) throws(Problem) {
    switch question.family {
    case .linear, .poisson, .negativeBinomial: decimals = try columns.decimals(name)
    case .logistic, .firth:
      if try columns.holdsNumbers(name) {
        decimals = try columns.decimals(name)
        return
      }
      let answers = try columns.factor(name)
      guard answers.levels.count == 2 else {
        throw Problem(
          "column “\(name)” has \(answers.levels.count) different answers", at: "--formula",
          remedy: "a logistic model needs two, or the numbers 0 and 1")
      }
      // The second in order is modelled, unless it is what was named to refer to.
      let event = answers.levels[1] == question.references[name] ? 0 : 1
      decimals = answers.codes.map { DecimalNumber($0 == event ? 1 : 0) }
      words = "“\(answers.levels[event])” against “\(answers.levels[1 - event])”"
    case .ordinal:
      let found = try columns.factor(name)
      let isOrdered = try columns.holdsNumbers(name)
      let order = question.order.isEmpty && isOrdered ? found.levels : question.order
      guard Set(order) == Set(found.levels), order.count == found.levels.count else {
        throw Problem(
          question.order.isEmpty
            ? "the order of the answers to “\(name)” is not known"
            : "--order does not name each answer to “\(name)” once",
          at: "--order", remedy: "name them from the lowest: \(found.levels.joined(separator: ","))")
      }
      let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      ordered = try? Factor(levels: order, codes: found.codes.compactMap { places[found.levels[$0]] })
      words = order.joined(separator: " < ")
    }
  }
}
