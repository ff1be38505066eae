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
    let people = orders(wave.evidence.directory, orderOfPeople)
    let records = orders(wave.evidence.answers, orderOfRecords)
    var all: [String: Int] = [:]
    for (answers, records) in records {
      let plain = Dictionary(uniqueKeysWithValues: Trait.allCases.map { ($0, plainAnswers(to: $0, in: records)) })
      for traits in Trait.combinations {
        let theirs = Dictionary(grouping: records) { record in
          [record.unit] + traits.map { shown(record.answers[$0], plain[$0]) }
        }
        for (directory, people) in people {
          for (direction, people) in [("", people), (" backwards", people.reversed())] {
            let named = Dictionary(grouping: people) { person in
              let known = wave.colleagues[person].personnel
              return [known.unit] + traits.map { shown(known.answer(to: $0), plain[$0]) }
            }
            let way = traits.isEmpty ? "order alone" : traits.map(\.rawValue).joined(separator: ", ")
            all["directory: \(directory)\(direction); answers: \(answers); by \(way)"] = hits(named, theirs)
          }
        }
      }
    }
    return all
  }

  /// The order that each view gives away by place and, where it is made of a file's pages, by page and from the end of each: there a store begins to fill it.
  private func orders<Order>(_ views: [String: [UInt8]], _ order: ([UInt8], Pages?) -> Order?) -> [String: Order] {
    var all: [String: Order] = [:]
    for (name, view) in views {
      all[name] = order(view, nil)
      if let pages = Pages(name) { all["\(name) by page"] = order(view, pages) }
    }
    return all
  }

  /// Where the pages of a file of SQLite's begin, or those of its write-ahead log.
  private struct Pages {
    let start: Int
    let length: Int

    init?(_ view: String) {
      if view.hasSuffix(", file") {
        (start, length) = (0, 4096)
      } else if view.hasSuffix(", log") {
        // A header, and one for each page.
        (start, length) = (32, 24 + 4096)
      } else {
        return nil
      }
    }

    func turned(_ place: Int) -> Int {
      let (page, offset) = max(0, place - start).quotientAndRemainder(dividingBy: length)
      return page * length + length - 1 - offset
    }
  }

  /// Whether some view shows everybody's record: an attack on fewer would prove little.
  var seesAllRecords: Bool {
    wave.evidence.answers.values.contains { orderOfRecords($0, nil)?.count == wave.colleagues.count }
  }

  private struct SeenRecord {
    let unit: String
    let answers: [Trait: String]
    let mark: String
  }

  /// Colleagues by where anything that is theirs was last seen; nil when nothing of anybody was.
  private func orderOfPeople(_ view: [UInt8], _ pages: Pages?) -> [Int]? {
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
    if let pages { places = places.map { $0 < 0 ? $0 : pages.turned($0) } }
    return wave.colleagues.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }

  /// Records that stand in plain text in a view, by place; nil when there are none.
  private func orderOfRecords(_ view: [UInt8], _ pages: Pages?) -> [SeenRecord]? {
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
    var last = found.sorted { $0.place > $1.place }.filter { seen.insert([$0.record.unit, $0.record.mark]).inserted }
    if let pages { last.sort { pages.turned($0.place) > pages.turned($1.place) } }
    return last.isEmpty ? nil : last.reversed().map(\.record)
  }

  /// A record at the start of some bytes: everything up to what cannot be a part of it.
  private func record(in bytes: Data) -> SeenRecord? {
    let line = bytes.prefix { $0 >= 32 && $0 != 60 }
    // Rows of PostgreSQL as text double the marks around answers that were joined.
    let cells = Record.cells(String(decoding: line, as: UTF8.self).replacing("\"\"", with: "\""))
    let items = 1 + Trait.allCases.count
    // What follows a record in a file may hold anything, commas too.
    guard cells.count >= items + 3 else { return nil }
    let mark = cells[items..<items + 3].map { String(decoding: $0.utf8.prefix(1), as: UTF8.self) }
    return SeenRecord(
      unit: cells[0], answers: Dictionary(uniqueKeysWithValues: zip(Trait.allCases, cells[1...])),
      mark: mark.joined(separator: ","))
  }

  /// Those of the form's answers that stand in records as they are.
  private func plainAnswers(to trait: Trait, in records: [SeenRecord]) -> Set<String> {
    Set(records.compactMap { $0.answers[trait] }).intersection(trait.answers)
  }

  /// An answer as the records have it; what stands in none of them was joined with others.
  private func shown(_ answer: String?, _ plain: Set<String>?) -> String {
    answer.flatMap { plain?.contains($0) == true ? $0 : nil } ?? "joined"
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
