import Disclosure
import Statistics

/// How long the guard and the intruder take for a report of one size.
struct Timing {
  let people: Int
  let start: Duration
  let tables: Duration
  let scales: Duration
  let intruder: Duration

  init(people: Int, repeats: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let organisation = Organisation(people: people, waves: 1, using: &random)
    let population = organisation.population
    let scores = organisation.waves[0].scores
    let scored = scores.indices.filter { scores[$0] != nil }
    var best = (Duration.seconds(999), Duration.seconds(999), Duration.seconds(999), Duration.seconds(999))
    let clock = ContinuousClock()
    let whole = try Tabulation(scored.compactMap { scores[$0] })
    for _ in 0..<repeats {
      var made: Gate?
      let start = try clock.measure {
        made = try Gate(
          population: population, multiples: [], policy: Policy(), source: Source(wave: "1", inputHash: "x"),
          ledger: Ledger())
      }
      guard var gate = made else { continue }
      var partition: Partition?
      let tables = clock.measure {
        for question in organisation.questions { _ = gate.frequency(of: question.id) }
        if case .granted(let found) = gate.partition(by: "team") { partition = found }
      }
      var groups = [[Double]](repeating: [], count: partition?.classes.count ?? 0)
      for person in scored {
        if let score = scores[person],
          let place = partition?.classOfLevel[Int(organisation.questions[0].codes[person])]
        {
          groups[place].append(score)
        }
      }
      let grouped = try GroupedTabulation(groups: groups)
      let scales = clock.measure {
        let subject = Subject(id: "scale", title: "Scale")
        _ = gate.release(
          Guarded(ScaleDraft(subject: subject, reading: Intruder.reading, scores: whole, reliability: nil)))
        if let partition {
          _ = gate.release(
            Guarded(
              ComparisonDraft(
                subject: subject, reading: Intruder.reading, partition: partition, scores: grouped, headline: .welch)))
        }
      }
      let teams = (0..<8).map { team in scored.filter { organisation.questions[0].codes[$0] == UInt16(team) } }
        .filter { !$0.isEmpty }
      let truth = scores.map { (($0 ?? 1) - 1) / 4 }
      let attack = clock.measure {
        let intruder = Intruder(groups: [scored] + teams.dropFirst(), people: people)
        let ranges = [ClosedRange<Double>](repeating: 0...1, count: teams.count)
        _ = intruder.solves(teams[0])
        _ = intruder.range(of: Array(teams[0].prefix(9)), truth: truth, ranges: ranges)
      }
      best = (min(best.0, start), min(best.1, tables), min(best.2, scales), min(best.3, attack))
    }
    self.people = people
    (start, tables, scales, intruder) = best
  }
}
