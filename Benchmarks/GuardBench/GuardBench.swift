import Disclosure
import Glibc

/// Random organisations against an intruder of its own making. Those with an odd number of people leave small groups out of comparisons,
/// the others merge them.
///
///     GuardBench [organisations] [seed]
///
/// Exit code 1 when anything was reconstructed, a hidden group stayed open by less than it must, or fewer than six in ten
/// eligible tables were kept.
@main
struct GuardBench {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let organisations = Int(arguments.first ?? 1_000)
    let seed = arguments.dropFirst().first ?? 20_261_122
    let tally = try await attackAll(organisations: organisations, seed: seed)
    let kept = tally.asked == 0 ? 0 : Double(tally.kept) / Double(tally.asked)
    let exposed = tally.smallMembers == 0 ? 0 : Double(tally.exposedByPlainRule) / Double(tally.smallMembers)
    print(
      "\(organisations) organisations of 30 to 120 people, 8 teams, 4 waves, threshold \(Requests.threshold), seed \(seed)"
    )
    print("")
    print(row("hidden groups and cells attacked", "\(tally.hidden)", ""))
    print(row("exact reconstructions", "\(tally.exact)", "must be 0"))
    print(row("open by less than required", "\(tally.narrow)", "must be 0"))
    print(row("narrowest hidden mean, share of scale", decimals(tally.narrowest, 3), "at least 0.250"))
    print(row("eligible tables kept", "\(decimals(100 * kept, 1)) % of \(tally.asked)", "at least 60 %"))
    print(
      row(
        "plain rule “n ≥ 5”: small-group members exposed", "\(decimals(100 * exposed, 1)) % of \(tally.smallMembers)",
        ""))
    print("")
    print("time, ms                 people      gate    tables    scales  intruder")
    for (people, repeats) in [(40, 5), (1_000, 5), (1_000_000, 3)] {
      let timing = try Timing(people: people, repeats: repeats, seed: seed)
      let columns = [timing.start, timing.tables, timing.scales, timing.intruder].map {
        left(decimals($0 / .milliseconds(1), 2), 10)
      }
      print("                     " + left("\(people)", 10) + columns.joined())
    }
    let missed = tally.exact > 0 || tally.narrow > 0 || kept < 0.6
    if missed { exit(1) }
  }

  private static func attackAll(organisations: Int, seed: UInt64) async throws -> Tally {
    let workers = 2
    return try await withThrowingTaskGroup(of: Tally.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var sum = Tally()
          for index in stride(from: worker, to: organisations, by: workers) {
            sum += try attack(seed: seed &+ UInt64(index) &* 7_919)
          }
          return sum
        }
      }
      var total = Tally()
      for try await part in group { total += part }
      return total
    }
  }

  private static func attack(seed: UInt64) throws -> Tally {
    var random = SeededGenerator(seed: seed)
    let organisation = Organisation(people: Int.random(in: 30...120, using: &random), using: &random)
    var ledger = Ledger()
    var sum = Tally()
    for wave in organisation.waves.indices {
      var release = WaveRelease()
      try Requests(organisation: organisation, wave: wave).run(ledger: &ledger, release: &release)
      sum += Assault(organisation: organisation, wave: wave, release: release).run()
      let plain = PlainRule.expose(organisation, wave: wave)
      sum.smallMembers += plain.members
      sum.exposedByPlainRule += plain.exposed
    }
    return sum
  }

  private static func row(_ name: String, _ value: String, _ target: String) -> String {
    name + String(repeating: " ", count: max(1, 50 - name.count)) + left(value, 18) + "   " + target
  }

  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func decimals(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "none" }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let whole = Int((value * scale).rounded())
    let digits = String(abs(whole))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (whole < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
