import Disclosure
import Statistics

/// A figure that left the gate, with the people behind it, as an intruder holds it who knows who is who.
struct Published {
  let people: [Int]
  let mean: ClosedRange<Double>
  let standardDeviation: ClosedRange<Double>
}

/// A printed share with the people behind it.
struct PublishedShare {
  let people: [Int]
  /// Per cent, as a reader may take the printed words.
  let percent: ClosedRange<Double>
}

/// What came out of one wave.
struct WaveRelease {
  var scales: [Published] = []
  var shares: [PublishedShare] = []
  /// Cross-tabulations: cells, nil where hidden, with true counts beside them.
  var tables: [(cells: [[Int?]], truth: [[Int]])] = []
  var asked = 0
  var kept = 0

  mutating func count(eligible: Bool, released: Bool) {
    if eligible { asked += 1 }
    if eligible && released { kept += 1 }
  }
}

/// Asks the gate for the tables of two reports: one over everyone, and one over the largest role alone.
struct Requests {
  static let threshold = 10
  let organisation: Organisation
  let wave: Int

  private var answers: Organisation.Wave { organisation.waves[wave] }

  func run(ledger: inout Ledger, release: inout WaveRelease) throws {
    let everyone = Array(0..<organisation.people)
    try report(filter: [], people: everyone, ledger: &ledger, release: &release)
    let role = organisation.questions[1]
    let workers = everyone.filter { role.codes[$0] == 0 }
    let filter = [GroupTerm(characteristic: "role", levels: ["Worker"])]
    try report(filter: filter, people: workers, ledger: &ledger, release: &release)
  }

  private func report(
    filter: [GroupTerm], people: [Int], ledger: inout Ledger, release: inout WaveRelease
  ) throws {
    var gate = try Gate(
      population: organisation.population, multiples: [], policy: Policy(threshold: Self.threshold),
      source: Source(wave: "wave \(wave)", inputHash: "data \(wave)", filter: filter), ledger: ledger)
    let scored = people.filter { answers.scores[$0] != nil }
    let answered = people.filter { answers.yes[$0] != nil }
    try scale(over: scored, gate: &gate, release: &release)
    yesNo(over: answered, gate: &gate, release: &release)
    for question in organisation.questions where !filter.contains(where: { $0.characteristic == question.id }) {
      let table = gate.frequency(of: question.id)
      release.count(eligible: canSplit(question, people), released: table.value != nil)
      try scale(by: question, over: scored, gate: &gate, release: &release)
      yesNo(by: question, over: answered, gate: &gate, release: &release)
    }
    if filter.isEmpty { crossTabulation("role", "gender", gate: &gate, release: &release) }
    ledger = gate.ledger
  }

  private func scale(over scored: [Int], gate: inout Gate, release: inout WaveRelease) throws {
    let draft = ScaleDraft(
      subject: Subject(id: "scale", title: "Scale"), reading: Intruder.reading,
      scores: try Tabulation(scored.compactMap { answers.scores[$0] }), reliability: nil)
    let summary = gate.release(Guarded(draft)).value
    release.count(eligible: scored.count >= Self.threshold, released: summary != nil)
    guard let summary else { return }
    release.scales.append(.init(scored, summary.mean, summary.standardDeviation))
  }

  private func scale(
    by question: Organisation.Question, over scored: [Int], gate: inout Gate, release: inout WaveRelease
  ) throws {
    let eligible = canSplit(question, scored)
    guard case .granted(let partition) = gate.partition(by: question.id) else {
      return release.count(eligible: eligible, released: false)
    }
    let classes = members(of: partition, question, among: scored)
    let draft = ComparisonDraft(
      subject: Subject(id: "scale", title: "Scale"), reading: Intruder.reading, partition: partition,
      scores: try GroupedTabulation(groups: classes.map { $0.compactMap { answers.scores[$0] } }), headline: .welch,
      answered: bits(scored))
    let comparison = gate.release(Guarded(draft)).value
    release.count(eligible: eligible, released: comparison != nil)
    for group in comparison?.groups ?? [] {
      let people = scored.filter { person in
        let code = question.codes[person]
        let level = code == Characteristic.notStated ? "Not stated" : question.levels[Int(code)]
        return group.members.contains(level)
      }
      precondition(people.count == group.base, "the benchmark's own groups are wrong")
      release.scales.append(.init(people, group.mean, group.standardDeviation))
    }
  }

  private func yesNo(over answered: [Int], gate: inout Gate, release: inout WaveRelease) {
    let yes = answered.filter { answers.yes[$0] == true }.count
    let draft = AnswerDraft(
      subject: Subject(id: "question", title: "Question"), labels: ["Yes", "No"], counts: [yes, answered.count - yes],
      base: answered.count, several: false, ordered: false)
    let table = gate.release(Guarded(draft)).value
    release.count(eligible: answered.count >= Self.threshold, released: table != nil)
    guard let table, case .shown(let share) = table.rows[0].share else { return }
    release.shares.append(.init(people: answered, percent: Intruder.percent(share, step: table.step)))
  }

  private func yesNo(
    by question: Organisation.Question, over answered: [Int], gate: inout Gate, release: inout WaveRelease
  ) {
    let partition: Partition
    switch gate.partition(by: question.id) {
    case .granted(let found): partition = found
    case .withheld: return release.count(eligible: canSplit(question, answered), released: false)
    }
    let classes = members(of: partition, question, among: answered)
    let counts = classes.map { people -> [Int] in
      let yes = people.filter { answers.yes[$0] == true }.count
      return [yes, people.count - yes]
    }
    let draft = GroupedAnswerDraft(
      subject: Subject(id: "question", title: "Question"), partition: partition, labels: ["Yes", "No"],
      counts: counts, bases: classes.map(\.count), several: false, ordered: false, answered: bits(answered))
    let table = gate.release(Guarded(draft)).value
    release.count(eligible: canSplit(question, answered), released: table != nil)
    guard let table, case .shares(let shares) = table.cells else { return }
    for (people, row) in zip(classes, shares) {
      guard case .shown(let share) = row[0] else { continue }
      // A reader takes the coarsest step for granted.
      release.shares.append(.init(people: people, percent: Intruder.percent(share, step: Intruder.step(of: row))))
    }
  }

  private func crossTabulation(_ rows: String, _ columns: String, gate: inout Gate, release: inout WaveRelease) {
    guard case .granted(let first) = gate.partition(by: rows), case .granted(let second) = gate.partition(by: columns)
    else { return }
    let table = gate.crossTabulation(rows: rows, columns: columns).value
    let everyone = Array(0..<organisation.people)
    let a = members(of: first, organisation.questions[1], among: everyone)
    let b = members(of: second, organisation.questions[2], among: everyone)
    let truth = a.map { row in b.map { column in Set(row).intersection(column).count } }
    let large = truth.joined().filter { $0 >= Self.threshold }.count
    release.count(eligible: 4 * large >= 3 * a.count * b.count, released: table != nil)
    guard let table, case .counts(let cells, _, _) = table.cells else { return }
    let joinedRows = classes(table.rowLabels, of: first, organisation.questions[1])
    let joinedColumns = classes(table.columnLabels, of: second, organisation.questions[2])
    let joinedTruth = joinedRows.map { rows in
      joinedColumns.map { columns in rows.reduce(0) { sum, row in columns.reduce(sum) { $0 + truth[row][$1] } } }
    }
    let shown = cells.map { row in
      row.map { cell -> Int? in
        if case .shown(let count) = cell { return count }
        return nil
      }
    }
    release.tables.append((shown, joinedTruth))
  }

  /// The granted classes behind each label of a table: those of which it names a level, or the people who say nothing.
  private func classes(_ labels: [String], of partition: Partition, _ question: Organisation.Question) -> [[Int]] {
    labels.map { label in
      partition.classes.indices.filter { index in
        let item = partition.classes[index]
        if item.label == label { return true }
        guard !partition.classes.contains(where: { $0.label == label }) else { return false }
        return item.members.contains { label.contains($0 == "Not stated" ? "ot stated" : $0) }
      }
    }
  }

  private func members(of partition: Partition, _ question: Organisation.Question, among people: [Int]) -> [[Int]] {
    var result = [[Int]](repeating: [], count: partition.classes.count)
    for person in people {
      let code = question.codes[person]
      let place = code == Characteristic.notStated ? partition.classOfNotStated : partition.classOfLevel[Int(code)]
      if let place { result[place].append(person) }
    }
    return result
  }

  /// Whether these people can be split by a question into two groups at or above the threshold, however its levels are joined.
  private func canSplit(_ question: Organisation.Question, _ people: [Int]) -> Bool {
    var counts = [Int](repeating: 0, count: question.levels.count + 1)
    for person in people { counts[min(Int(question.codes[person]), question.levels.count)] += 1 }
    return people.count >= 2 * Self.threshold && people.count - (counts.max() ?? 0) >= Self.threshold
  }

  private func bits(_ people: [Int]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (organisation.people + 63) / 64)
    for person in people { words[person / 64] |= 1 << UInt64(person % 64) }
    return words
  }
}

extension Published {
  init(_ people: [Int], _ mean: Figure, _ deviation: Figure) {
    self.init(
      people: people, mean: (mean.value - mean.unit / 2)...(mean.value + mean.unit / 2),
      standardDeviation: max(0, deviation.value - deviation.unit / 2)...(deviation.value + deviation.unit / 2))
  }
}

extension Verdict {
  var value: Shape? {
    if case .released(let released) = self { return released.value }
    return nil
  }
}
