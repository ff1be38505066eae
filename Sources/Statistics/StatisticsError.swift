/// Why a statistic could not be given. Nothing in this module returns NaN or a sentinel instead.
public enum StatisticsError: Error, Equatable, Hashable, Sendable {
  /// A comparison needs more groups than these.
  case tooFewGroups(Int)
  /// A statistic needs more values than these.
  case tooFewValues(Int)
  /// A scale needs more items than these.
  case tooFewItems(Int)
  /// Every value is the same, so nothing can be divided by their spread.
  case zeroVariance
  /// A value is NaN or infinite; the text names it.
  case notFinite(String)
  /// A value lies where the quantity is not defined; the text names it and the allowed range.
  case outOfDomain(String)
  /// Two columns that belong together differ in length.
  case unequalLengths(Int, Int)
  /// A category that the calculation needs holds nobody.
  case emptyCategory(String)
  /// A group, by its 0-based index, has fewer values than the method needs from each.
  case groupTooSmall(group: Int, count: Int, needed: Int)
  /// All values of a group, by its 0-based index, are equal, and the method divides by its variance.
  case groupWithoutVariance(group: Int)
  /// A published group, by its 0-based index, comes without the standard deviation that its size calls for.
  case missingStandardDeviation(group: Int)
  /// An exact method would take longer than is sensible; the texts name it and what to use instead.
  case tooMuchWork(String, instead: String)
  /// Columns of a design, by name, are combinations of those before them.
  case rankDeficient(columns: [String])
  /// Parameters of a model, by name, that may change together without changing anything in the data.
  case unidentified(parameters: [String])
  /// Predictors, by name, divide the outcomes (wholly, or up to ties on the border), so that a likelihood rises without end.
  case separation(columns: [String], isComplete: Bool)
  /// A matrix that has to be positive definite is not; the text names it.
  case notPositiveDefinite(String)
  /// An iteration did not reach its accuracy; the text says which, and what was tried.
  case noConvergence(String)
}

extension StatisticsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFewGroups(let count): "there are too few groups (\(count))"
    case .tooFewValues(let count): "there are too few values (\(count))"
    case .tooFewItems(let count): "there are too few items (\(count))"
    case .zeroVariance: "all values are the same, so there is no spread to compare with"
    case .notFinite(let what): "\(what) is not a finite number"
    case .outOfDomain(let what): what
    case .unequalLengths(let first, let second): "the columns differ in length (\(first) and \(second))"
    case .emptyCategory(let name): "the category \"\(name)\" is empty"
    case .groupTooSmall(let group, let count, let needed):
      "group \(group + 1) has too few values (\(count)); the method needs \(needed) from each"
    case .groupWithoutVariance(let group): "all values of group \(group + 1) are the same"
    case .missingStandardDeviation(let group): "group \(group + 1) has no standard deviation"
    case .tooMuchWork(let what, let instead): "\(what) would take too long; use \(instead)"
    case .rankDeficient(let columns):
      "these columns follow from others, so their coefficients cannot be told apart: \(columns.joined(separator: ", "))"
    case .unidentified(let parameters):
      "the data cannot tell these parameters apart: \(parameters.joined(separator: ", "))"
    case .separation(let columns, let isComplete):
      "these columns divide the outcomes \(isComplete ? "completely" : "but for ties"), so their coefficients have no finite "
        + "estimate: \(columns.joined(separator: ", "))"
    case .notPositiveDefinite(let what): "\(what) is not positive definite"
    case .noConvergence(let what): "\(what) did not converge"
    }
  }
}
