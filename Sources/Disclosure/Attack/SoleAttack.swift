/// The range of some people's mean when mean and standard deviation of the group around them are known exactly.
///
/// Of n people with mean m and mean square Q on a scale of 0…1, h are hidden. If their mean is v, the others' is
/// r = (nm − hv)/(n − h). That can be if both lie in 0…1 and hv² + (n − h)r² ≤ nQ; the last solves to
/// |v − m| ≤ √((Q − m²)(n − h)/h). Nothing else binds, since Q ≤ m holds for all scores on 0…1. So the range is the
/// intersection of the two, and no program need be solved.
struct SoleAttack {
  var people: Double
  var mean: Double
  var meanSquare: Double

  /// - Parameter standardDeviation: on 0…1, denominator n − 1; nil when it is not known.
  init(people: Int, mean: Double, standardDeviation: Double?) {
    self.people = Double(people)
    self.mean = mean
    let count = Double(people)
    meanSquare =
      standardDeviation.map { min(mean, (count - 1) / count * $0 * $0 + mean * mean) } ?? mean
  }

  /// The same group without people who gave these scores.
  func without(_ scores: [Double]) -> SoleAttack {
    var rest = self
    rest.people = people - Double(scores.count)
    guard rest.people > 0 else { return rest }
    rest.mean = (people * mean - scores.reduce(0, +)) / rest.people
    rest.meanSquare = (people * meanSquare - scores.reduce(0) { $0 + $1 * $1 }) / rest.people
    return rest
  }

  /// Whether anyone could have given such scores; taking out people who cannot be there leaves none.
  var isPossible: Bool {
    let slack = 1e-9
    return people > 0 && mean > -slack && mean < 1 + slack && meanSquare > mean * mean - slack
      && meanSquare < mean + slack
  }

  /// How wide the mean of `hidden` of the people stays.
  func width(of hidden: Int) -> Double {
    let h = Double(hidden)
    guard hidden > 0 else { return 1 }
    guard people - h > 0.5 else { return 0 }
    let reach = (max(0, meanSquare - mean * mean) * (people - h) / h).squareRoot()
    let high = min(1, people * mean / h, mean + reach)
    let low = max(0, (people * mean - (people - h)) / h, mean - reach)
    return max(0, high - low)
  }

  /// The narrowest width over what up to two colleagues beside or among the hidden people may know.
  /// - Parameter colleagues: scores that pairs of colleagues may have given, on 0…1, the more telling one first.
  func openness(of hidden: Int, colleagues: [[Double]]) -> Double {
    var narrowest = width(of: hidden)
    for scores in colleagues {
      let beside = min(scores.count, Int(people) - hidden)
      if beside > 0 {
        let rest = without(Array(scores.prefix(beside)))
        if rest.isPossible { narrowest = min(narrowest, rest.width(of: hidden)) }
      }
      let within = min(scores.count, hidden - 1)
      if within > 0 {
        let rest = without(Array(scores.prefix(within)))
        if rest.isPossible { narrowest = min(narrowest, rest.width(of: hidden - within)) }
      }
    }
    return narrowest
  }
}
