import Disclosure

/// What the intruder achieved over all organisations.
struct Tally {
  var hidden = 0
  var exact = 0
  var narrow = 0
  var narrowest = Double.infinity
  var asked = 0
  var kept = 0
  var smallMembers = 0
  var exposedByPlainRule = 0

  static func += (a: inout Tally, b: Tally) {
    a.hidden += b.hidden
    a.exact += b.exact
    a.narrow += b.narrow
    a.narrowest = min(a.narrowest, b.narrowest)
    a.asked += b.asked
    a.kept += b.kept
    a.smallMembers += b.smallMembers
    a.exposedByPlainRule += b.exposedByPlainRule
  }
}

/// Attacks one wave of one organisation.
struct Assault {
  let organisation: Organisation
  let wave: Int
  let release: WaveRelease

  func run() -> Tally {
    var tally = Tally()
    attackScales(&tally)
    attackShares(&tally)
    for table in release.tables { attack(table, &tally) }
    tally.asked = release.asked
    tally.kept = release.kept
    return tally
  }

  /// Levels that fewer than `limit` of these people chose.
  static func small(_ organisation: Organisation, among people: [Int], below limit: Int) -> [[Int]] {
    organisation.questions.flatMap { question -> [[Int]] in
      let codes = (0..<question.levels.count).map { UInt16($0) } + [Characteristic.notStated]
      return codes.map { code in people.filter { question.codes[$0] == code } }
    }.filter { !$0.isEmpty && $0.count < limit }
  }

  private func attackScales(_ tally: inout Tally) {
    let answers = organisation.waves[wave].scores
    let scored = answers.indices.filter { answers[$0] != nil }
    let truth = answers.map { (($0 ?? 1) - 1) / 4 }
    let intruder = Intruder(groups: release.scales.map(\.people), people: organisation.people)
    let ranges = release.scales.map { ($0.mean.lowerBound - 1) / 4...($0.mean.upperBound - 1) / 4 }
    for person in scored where intruder.solves([person]) { tally.exact += 1 }
    for hidden in Self.small(organisation, among: scored, below: Requests.threshold) {
      tally.hidden += 1
      if intruder.solves(hidden) { tally.exact += 1 }
      var narrowest = 1.0
      for known in colleagues(of: hidden, among: scored) {
        guard let range = intruder.range(of: hidden, truth: truth, ranges: ranges, known: known) else { continue }
        let width = known.isEmpty ? narrowed(range, hidden) : range.upperBound - range.lowerBound
        narrowest = min(narrowest, width)
      }
      tally.narrowest = min(tally.narrowest, narrowest)
      if narrowest < 0.25 - 1e-6 { tally.narrow += 1 }
    }
  }

  /// Nobody; one and two of the hidden people; one and two others from a group printed with the fewest people around them.
  private func colleagues(of hidden: [Int], among scored: [Int]) -> [Set<Int>] {
    let company =
      release.scales.map(\.people).filter { !Set($0).isDisjoint(with: hidden) }
      .min { $0.count < $1.count }?.filter { !hidden.contains($0) } ?? []
    return [[], Set(hidden.prefix(1)), Set(hidden.prefix(2)), Set(company.prefix(1)), Set(company.suffix(2))]
  }

  /// The printed standard deviation of a group that holds all hidden people holds their mean near the group's.
  private func narrowed(_ range: ClosedRange<Double>, _ hidden: [Int]) -> Double {
    var low = range.lowerBound
    var high = range.upperBound
    for group in release.scales where Set(hidden).isSubset(of: group.people) && group.people.count > hidden.count {
      let n = Double(group.people.count)
      let h = Double(hidden.count)
      let reach = group.standardDeviation.upperBound / 4 * ((n - 1) * (n - h) / (n * h)).squareRoot()
      low = max(low, (group.mean.lowerBound - 1) / 4 - reach)
      high = min(high, (group.mean.upperBound - 1) / 4 + reach)
    }
    return high - low
  }

  private func attackShares(_ tally: inout Tally) {
    let answers = organisation.waves[wave].yes
    let answered = answers.indices.filter { answers[$0] != nil }
    let truth = answers.map { $0 == true ? 1.0 : 0 }
    let intruder = Intruder(groups: release.shares.map(\.people), people: organisation.people)
    let ranges = release.shares.map { $0.percent.lowerBound / 100...$0.percent.upperBound / 100 }
    for person in answered where intruder.solves([person]) { tally.exact += 1 }
    for hidden in Self.small(organisation, among: answered, below: Requests.threshold) {
      tally.hidden += 1
      guard let range = intruder.range(of: hidden, truth: truth, ranges: ranges) else { continue }
      let count = Double(hidden.count)
      let least = (range.lowerBound * count - 1e-7).rounded(.up)
      let most = (range.upperBound * count + 1e-7).rounded(.down)
      if intruder.solves(hidden) || most <= least { tally.exact += 1 }
    }
  }

  private func attack(_ table: (cells: [[Int?]], truth: [[Int]]), _ tally: inout Tally) {
    let width = table.cells[0].count
    let hidden =
      table.cells.joined().indices.isEmpty
      ? [] : (0..<(table.cells.count * width)).filter { table.cells[$0 / width][$0 % width] == nil }
    guard !hidden.isEmpty else { return }
    let counts = table.truth.flatMap { $0 }
    let total = Double(counts.reduce(0, +))
    var lines = table.cells.indices.map { row in hidden.filter { $0 / width == row } }
    lines += (0..<width).map { column in hidden.filter { $0 % width == column } }
    lines = lines.filter { !$0.isEmpty }
    let intruder = Intruder(groups: lines, people: counts.count)
    let truth = counts.map { Double($0) / total }
    let ranges = lines.map { line -> ClosedRange<Double> in
      let mean = line.reduce(0) { $0 + truth[$1] } / Double(line.count)
      return mean...mean
    }
    for cell in hidden where counts[cell] < Requests.threshold {
      tally.hidden += 1
      if intruder.solves([cell]) { tally.exact += 1 }
      guard let range = intruder.range(of: [cell], truth: truth, ranges: ranges) else { continue }
      if (range.upperBound - range.lowerBound) * total < Double(Requests.threshold) - 1e-6 { tally.narrow += 1 }
    }
  }
}

/// The rule many reports use: print the mean of every group of five or more, and nothing else is done.
struct PlainRule {
  static func expose(_ organisation: Organisation, wave: Int) -> (members: Int, exposed: Int) {
    let answers = organisation.waves[wave].scores
    let scored = answers.indices.filter { answers[$0] != nil }
    var groups = [scored]
    for question in organisation.questions {
      for code in (0..<question.levels.count).map({ UInt16($0) }) + [Characteristic.notStated] {
        let people = scored.filter { question.codes[$0] == code }
        if people.count >= 5 { groups.append(people) }
      }
    }
    let intruder = Intruder(groups: groups, people: organisation.people)
    let truth = answers.map { (($0 ?? 1) - 1) / 4 }
    // Means to two decimals on the scale of 1 to 5.
    let ranges = groups.map { group -> ClosedRange<Double> in
      let mean = group.reduce(0) { $0 + truth[$1] } / Double(max(1, group.count))
      return (mean - 0.00125)...(mean + 0.00125)
    }
    var members = 0
    var exposed = 0
    for hidden in Assault.small(organisation, among: scored, below: 5) {
      members += hidden.count
      let range = intruder.range(of: hidden, truth: truth, ranges: ranges)
      let isNarrow = range.map { $0.upperBound - $0.lowerBound < 0.25 } ?? false
      if intruder.solves(hidden) || isNarrow { exposed += hidden.count }
    }
    return (members, exposed)
  }
}
