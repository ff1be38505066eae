/// The people of a data file as the guard sees them: codes of characteristics, counted once.
struct People: Sendable {
  let population: Population
  let multiples: [MultipleCharacteristic]
  let filter: [GroupTerm]
  /// People who meet the filter.
  let count: Int
  /// By characteristic, then by level, not stated last: people who meet the filter.
  let histograms: [[Int]]
  /// The same for everyone in the file.
  let fullHistograms: [[Int]]
  /// One bit a person who meets the filter; nil without a filter.
  let inFilter: [UInt64]?
  private let position: [String: Int]

  init(
    population: Population, multiples: [MultipleCharacteristic], filter: [GroupTerm]
  ) throws(DisclosureError) {
    let people = population.people
    guard people >= 0 else { throw .negativePeople(people) }
    var position: [String: Int] = [:]
    for (index, characteristic) in population.characteristics.enumerated() {
      guard position.updateValue(index, forKey: characteristic.subject.id) == nil else {
        throw .repeatedIdentifier(characteristic.subject.id)
      }
      try People.check(characteristic, people: people)
    }
    for multiple in multiples {
      guard position.updateValue(-1, forKey: multiple.subject.id) == nil else {
        throw .repeatedIdentifier(multiple.subject.id)
      }
      try People.check(multiple, people: people)
    }
    var full: [[Int]] = []
    for characteristic in population.characteristics { full.append(try People.histogram(characteristic, within: nil)) }
    self.population = population
    self.multiples = multiples
    self.filter = filter
    fullHistograms = full
    self.position = position.filter { $0.value >= 0 }
    if filter.isEmpty {
      inFilter = nil
      count = people
      histograms = full
      return
    }
    var mask = [UInt64](repeating: ~0, count: (people + 63) / 64)
    if people % 64 != 0, !mask.isEmpty { mask[mask.count - 1] = (1 << UInt64(people % 64)) - 1 }
    for term in filter {
      guard let index = self.position[term.characteristic] else { throw .unknownCharacteristic(term.characteristic) }
      let characteristic = population.characteristics[index]
      let passes = try People.passes(term, characteristic)
      for (person, code) in characteristic.codes.enumerated() {
        let slot = code == Characteristic.notStated ? characteristic.levels.count : Int(code)
        if !passes[slot] { mask[person / 64] &= ~(1 << UInt64(person % 64)) }
      }
    }
    inFilter = mask
    count = mask.reduce(0) { $0 + $1.nonzeroBitCount }
    var filtered: [[Int]] = []
    for characteristic in population.characteristics {
      filtered.append(try People.histogram(characteristic, within: mask))
    }
    histograms = filtered
  }

  func characteristic(_ id: String) -> (index: Int, value: Characteristic)? {
    position[id].map { ($0, population.characteristics[$0]) }
  }

  /// Which levels a term lets in, not stated last.
  static func passes(_ term: GroupTerm, _ characteristic: Characteristic) throws(DisclosureError) -> [Bool] {
    var result = [Bool](repeating: false, count: characteristic.levels.count + 1)
    for level in term.levels {
      guard let at = characteristic.levels.firstIndex(of: level) else {
        throw .unknownLevel(characteristic: term.characteristic, level: level)
      }
      result[at] = true
    }
    result[characteristic.levels.count] = term.notStated
    return result
  }

  private static func check(_ characteristic: Characteristic, people: Int) throws(DisclosureError) {
    let id = characteristic.subject.id
    guard characteristic.codes.count == people else {
      throw .wrongLength(id: id, expected: people, found: characteristic.codes.count)
    }
    var seen: Set<String> = []
    for level in characteristic.levels where !seen.insert(level).inserted {
      throw .repeatedLevel(characteristic: id, level: level)
    }
    var merged: Set<String> = []
    for level in characteristic.merges.flatMap(\.levels) {
      guard seen.contains(level) else { throw .unknownLevel(characteristic: id, level: level) }
      guard merged.insert(level).inserted else { throw .levelInTwoMerges(characteristic: id, level: level) }
    }
  }

  private static func check(_ multiple: MultipleCharacteristic, people: Int) throws(DisclosureError) {
    let id = multiple.subject.id
    guard multiple.sets.count == multiple.options.count else {
      throw .wrongLength(id: id, expected: multiple.options.count, found: multiple.sets.count)
    }
    let words = (people + 63) / 64
    for (option, set) in zip(multiple.options, multiple.sets) {
      guard set.count == words else { throw .wrongLength(id: id, expected: words, found: set.count) }
      if people % 64 != 0, let last = set.last, last >> UInt64(people % 64) != 0 {
        throw .bitsBeyondPeople(id: id, option: option)
      }
    }
  }

  /// One pass, four counters side by side so that equal neighbours do not wait for each other.
  private static func histogram(
    _ characteristic: Characteristic, within mask: [UInt64]?
  ) throws(DisclosureError) -> [Int] {
    let levels = characteristic.levels.count
    let width = levels + 1
    var counts = [Int](repeating: 0, count: 4 * width)
    var wrong = -1
    characteristic.codes.withUnsafeBufferPointer { codes in
      counts.withUnsafeMutableBufferPointer { counts in
        for person in codes.indices {
          if let mask, mask[person >> 6] & (1 << UInt64(person & 63)) == 0 { continue }
          let code = codes[person]
          let slot = code == Characteristic.notStated ? levels : Int(code)
          if slot > levels || (slot == levels && code != Characteristic.notStated) {
            wrong = person
            return
          }
          counts[(person & 3) * width + slot] += 1
        }
      }
    }
    if wrong >= 0 {
      throw .codeOutOfRange(
        characteristic: characteristic.subject.id, person: wrong, code: Int(characteristic.codes[wrong]), levels: levels
      )
    }
    return (0..<width).map { counts[$0] + counts[width + $0] + counts[2 * width + $0] + counts[3 * width + $0] }
  }
}
