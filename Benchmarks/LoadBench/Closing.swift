import Foundation
import Store

/// The closing of a wave with many sealed answers: those that were sent, and copies of them under other receipts.
struct Closing {
  private(set) var lines: [String] = []

  init(_ program: Program, _ wave: BenchWave, _ answers: any SQLDatabase, sealed count: Int) async throws {
    let given = try await answers.read { session in
      try session.rows("SELECT sealed FROM inbox LIMIT 5000").map { try $0.blob(0) }
    }
    let there = try await answers.read { try $0.row("SELECT count(*) FROM inbox")?.integer(0) ?? 0 }
    guard !given.isEmpty else { throw Client.Broken(what: "nothing sealed is there to be copied") }
    var number = there
    while number < count {
      let end = min(number + 500, count)
      let rows = (number..<end).map { number -> SQL in
        let receipt = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        return "(\(BenchWave.name), \(receipt), \(given[number % given.count]))"
      }
      try await answers.write { session in
        try session.run("INSERT INTO inbox (wave, receipt_mac, sealed) VALUES \(SQL.joined(rows, by: ", "))")
      }
      number = end
    }
    try await answers.truncateLog()
    let start = now()
    let memory = try program.run(["wave", "close", BenchWave.name] + wave.places, folder: wave.folder)
    let seconds = Double(now() - start) / 1e9
    let stored = try await answers.read { try $0.row("SELECT count(*) FROM response")?.integer(0) ?? 0 }
    guard stored == max(count, there) else { throw Client.Broken(what: "the closing wrote \(stored) responses") }
    lines.append(line("closing of \(stored) sealed answers", decimals(seconds, 1) + " s"))
    lines.append(line("  memory, largest", decimals(memory, 0) + " MB"))
  }
}
