/// The parts into which groups cut the people of a file: people of one atom are in the same groups.
struct Atoms: Sendable {
  /// People in each atom.
  let sizes: [Int]
  /// Atoms of each group, in the order the groups were given.
  let members: [[Int]]
}

extension People {
  /// The atoms of groups that are conditions on characteristics.
  ///
  /// Groups over one characteristic are read off its histogram. Otherwise one pass over the people counts the combinations
  /// of the levels that the groups tell apart.
  /// - Parameters:
  ///   - answered: one bit a person who counts; nil for everyone.
  ///   - keepEmpty: whether combinations that nobody has are atoms too.
  /// - Returns: nil when the groups tell apart more combinations than the guard can hold.
  /// - Throws: `unknownCharacteristic`, `unknownLevel`.
  func atoms(
    of groups: [[GroupTerm]], answered: [UInt64]? = nil, keepEmpty: Bool = false
  ) throws(DisclosureError) -> Atoms? {
    let words = (population.people + 63) / 64
    if let answered, answered.count != words {
      throw .wrongLength(id: "answered", expected: words, found: answered.count)
    }
    var used: [Int] = []
    var terms: [Int: [GroupTerm]] = [:]
    for term in groups.joined() {
      guard let found = characteristic(term.characteristic) else {
        throw .unknownCharacteristic(term.characteristic)
      }
      if terms[found.index] == nil { used.append(found.index) }
      if !(terms[found.index]?.contains(term) ?? false) { terms[found.index, default: []].append(term) }
    }
    used.sort()
    var tables: [Signatures] = []
    var combinations = 1
    for index in used {
      let table = try Signatures(terms[index] ?? [], of: population.characteristics[index])
      let (product, overflow) = combinations.multipliedReportingOverflow(by: table.count)
      guard !overflow, product <= 1 << 16 else { return nil }
      combinations = product
      tables.append(table)
    }
    let counts = countCombinations(used, tables, combinations: combinations, answered: answered)
    return gather(counts, groups: groups, used: used, tables: tables, keepEmpty: keepEmpty)
  }

  private func gather(
    _ counts: [Int], groups: [[GroupTerm]], used: [Int], tables: [Signatures], keepEmpty: Bool
  ) -> Atoms {
    let ids = used.map { population.characteristics[$0].subject.id }
    var sizes: [Int] = []
    var members = [[Int]](repeating: [], count: groups.count)
    for (combination, count) in counts.enumerated() where count > 0 || keepEmpty {
      var rest = combination
      var passing: [String: [GroupTerm: Bool]] = [:]
      for (id, table) in zip(ids, tables) {
        passing[id] = table.passing[rest % table.count]
        rest /= table.count
      }
      let isIn = groups.map { $0.allSatisfy { passing[$0.characteristic]?[$0] ?? false } }
      guard isIn.contains(true) else { continue }
      for index in groups.indices where isIn[index] { members[index].append(sizes.count) }
      sizes.append(count)
    }
    return Atoms(sizes: sizes, members: members)
  }

  private static let block = 4_096

  private func countCombinations(
    _ used: [Int], _ tables: [Signatures], combinations: Int, answered: [UInt64]?
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: combinations)
    if used.isEmpty {
      counts[0] = answered.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } } ?? population.people
      return counts
    }
    if used.count == 1, answered == nil, inFilter == nil {
      for (slot, count) in histograms[used[0]].enumerated() { counts[tables[0].ofSlot[slot]] += count }
      return counts
    }
    var strides: [Int32] = []
    var stride: Int32 = 1
    for table in tables {
      strides.append(stride)
      stride *= Int32(table.count)
    }
    let steps = zip(tables, strides).map { table, stride in table.ofSlot.map { Int32($0) * stride } }
    // A block at a time, so that the keys stay in the nearest cache and memory does not grow with the people.
    var keys = [Int32](repeating: 0, count: Self.block)
    var start = 0
    while start < population.people {
      let length = min(Self.block, population.people - start)
      keys.withUnsafeMutableBufferPointer { keys in
        keys.update(repeating: 0)
        for (index, steps) in zip(used, steps) {
          let levels = steps.count - 1
          population.characteristics[index].codes.withUnsafeBufferPointer { codes in
            steps.withUnsafeBufferPointer { steps in
              for offset in 0..<length { keys[offset] &+= steps[min(Int(codes[start + offset]), levels)] }
            }
          }
        }
        for offset in 0..<length {
          let person = start + offset
          if let answered, answered[person >> 6] & (1 << UInt64(person & 63)) == 0 { continue }
          counts[Int(keys[offset])] += 1
        }
      }
      start += length
    }
    return counts
  }
}

/// The levels of one characteristic that a set of terms cannot tell apart.
private struct Signatures {
  /// Signature of each level, not stated last.
  let ofSlot: [Int]
  /// For each signature: which terms let it in.
  let passing: [[GroupTerm: Bool]]
  var count: Int { passing.count }

  init(_ terms: [GroupTerm], of characteristic: Characteristic) throws(DisclosureError) {
    var passes: [[Bool]] = []
    for term in terms { passes.append(try People.passes(term, characteristic)) }
    var seen: [[Bool]: Int] = [:]
    var ofSlot: [Int] = []
    var passing: [[GroupTerm: Bool]] = []
    for slot in 0...characteristic.levels.count {
      let signature = passes.map { $0[slot] }
      if let known = seen[signature] {
        ofSlot.append(known)
      } else {
        seen[signature] = passing.count
        ofSlot.append(passing.count)
        passing.append(Dictionary(uniqueKeysWithValues: zip(terms, signature)))
      }
    }
    self.ofSlot = ofSlot
    self.passing = passing
  }
}
