import Problems

/// A scale in whole numbers: each answer is a count of units above a base, so that every score depends only on how many
/// items were answered and on the sum of their units, and can be tabled exactly.
///
/// value of an answer = (base + unit × units) / denominator. Scores are quotients of whole numbers, rounded once.
struct ScoreTable: Sendable {
  let itemCount: Int
  let minimumAnswered: Int
  /// Units of each response code, by item; turned-round items are turned round here.
  let units: [Int: [Int: Int]]
  /// The most units one item can give.
  let mostUnits: Int
  /// Where the keys for n answered items begin; 0 below the minimum. Key 0 means no score.
  let firstKey: [Int]
  /// The score of each key.
  let values: [Double?]

  private static let denominator = 10_000
  /// Keys are 16-bit.
  static let mostKeys = 65_536

  init(
    _ scale: Scale, responses: [ResponseSet], points: [Int: Double], rule: MissingRule
  ) throws(Problem) {
    let minimum = try rule.minimumAnswered(on: scale)
    var scaled: [Int: [Int: Int]] = [:]
    for item in scale.items {
      guard let set = responses.first(where: { $0.items.contains(item) }) else { continue }
      var values: [Int: Int] = [:]
      for code in set.codes {
        let turned = scale.reversed.contains(item) ? set.lowest + set.highest - code : code
        let value = scale.aggregate == .meanOfPoints ? points[turned] ?? Double(turned) : Double(turned)
        values[code] = Int((value * Double(Self.denominator)).rounded())
      }
      scaled[item] = values
    }
    let all = scaled.values.flatMap(\.values)
    let base = all.min() ?? 0
    let unit = max(1, all.reduce(0) { greatestCommonDivisor($0, $1 - base) })
    let most = ((all.max() ?? 0) - base) / unit
    let count = scale.items.count

    var first = [Int](repeating: 0, count: count + 1)
    var next = 1
    for answered in stride(from: count, through: minimum, by: -1) {
      first[answered] = next
      let (span, overflow) = answered.multipliedReportingOverflow(by: most)
      guard !overflow, span < Self.mostKeys, next + span + 1 <= Self.mostKeys else {
        throw Problem(
          "“\(scale.label)” has too many items or too fine a response scale to be scored",
          remedy: "allow fewer missing answers, or split the scale")
      }
      next += span + 1
    }
    var values = [Double?](repeating: nil, count: next)
    for answered in stride(from: count, through: minimum, by: -1) {
      for sum in 0...(answered * most) {
        values[first[answered] + sum] = Self.score(
          total: answered * base + sum * unit, answered: answered, of: count, scale: scale)
      }
    }
    itemCount = count
    minimumAnswered = minimum
    units = scaled.mapValues { $0.mapValues { ($0 - base) / unit } }
    mostUnits = most
    firstKey = first
    self.values = values
  }

  /// Every sum of units that complete answers can give, ascending.
  ///
  /// Items may offer different codes, so the sums are counted out; where that would take too long, every whole number counts.
  func sumsOfCompleteAnswers() -> [Int] {
    let span = itemCount * mostUnits
    let steps = units.values.map { Array(Set($0.values)) }
    let work = steps.reduce(0) { $0 + $1.count } * (span + 1)
    guard steps.contains(where: { $0.count <= mostUnits }), work < 20_000_000 else { return Array(0...span) }
    var reached = [true] + [Bool](repeating: false, count: span)
    for step in steps {
      var next = [Bool](repeating: false, count: span + 1)
      for sum in reached.indices where reached[sum] {
        for unit in step where sum + unit <= span { next[sum + unit] = true }
      }
      reached = next
    }
    return reached.indices.filter { reached[$0] }
  }

  /// The keys of complete answers, which come first.
  var completeKeys: Range<Int> { firstKey[itemCount]..<(firstKey[itemCount] + itemCount * mostUnits + 1) }

  private static func score(total: Int, answered: Int, of count: Int, scale: Scale) -> Double? {
    switch scale.aggregate {
    case .mean, .meanOfPoints: Double(total) / Double(answered * denominator)
    case .sum: Double(total * count) / Double(answered * denominator)
    case .single: Double(total) / Double(denominator)
    case .sumThenLookup:
      total.isMultiple(of: denominator) ? scale.lookup[total / denominator] : nil
    }
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (abs(a), abs(b))
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
