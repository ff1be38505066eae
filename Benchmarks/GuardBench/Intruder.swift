import Disclosure

/// An attacker of the benchmark's own making: it knows who is who and who answered, holds what was printed, and shares no code with the guard.
///
/// Two attacks. Exactly: is the sum over some people a combination of printed sums (Gram–Schmidt over persons)? By ranges: how far can the
/// mean of some people move while every printed figure stays as it is? People in the same printed groups are
/// alike to the intruder, so the range is taken over them together. The search starts from the true answers, which lie inside
/// all ranges, and walks to the ends; the ends do not depend on where it starts.
struct Intruder {
  static let reading = ScaleReading(lower: 1, upper: 5, higherIs: .better)

  /// The shares of people that print as this one: half a step to both sides, a whole step towards the nearer end.
  static func percent(_ share: Share, step: Double) -> ClosedRange<Double> {
    switch share {
    case .atMost(let bound): 0...bound
    case .atLeast(let bound): bound...100
    case .about(let figure):
      max(
        0, figure.value - (figure.value == 2 * step ? step : step / 2))...min(
          100, figure.value + (figure.value == 100 - 2 * step ? step : step / 2))
    }
  }

  static func step(of row: [Shown<Share>]) -> Double {
    for case .shown(let share) in row {
      switch share {
      case .atMost(let bound): return bound
      case .atLeast(let bound): return 100 - bound
      case .about(let figure): if figure.unit > 1 { return figure.unit }
      }
    }
    return 5
  }

  /// Groups of people whose answers sum to something printed.
  let groups: [[Int]]
  let people: Int
  private let basis: [[Double]]

  init(groups: [[Int]], people: Int) {
    self.groups = groups
    self.people = people
    var basis: [[Double]] = []
    for group in groups {
      var vector = [Double](repeating: 0, count: people)
      for person in group { vector[person] = 1 }
      Self.reduce(&vector, by: basis)
      let length = Self.length(vector)
      if length > 1e-7 { basis.append(vector.map { $0 / length }) }
    }
    self.basis = basis
  }

  /// Whether the sum over these people is a combination of printed sums.
  func solves(_ hidden: [Int]) -> Bool {
    var vector = [Double](repeating: 0, count: people)
    for person in hidden { vector[person] = 1 }
    let length = Self.length(vector)
    Self.reduce(&vector, by: basis)
    return length > 0 && Self.length(vector) < 1e-7 * length
  }

  private static func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  private static func reduce(_ vector: inout [Double], by basis: [[Double]]) {
    for _ in 0..<2 {
      for row in basis {
        let share = zip(vector, row).reduce(0) { $0 + $1.0 * $1.1 }
        guard share != 0 else { continue }
        for index in vector.indices { vector[index] -= share * row[index] }
      }
    }
  }

  /// The range of the mean of `hidden` on 0…1.
  /// - Parameters:
  ///   - truth: everyone's value on 0…1, where the walk starts.
  ///   - ranges: of each group's mean, on 0…1.
  ///   - known: people whose values the intruder has been told.
  func range(
    of hidden: [Int], truth: [Double], ranges: [ClosedRange<Double>], known: Set<Int> = []
  ) -> ClosedRange<Double>? {
    let sought = hidden.filter { !known.contains($0) }
    guard !sought.isEmpty else { return nil }
    var marks = [Int](repeating: 0, count: people)
    for (index, group) in groups.enumerated() {
      for person in group { marks[person] |= 1 << (index + 1) }
    }
    for person in sought { marks[person] |= 1 }
    var places: [Int: Int] = [:]
    var weights: [Double] = []
    var starts: [Double] = []
    var signs: [Int] = []
    for person in 0..<people where marks[person] != 0 && !known.contains(person) {
      if let place = places[marks[person]] {
        weights[place] += 1
        starts[place] += truth[person]
      } else {
        places[marks[person]] = weights.count
        weights.append(1)
        starts.append(truth[person])
        signs.append(marks[person])
      }
    }
    let values = zip(starts, weights).map { $0 / $1 }
    var rows: [[Double]] = []
    var room: [ClosedRange<Double>] = []
    for (index, group) in groups.enumerated() {
      let size = Double(max(1, group.count))
      let told = group.reduce(0) { $0 + (known.contains($1) ? truth[$1] : 0) } / size
      rows.append(signs.indices.map { signs[$0] & (1 << (index + 1)) != 0 ? weights[$0] / size : 0 })
      room.append((ranges[index].lowerBound - told)...(ranges[index].upperBound - told))
    }
    let aim = signs.indices.map { signs[$0] & 1 != 0 ? weights[$0] / Double(sought.count) : 0 }
    var up = Walk(start: values, rows: rows, room: room)
    var down = Walk(start: values, rows: rows, room: room)
    let high = up.walk(towards: aim)
    let low = down.walk(towards: aim.map { -$0 })
    return min(-low, high)...max(-low, high)
  }
}

/// A walk along the edges of {0 ≤ x ≤ 1, rows in their room}, from a point inside, in dictionary form with Bland's rule.
private struct Walk {
  private var point: [Double]
  private let low: [Double]
  private let high: [Double]
  private var dictionary: [[Double]]
  private var dependent: [Int]
  private var independent: [Int]
  private let unknowns: Int

  init(start: [Double], rows: [[Double]], room: [ClosedRange<Double>]) {
    unknowns = start.count
    let sums = rows.map { row in zip(row, start).reduce(0) { $0 + $1.0 * $1.1 } }
    point = start + sums
    low = start.map { min(0, $0) } + zip(room, sums).map { min($0.lowerBound, $1) }
    high = start.map { max(1, $0) } + zip(room, sums).map { max($0.upperBound, $1) }
    dictionary = rows
    dependent = rows.indices.map { start.count + $0 }
    independent = Array(start.indices)
  }

  /// The largest value of `aim` on the unknowns.
  mutating func walk(towards aim: [Double]) -> Double {
    let tiny = 1e-10
    for _ in 0..<5_000 {
      var step: (column: Int, sign: Double)?
      var lowest = Int.max
      for (column, variable) in independent.enumerated() where variable < lowest {
        var gain = variable < unknowns ? aim[variable] : 0
        for (row, basic) in dependent.enumerated() where basic < unknowns {
          gain += aim[basic] * dictionary[row][column]
        }
        if gain > tiny, point[variable] < high[variable] - tiny {
          step = (column, 1)
          lowest = variable
        } else if gain < -tiny, point[variable] > low[variable] + tiny {
          step = (column, -1)
          lowest = variable
        }
      }
      guard let step else { break }
      advance(step.column, step.sign)
    }
    return (0..<unknowns).reduce(0) { $0 + aim[$1] * point[$1] }
  }

  private mutating func advance(_ column: Int, _ sign: Double) {
    let variable = independent[column]
    var length = sign > 0 ? high[variable] - point[variable] : point[variable] - low[variable]
    var blocking: Int?
    for (row, basic) in dependent.enumerated() {
      let rate = dictionary[row][column] * sign
      guard abs(rate) > 1e-10 else { continue }
      let room = max(0, rate > 0 ? (high[basic] - point[basic]) / rate : (low[basic] - point[basic]) / rate)
      if room < length || (room == length && blocking.map { basic < dependent[$0] } ?? true) {
        length = room
        blocking = row
      }
    }
    point[variable] += sign * length
    for (row, basic) in dependent.enumerated() { point[basic] += dictionary[row][column] * sign * length }
    guard let row = blocking else { return }
    let lead = dictionary[row][column]
    var line = dictionary[row].map { -$0 / lead }
    line[column] = 1 / lead
    dictionary[row] = line
    for other in dictionary.indices where other != row {
      let factor = dictionary[other][column]
      guard factor != 0 else { continue }
      for index in line.indices { dictionary[other][index] += index == column ? 0 : factor * line[index] }
      dictionary[other][column] = factor * line[column]
    }
    swap(&independent[column], &dependent[row])
  }
}
