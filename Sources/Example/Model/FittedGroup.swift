import Statistics

/// The running sums of one sector's scores and the printed figures they should round to.
struct FittedGroup {
  let members: [Int]
  let target: Figure
  private(set) var count = 0.0
  private(set) var sum = 0.0
  private(set) var squares = 0.0

  init(members: [Int], target: Figure) {
    self.members = members
    self.target = target
  }

  mutating func add(_ score: Double) {
    count += 1
    sum += score
    squares += score * score
  }

  mutating func remove(_ score: Double) {
    count -= 1
    sum -= score
    squares -= score * score
  }

  var mean: Double { sum / count }
  var squaredDeviations: Double { max(0, squares - sum * sum / count) }
  var deviation: Double { count > 1 ? (squaredDeviations / (count - 1)).squareRoot() : 0 }

  /// How far mean and standard deviation lie outside the interval that rounds to the printed figure. The interval is
  /// a little narrower than ± 0.05, so that no rounding rule can tip a figure over; a group of one has no such choice.
  var loss: Double {
    let tolerance = count > 1 ? 0.045 : 0.0501
    return (target.mean.map { excess(abs(mean - $0), over: tolerance) } ?? 0)
      + (target.deviation.map { excess(abs(deviation - $0), over: tolerance) } ?? 0)
  }

  var distance: Double {
    (target.mean.map { abs(mean - $0) } ?? 0) + (target.deviation.map { abs(deviation - $0) } ?? 0)
  }
}

/// A person's answers on one scale, keyed so that more always means more of the scale.
struct FittedPerson {
  struct Move {
    let item: Int
    let change: Int
    var reversed: Move { Move(item: item, change: -change) }
  }

  let row: Int
  private let places: [(slot: Int, reversed: Bool)]
  private let codes: ClosedRange<Int>
  private var keyed: [Int]

  /// `nil` for a person who left the whole scale out.
  init?(_ row: Int, answers: [UInt8], scale: Scale) {
    let codes = scale.instrument.codes
    let places = zip(scale.items, scale.slots).map { (slot: $1, reversed: scale.reversed.contains($0)) }
      .filter { answers[$0.slot] != noAnswer }
    guard !places.isEmpty else { return nil }
    self.row = row
    self.codes = codes
    self.places = places
    keyed = places.map { place in
      let raw = Int(answers[place.slot])
      return place.reversed ? codes.lowerBound + codes.upperBound - raw : raw
    }
  }

  var count: Int { keyed.count }
  var total: Int { keyed.reduce(0, +) }
  var score: Double { Double(total) / Double(count) }
  var totals: ClosedRange<Int> { codes.lowerBound * count...codes.upperBound * count }

  /// A step of one code on one item; `nil` at the end of the range.
  func randomMove(using generator: inout SeededGenerator) -> Move? {
    let item = Int.random(in: keyed.indices, using: &generator)
    let change = Bool.random(using: &generator) ? 1 : -1
    return codes.contains(keyed[item] + change) ? Move(item: item, change: change) : nil
  }

  mutating func apply(_ move: Move) { keyed[move.item] += move.change }

  /// Steps towards `total`, which must lie in `totals`.
  mutating func reach(_ total: Int, using generator: inout SeededGenerator) {
    let total = min(max(total, totals.lowerBound), totals.upperBound)
    while self.total != total {
      guard let move = randomMove(using: &generator), (move.change > 0) == (total > self.total) else { continue }
      apply(move)
    }
  }

  func write(to answers: inout [UInt8], scale: Scale) {
    for (place, value) in zip(places, keyed) {
      answers[place.slot] = UInt8(place.reversed ? codes.lowerBound + codes.upperBound - value : value)
    }
  }
}
