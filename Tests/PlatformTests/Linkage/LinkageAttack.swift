import Foundation

@testable import Platform

/// Tries to find out who gave which answers, from the evidence of a wave and what an employer knows.
///
/// For every pair of views (a copy of the directory, a copy of the answers, the log) people are put in the order in which the one gives them away, or in the
/// reverse, records in the order in which the other does, and the two are laid side by side: within each unit, among people and records that agree in role,
/// in hours, in time in service, in any of these together, or in none.
struct LinkageAttack {
  let wave: SimulatedWave

  /// How many people's records were named, by way of trying; views that show no people or no records are guesses and left out.
  func hits() -> [String: Int] {
    let people = wave.evidence.directory.compactMapValues(orderOfPeople)
    let records = wave.evidence.answers.compactMapValues(orderOfRecords)
    var all: [String: Int] = [:]
    for (answers, records) in records {
      for traits in Trait.combinations {
        let theirs = Dictionary(grouping: records) { record in
          [record.unit] + traits.map { shown(record.answers[$0], $0, in: records) }
        }
        for (directory, people) in people {
          for (direction, people) in [("", people), (" backwards", people.reversed())] {
            let named = Dictionary(grouping: people) { person in
              let known = wave.colleagues[person].personnel
              return [known.unit] + traits.map { shown(known.answer(to: $0), $0, in: records) }
            }
            let way = traits.isEmpty ? "order alone" : traits.map(\.rawValue).joined(separator: ", ")
            all["directory: \(directory)\(direction); answers: \(answers); by \(way)"] = hits(named, theirs)
          }
        }
      }
    }
    return all
  }

  /// Whether some view shows everybody's record: an attack on fewer would prove little.
  var seesAllRecords: Bool {
    wave.evidence.answers.values.contains { orderOfRecords($0)?.count == wave.colleagues.count }
  }

  private struct SeenRecord {
    let unit: String
    let answers: [Trait: String]
    let mark: String
  }

  /// Colleagues by where anything that is theirs was last seen; nil when nothing of anybody was.
  private func orderOfPeople(_ view: [UInt8]) -> [Int]? {
    var owners: [UInt64: Int] = [:]
    var couldEnd = [Bool](repeating: false, count: 1 << 16)
    for (index, colleague) in wave.colleagues.enumerated() {
      for trace in colleague.traces {
        let start = trace.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        owners[start] = index
        couldEnd[Int(start & 0xFFFF)] = true
      }
    }
    var places = [Int](repeating: -1, count: wave.colleagues.count)
    var window: UInt64 = 0
    view.withUnsafeBufferPointer { view in
      couldEnd.withUnsafeBufferPointer { couldEnd in
        for place in view.indices {
          window = window << 8 | UInt64(view[place])
          if couldEnd[Int(window & 0xFFFF)], let owner = owners[window] { places[owner] = place }
        }
      }
    }
    guard places.contains(where: { $0 >= 0 }) else { return nil }
    return wave.colleagues.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }

  /// Records that stand in plain text in a view, by place; nil when there are none.
  private func orderOfRecords(_ view: [UInt8]) -> [SeenRecord]? {
    let text = Data(view)
    var found: [(place: Int, record: SeenRecord)] = []
    for unit in SimulatedWave.units {
      let needle = Data("\(unit),".utf8)
      var from = text.startIndex
      while let place = text.range(of: needle, in: from..<text.endIndex) {
        from = place.upperBound
        if let record = record(in: text[place.lowerBound..<min(place.lowerBound + 200, text.endIndex)]) {
          found.append((place.lowerBound, record))
        }
      }
    }
    // Pages keep a copy or two: the last of each record is the one in its place.
    var seen: Set<[String]> = []
    let last = found.sorted { $0.place > $1.place }.map(\.record).filter { seen.insert([$0.unit, $0.mark]).inserted }
    return last.isEmpty ? nil : last.reversed()
  }

  /// A record at the start of some bytes: everything up to what cannot be a part of it.
  private func record(in bytes: Data) -> SeenRecord? {
    let line = bytes.prefix { $0 >= 32 && ![34, 40, 41, 60].contains($0) }
    let cells = Record.cells(String(decoding: line, as: UTF8.self))
    let items = 1 + Trait.allCases.count
    // What follows a record in a file may hold anything, commas too.
    guard cells.count >= items + 3 else { return nil }
    let mark = cells[items..<items + 3].map { String(decoding: $0.utf8.prefix(1), as: UTF8.self) }
    return SeenRecord(
      unit: cells[0], answers: Dictionary(uniqueKeysWithValues: zip(Trait.allCases, cells[1...])),
      mark: mark.joined(separator: ","))
  }

  /// An answer as the records have it; answers that stand in none of them were joined with others.
  private func shown(_ answer: String?, _ trait: Trait, in records: [SeenRecord]) -> String {
    guard let answer, trait.answers.contains(answer), records.contains(where: { $0.answers[trait] == answer }) else {
      return "joined"
    }
    return answer
  }

  private func hits(_ people: [[String]: [Int]], _ records: [[String]: [SeenRecord]]) -> Int {
    var hits = 0
    for (known, records) in records {
      for (person, record) in zip(people[known] ?? [], records)
      where wave.colleagues[person].personnel.unit == record.unit && wave.colleagues[person].mark == record.mark {
        hits += 1
      }
    }
    return hits
  }
}
