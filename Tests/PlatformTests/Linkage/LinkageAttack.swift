import Foundation

@testable import Platform

/// Tries to find out who gave which answers, from the evidence of a wave and what an employer knows.
///
/// For every pair of views (a copy of the directory, a copy of the answers) people are put in the order in which the directory gives them away, records
/// in the order in which the answers do, and the two are laid side by side, among people and records that agree in what the employer knows.
struct LinkageAttack {
  let wave: SimulatedWave

  /// How many people's records were named, by pair of views; pairs that show no record are guesses and left out.
  func hits() -> [String: Int] {
    let orders = wave.evidence.directory.mapValues(orderOfPeople)
    var all: [String: Int] = [:]
    for (way, view) in wave.evidence.answers {
      guard let records = orderOfRecords(view) else { continue }
      for (other, people) in orders { all["directory: \(other); answers: \(way)"] = hits(people, records) }
    }
    return all
  }

  /// Colleagues by where their row was last seen.
  private func orderOfPeople(_ view: [UInt8]) -> [Int] {
    let places = wave.colleagues.map { colleague in
      max(last(colleague.secretHash, in: view), last([UInt8](hexadecimal(colleague.secretHash).utf8), in: view))
    }
    return wave.colleagues.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }

  /// Records that stand in plain text in a view, by place; nil when there are none.
  private func orderOfRecords(_ view: [UInt8]) -> [(role: String, mark: String)]? {
    let text = Data(view)
    let needle = Data("North,".utf8)
    var records: [(role: String, mark: String)] = []
    var from = text.startIndex
    while let found = text.range(of: needle, in: from..<text.endIndex) {
      from = found.upperBound
      let line = text[found.lowerBound..<min(found.lowerBound + 200, text.endIndex)]
        .prefix { $0 >= 32 && $0 != 34 && $0 != 40 && $0 != 41 }
      let cells = Record.cells(String(decoding: line, as: UTF8.self))
      guard cells.count >= 8 else { continue }
      let marks = cells[4...6].map { String($0.prefix(1)) }
      records.append((cells[1], marks.joined(separator: ",")))
    }
    // Pages keep a copy or two: the last of each record is the one in its place.
    var seen: Set<String> = []
    let last = records.reversed().filter { seen.insert($0.mark).inserted }
    return last.isEmpty ? nil : last.reversed()
  }

  private func hits(_ people: [Int], _ records: [(role: String, mark: String)]) -> Int {
    let roles = Set(records.map(\.role))
    var hits = 0
    for role in roles {
      let those = people.filter { roles.contains(wave.colleagues[$0].role) ? wave.colleagues[$0].role == role : true }
      let marks = records.filter { $0.role == role }.map(\.mark)
      for (person, mark) in zip(those, marks) where wave.colleagues[person].mark == mark { hits += 1 }
    }
    return hits
  }

  private func last(_ needle: [UInt8], in view: [UInt8]) -> Int {
    Data(view).range(of: Data(needle), options: .backwards)?.lowerBound ?? -1
  }
}
