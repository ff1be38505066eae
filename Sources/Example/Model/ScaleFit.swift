import Statistics

/// Moves single answers of one scale by one code until every sector's mean and standard deviation round to the
/// printed figures and, if it can be had as well, the one-way F to the printed F.
///
/// Groups of one and two are set first by trying every pair of totals; the large groups then follow by seeded hill
/// climbing in which a move is kept unless it makes things more than a little worse.
struct ScaleFit {
  private let scale: Scale
  private var people: [FittedPerson]
  private var groups: [FittedGroup]

  private static let steps = 60_000
  private static let allowance = 0.05

  /// - Parameter answers: one row a person, 50 raw codes or `noAnswer`.
  init(_ scale: Scale, answers: [[UInt8]], sectors: [Sector]) {
    self.scale = scale
    people = sectors.indices.compactMap { FittedPerson($0, answers: answers[$0], scale: scale) }
    groups = []
    for sector in Sector.allCases {
      let members = people.indices.filter { sectors[people[$0].row] == sector }
      guard !members.isEmpty else { continue }
      var group = FittedGroup(members: members, target: scale.figure(sector))
      for member in members { group.add(people[member].score) }
      groups.append(group)
    }
  }

  mutating func run(using generator: inout SeededGenerator) {
    for index in groups.indices where groups[index].members.count <= 2 { settle(index, using: &generator) }
    var loss = self.loss
    for step in 0..<ScaleFit.steps where loss > 0 {
      let index = Int.random(in: groups.indices, using: &generator)
      guard let member = groups[index].members.randomElement(using: &generator),
        let move = people[member].randomMove(using: &generator)
      else { continue }
      let group = groups[index]
      groups[index].remove(people[member].score)
      people[member].apply(move)
      groups[index].add(people[member].score)
      let moved = self.loss
      // A shrinking allowance lets the search leave a dead end, where only two moves together would help.
      let allowance = ScaleFit.allowance * (1 - Double(step) / Double(ScaleFit.steps))
      if moved <= loss + allowance * generator.unit() {
        loss = moved
      } else {
        people[member].apply(move.reversed)
        groups[index] = group
      }
    }
  }

  func write(to answers: inout [[UInt8]]) {
    for person in people { person.write(to: &answers[person.row], scale: scale) }
  }

  private var loss: Double {
    groups.reduce(excess(abs(oneWayF(groups) - scale.statistic), over: 0.04)) { $0 + 10 * $1.loss }
  }

  /// Totals that fit a group of one or two best, tried out in full.
  private mutating func settle(_ index: Int, using generator: inout SeededGenerator) {
    let members = groups[index].members
    guard let first = members.first, let last = members.last, groups[index].target.mean != nil else { return }
    var best: (loss: Double, first: Int, last: Int)?
    for a in people[first].totals {
      for b in members.count == 1 ? a...a : people[last].totals {
        var group = FittedGroup(members: members, target: groups[index].target)
        group.add(Double(a) / Double(people[first].count))
        if members.count == 2 { group.add(Double(b) / Double(people[last].count)) }
        // A thousandth of the plain distance breaks ties between totals that all round well.
        let loss = group.loss + 0.001 * group.distance
        if loss < best?.loss ?? .infinity { best = (loss, a, b) }
      }
    }
    guard let best else { return }
    people[first].reach(best.first, using: &generator)
    people[last].reach(best.last, using: &generator)
    groups[index] = FittedGroup(members: members, target: groups[index].target)
    for member in members { groups[index].add(people[member].score) }
  }
}

func excess(_ value: Double, over tolerance: Double) -> Double { max(0, value - tolerance) }

/// F = (between sum of squares / (groups − 1)) / (within sum of squares / (people − groups)).
func oneWayF(_ groups: [FittedGroup]) -> Double {
  let people = groups.reduce(0) { $0 + $1.count }
  guard people > 0, groups.count > 1 else { return 0 }
  let grand = groups.reduce(0) { $0 + $1.sum } / people
  let between = groups.reduce(0) { $0 + $1.count * ($1.mean - grand) * ($1.mean - grand) }
  let within = groups.reduce(0) { $0 + $1.squaredDeviations }
  guard within > 0 else { return 0 }
  return between / Double(groups.count - 1) / (within / (people - Double(groups.count)))
}
