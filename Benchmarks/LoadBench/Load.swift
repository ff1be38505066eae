import Foundation
import Store

/// One server under full and under half load.
struct Load {
  private(set) var lines: [String] = []
  /// What was not as it has to be.
  private(set) var missed: [String] = []

  private static let rounds = 5

  init(_ engine: Engine, _ program: Program, people: Int, connections: Int, sealed: Int) async throws {
    let bounds = engine.bounds
    try await engine.withPlaces { folder, places, answers in
      let wave = try BenchWave(program, people: people, folder: folder, places: places)
      let server = try BenchServer(program, places: places, folder: folder)
      let client = Client(port: server.port, connections: connections)
      let (requests, rights) = try wave.submissions(over: client)
      row("people, connections at a time", "\(people), \(connections)")
      row("rights to answer collected", perSecond(people, rights.elapsed))

      // Half of the people at full load, the others at half of it and at half of what is asked: long enough for a hundredth
      // of the pages to be several.
      let size = people / 2 / Self.rounds
      var acknowledged = 0
      var wrong = 0
      var speeds: [Double] = []
      var latencies: [UInt64] = []
      let before = server.processorTime
      for round in 0..<Self.rounds {
        let run = try client.send(Array(requests[round * size..<(round + 1) * size]))
        count(run, &acknowledged, &wrong)
        speeds.append(Double(size) / (Double(run.elapsed) / 1e9))
        latencies += run.latencies
      }
      speeds.sort()
      let speed = speeds[speeds.count / 2]
      row(
        "submissions kept, full load",
        "\(Int(speed))/s, median of \(Self.rounds) runs (\(Int(speeds[0])) to \(Int(speeds[speeds.count - 1])))")
      row("  time to the receipt", percentiles(latencies))
      row(
        "  server's processor time each",
        decimals((server.processorTime - before) * 1e3 / Double(size * Self.rounds), 2) + " ms")

      let rest = Array(requests[(size * Self.rounds)...])
      let middle = rest.count / 2
      let half = try await Steady(rest[..<middle], at: speed / 2, over: client)
      let asked = try await Steady(rest[middle...], at: bounds.submissions / 2, over: client)
      for (name, run) in [("half of this load", half), ("half of the load asked", asked)] {
        count(run.submissions, &acknowledged, &wrong)
        wrong += run.pages.replies.count { $0?.status != 200 }
        row("\(name), \(Int(run.rate))/s by chance", percentiles(run.submissions.latencies))
        row("  the form's page meanwhile, \(run.pages.latencies.count) times", percentiles(run.pages.latencies))
      }
      let memory = server.memory
      row("server's memory, largest", decimals(memory, 0) + " MB")
      server.stop()

      let stored = try await answers.read { session in
        (
          try session.row("SELECT count(*) FROM inbox")?.integer(0) ?? 0,
          try session.row("SELECT count(*) FROM spent")?.integer(0) ?? 0
        )
      }
      let isSound = stored == (acknowledged, acknowledged)
      row("answered otherwise than with a receipt", "\(wrong)")
      row("acknowledged, and stored", "\(acknowledged), \(stored.0)\(isSound ? "" : "  NOT THE SAME")")
      row("load average of the machine", loadAverage())
      check(wrong == 0 && isSound, "each submission is acknowledged and stored", of: engine)
      check(speed >= bounds.submissions, "\(Int(bounds.submissions)) submissions a second", of: engine)
      check(
        percentile(asked.submissions.latencies, 99) <= bounds.receipt,
        "p99 to the receipt of \(Int(bounds.receipt)) ms", of: engine)
      check(
        percentile(asked.pages.latencies, 99) <= bounds.page, "p99 of the form's page of \(Int(bounds.page)) ms",
        of: engine)
      check(memory <= bounds.memory, "\(Int(bounds.memory)) MB of the server", of: engine)
      if sealed > 0 { lines += try await Closing(program, wave, answers, sealed: sealed).lines }
    }
  }

  private func count(_ run: Client.Run, _ acknowledged: inout Int, _ wrong: inout Int) {
    let kept = run.replies.count { $0?.status == 200 && $0?.body.starts(with: Array(#"{"receipt":"#.utf8)) == true }
    acknowledged += kept
    wrong += run.replies.count - kept
  }

  private mutating func check(_ isKept: Bool, _ bound: String, of engine: Engine) {
    if !isKept { missed.append("\(engine.word): \(bound)") }
  }

  private mutating func row(_ what: String, _ figure: String) { lines.append(line(what, figure)) }
}

/// Submissions that arrive at a rate, while a hundred people a second open the form.
private struct Steady {
  let rate: Double
  let submissions: Client.Run
  let pages: Client.Run

  init(_ requests: ArraySlice<[UInt8]>, at rate: Double, over client: Client) async throws {
    self.rate = rate
    let opened = max(100, Int(100 * Double(requests.count) / rate))
    async let pages = Self.pages(opened, port: client.port)
    submissions = try client.send(Array(requests), rate: rate)
    self.pages = try await pages
  }

  /// On a thread of its own: the one that sends submissions does nothing else.
  private static func pages(_ count: Int, port: Int) async throws -> Client.Run {
    try await withCheckedThrowingContinuation { done in
      Thread.detachNewThread {
        let request = BenchWave.get("/answer/\(BenchWave.name)")
        let requests = Array(repeating: request, count: count)
        done.resume(with: Result { try Client(port: port, connections: 4).send(requests, rate: 100) })
      }
    }
  }
}

func line(_ what: String, _ figure: String) -> String {
  what + String(repeating: " ", count: max(1, 44 - what.count)) + figure
}

func perSecond(_ count: Int, _ nanoseconds: UInt64) -> String {
  "\(Int(Double(count) / (Double(nanoseconds) / 1e9)))/s"
}

func percentiles(_ nanoseconds: [UInt64]) -> String {
  guard !nanoseconds.isEmpty else { return "none" }
  return [50, 95, 99].map { "p\($0) \(decimals(percentile(nanoseconds, $0), 1))" }.joined(separator: ", ") + " ms"
}

/// In milliseconds; of nothing it is infinite.
func percentile(_ nanoseconds: [UInt64], _ share: Int) -> Double {
  let sorted = nanoseconds.sorted()
  guard !sorted.isEmpty else { return .infinity }
  return Double(sorted[min(sorted.count - 1, sorted.count * share / 100)]) / 1e6
}

func decimals(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

/// Of the last minute: others may be at work here.
func loadAverage() -> String {
  var loads = [0.0, 0, 0]
  getloadavg(&loads, 3)
  return decimals(loads[0], 1)
}
