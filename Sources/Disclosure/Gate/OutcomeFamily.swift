/// The released and requested groups of people behind one question, cut into atoms.
struct OutcomeFamily {
  let groups: [[GroupTerm]]
  let bases: [Int]
  let atoms: Atoms
  /// For every hidden group (a level or an atom below the threshold; one person of any other atom): its people by atom.
  let hidden: [[Int]]
}

/// Why a figure cannot be let out.
struct Refusal: Error {
  let reason: String
}

extension Gate {
  /// Cuts the people behind `groups` into atoms, and lists who must stay hidden among them.
  /// - Parameter answered: one bit a person who answered; needed where groups overlap and answers are missing.
  func family(groups: [[GroupTerm]], bases: [Int], answered: [UInt64]?) throws(Refusal) -> OutcomeFamily {
    let tooMany = Refusal(reason: "There are too many overlapping groups to check.")
    let found: Atoms?
    do { found = try people.atoms(of: groups, answered: answered) } catch {
      throw Refusal(reason: error.description)
    }
    guard var atoms = found else { throw tooMany }
    if answered == nil { atoms = Atoms(sizes: try answering(atoms, bases: bases), members: atoms.members) }
    for (members, base) in zip(atoms.members, bases)
    where members.reduce(0, { $0 + atoms.sizes[$1] }) != base {
      throw Refusal(reason: "The answers of a different number of people were used before.")
    }
    let hidden = try hiddenGroups(groups, atoms: atoms, answered: answered)
    return OutcomeFamily(groups: groups, bases: bases, atoms: atoms, hidden: hidden)
  }

  /// How many of each atom answered, worked out from the bases alone; possible where groups nest.
  private func answering(_ atoms: Atoms, bases: [Int]) throws(Refusal) -> [Int] {
    let complete = zip(atoms.members, bases).allSatisfy { members, base in
      members.reduce(0) { $0 + atoms.sizes[$1] } == base
    }
    if complete { return atoms.sizes }
    var known = [Int?](repeating: nil, count: atoms.sizes.count)
    var progressing = true
    while progressing {
      progressing = false
      for (members, base) in zip(atoms.members, bases) {
        let open = members.filter { known[$0] == nil }
        guard open.count == 1, let atom = open.first else { continue }
        let rest = base - members.reduce(0) { $0 + (known[$1] ?? 0) }
        guard rest >= 0, rest <= atoms.sizes[atom] else {
          throw Refusal(reason: "The answers of a different number of people were used before.")
        }
        known[atom] = rest
        progressing = true
      }
    }
    let sizes = known.compactMap { $0 }
    guard sizes.count == known.count else {
      throw Refusal(reason: "Groups overlap and some answers are missing; who answered must be known to check this.")
    }
    return sizes
  }

  /// Who is hidden: the levels that fewer than `threshold` people chose of each characteristic that splits this outcome, atoms below it,
  /// and one person of each other atom. A characteristic that no figure of this outcome was split by hides nothing: its levels
  /// lie in the released groups like any other people of them.
  private func hiddenGroups(
    _ groups: [[GroupTerm]], atoms: Atoms, answered: [UInt64]?
  ) throws(Refusal) -> [[Int]] {
    var found: Set<[Int]> = []
    for atom in atoms.sizes.indices {
      var one = [Int](repeating: 0, count: atoms.sizes.count)
      one[atom] = atoms.sizes[atom] < threshold ? atoms.sizes[atom] : min(1, atoms.sizes[atom])
      if one[atom] > 0 { found.insert(one) }
    }
    let splitting = Set(groups.joined().map(\.characteristic))
    for (index, characteristic) in people.population.characteristics.enumerated()
    where splitting.contains(characteristic.subject.id) {
      let small = smallLevels(of: characteristic, index: index, answered: answered)
      guard !small.isEmpty else { continue }
      let refined: Atoms?
      do { refined = try people.atoms(of: groups + small, answered: answered) } catch {
        throw Refusal(reason: error.description)
      }
      guard let refined else { throw Refusal(reason: "There are too many overlapping groups to check.") }
      let coarse = coarsen(refined, groups: groups.count, atoms: atoms)
      for level in small.indices {
        var vector = [Int](repeating: 0, count: atoms.sizes.count)
        for atom in refined.members[groups.count + level] {
          if let at = coarse[atom] { vector[at] += refined.sizes[atom] }
        }
        // Without a record of who answered, all of the hidden people may have: the narrower case.
        for atom in vector.indices { vector[atom] = min(vector[atom], atoms.sizes[atom]) }
        let total = vector.reduce(0, +)
        if total > 0 && total < threshold { found.insert(vector) }
      }
    }
    return dominating(found)
  }

  /// The conditions that single out the people of each level too small to be shown, in the whole file and among those reported on.
  private func smallLevels(of characteristic: Characteristic, index: Int, answered: [UInt64]?) -> [[GroupTerm]] {
    let id = characteristic.subject.id
    let levels =
      characteristic.levels.map { GroupTerm(characteristic: id, levels: [$0]) }
      + [GroupTerm(characteristic: id, levels: [], notStated: true)]
    var terms = levels.map { [$0] }
    var counts = people.fullHistograms[index]
    if !people.filter.isEmpty {
      terms += levels.map { people.filter.adding($0) }
      counts += people.histograms[index]
    }
    if answered == nil { return zip(terms, counts).filter { $0.1 > 0 && $0.1 < threshold }.map(\.0) }
    // A level can fall below the threshold only through those who did not answer.
    let answering = answered?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
    let missing = max(0, people.population.people - answering)
    let candidates = zip(terms, counts).filter { $0.1 > 0 && $0.1 < threshold + missing }.map(\.0)
    guard !candidates.isEmpty else { return [] }
    guard let atoms = try? people.atoms(of: candidates, answered: answered) else { return candidates }
    return candidates.indices.filter { level in
      let count = atoms.members[level].reduce(0) { $0 + atoms.sizes[$1] }
      return count > 0 && count < threshold
    }.map { candidates[$0] }
  }

  /// For each refined atom, the atom of the groups alone that it is part of.
  private func coarsen(_ refined: Atoms, groups: Int, atoms: Atoms) -> [Int?] {
    func patterns(_ members: ArraySlice<[Int]>, count: Int) -> [[Int]] {
      var result = [[Int]](repeating: [], count: count)
      for (group, list) in members.enumerated() {
        for atom in list { result[atom].append(group) }
      }
      return result
    }
    let own = patterns(atoms.members[...], count: atoms.sizes.count)
    let position = Dictionary(zip(own, own.indices), uniquingKeysWith: { first, _ in first })
    return patterns(refined.members[..<groups], count: refined.sizes.count).map { position[$0] }
  }

  /// Of hidden groups within one atom only the largest is kept: any smaller one, and any single person, stays at least as open.
  private func dominating(_ vectors: Set<[Int]>) -> [[Int]] {
    var largest: [Int: Int] = [:]
    for vector in vectors {
      let atoms = vector.indices.filter { vector[$0] > 0 }
      if atoms.count == 1, let atom = atoms.first { largest[atom] = max(largest[atom] ?? 0, vector[atom]) }
    }
    return vectors.filter { vector in
      let atoms = vector.indices.filter { vector[$0] > 0 }
      guard atoms.count == 1, let atom = atoms.first else { return true }
      return largest[atom] == vector[atom]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
