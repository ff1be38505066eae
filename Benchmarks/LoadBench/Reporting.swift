import Crypto
import Foundation
import Platform
import Store

/// A closed wave with many responses, written as a closing writes them, and the time of its report.
struct Reporting {
  private(set) var lines: [String] = []
  /// What was not as it has to be.
  private(set) var missed: [String] = []

  init(_ engine: Engine, _ program: Program, responses: Int) async throws {
    try await engine.withPlaces { folder, places, answers in
      try program.run(["migrate"] + places, folder: folder)
      let keys = folder.appendingPathComponent("data-keys").path
      let wave = try WaveName(BenchWave.name)
      let rows = [UInt8](repeating: 7, count: 32)
      try Keyring(folder: keys).create(.rows(wave), rows)
      try await answers.write { session in
        try session.run(
          """
          INSERT INTO wave (name, questionnaire, state, lock, linked)
          VALUES (\(BenchWave.name), \(BenchWave.form), \("closed"), \([UInt8]()), \("role"))
          """)
      }
      try await answers.write {
        try ResponseStore.put(
          (0..<responses).map(Self.record), of: wave, key: SymmetricKey(data: rows), in: $0)
      }
      try await answers.truncateLog()
      var times: [Double] = []
      var memory = 0.0
      for round in 0..<3 {
        let start = now()
        memory = try program.run(
          ["wave", "report", BenchWave.name, "--out", "report-\(round)"] + places, folder: folder)
        times.append(Double(now() - start) / 1e9)
      }
      times.sort()
      if responses == 1_000_000, times[1] > engine.bounds.report {
        missed.append("\(engine.word): the report of a million responses in \(Int(engine.bounds.report)) s")
      }
      lines.append(
        line(
          "report of \(responses) stored responses",
          "\(decimals(times[1], 2)) s, median of 3 (\(decimals(times[0], 2)) to \(decimals(times[2], 2)))"))
      lines.append(line("  memory, largest", decimals(memory, 0) + " MB"))
      lines.append(line("  load average of the machine", loadAverage()))
    }
  }

  /// Invented answers that differ from person to person.
  private static func record(_ number: Int) -> String {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ below: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % below
    }
    var cells = [
      ["North", "South", "West"][Int(draw(3))], ["Practitioner", "Manager", "Peer worker"][Int(draw(3))],
      ["Under a year", "1 to 5 years", "Longer"][Int(draw(3))], ["Calls", "Calls; Visits", ""][Int(draw(3))],
      draw(10) == 0 ? "More hands on nights" : "",
    ]
    for _ in 0..<36 { cells.append(String(draw(4))) }
    return cells.joined(separator: ",")
  }
}
