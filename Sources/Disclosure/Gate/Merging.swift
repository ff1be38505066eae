/// How levels are joined so that every class has enough people.
///
/// A class is large enough when it has `threshold` people, and when every level in it that is too small to stand alone is
/// a small enough part of it: of h hidden people among n, with two of the others known to a colleague, the mean stays open
/// by (n − 2 − h)/h of the scale's range at best, so h may be at most three quarters of n − 2.
struct Merging {
  /// Levels that stay together whatever happens: one level, a declared merge, or the people who did not say.
  struct Unit {
    var label: String
    var levels: [Int]
    var people: Int
    /// The largest level in it that is too small to stand alone.
    var largestSmall: Int
    var hasNotStated = false
  }

  struct Class {
    var label: String
    var units: [Unit]
    var people: Int { units.reduce(0) { $0 + $1.people } }
    var levels: [Int] { units.flatMap(\.levels) }
    var hasNotStated: Bool { units.contains(where: \.hasNotStated) }
  }

  let threshold: Int

  func isLargeEnough(people: Int, largestSmall: Int) -> Bool {
    people >= threshold && 4 * largestSmall <= 3 * (people - 2)
  }

  func isLargeEnough(_ units: some Collection<Unit>) -> Bool {
    isLargeEnough(
      people: units.reduce(0) { $0 + $1.people }, largestSmall: units.reduce(0) { max($0, $1.largestSmall) })
  }

  /// The finest classes of neighbouring units: as many as possible, then as even as possible; nil if one does not do.
  func ordered(_ units: [Unit]) -> [Class]? {
    let stated = units.filter { !$0.hasNotStated || isLargeEnough([$0]) }
    let loose = units.filter { $0.hasNotStated && !isLargeEnough([$0]) }
    guard let rest = loose.first else { return split(stated.filter { !$0.hasNotStated }, apart: stated) }
    var best: [Class]?
    // Those who did not say may join any class: each place is tried, in large tables only the smallest class.
    if stated.count <= 40 {
      for place in stated.indices {
        var trial = stated
        trial[place].people += rest.people
        trial[place].largestSmall = max(trial[place].largestSmall, rest.largestSmall)
        trial[place].hasNotStated = true
        if let found = split(trial, apart: []), better(found, than: best) { best = found }
      }
      return best
    }
    guard var found = split(stated, apart: []),
      let smallest = found.indices.min(by: { found[$0].people < found[$1].people })
    else { return nil }
    found[smallest].units.append(rest)
    return isLargeEnough(found[smallest].units) ? found : nil
  }

  private func better(_ a: [Class], than b: [Class]?) -> Bool {
    guard let b else { return true }
    if a.count != b.count { return a.count > b.count }
    return a.reduce(0.0) { $0 + square($1.people) } < b.reduce(0.0) { $0 + square($1.people) }
  }

  private func square(_ people: Int) -> Double { Double(people) * Double(people) }

  /// Cuts a row of units into runs: the most runs, then the least sum of squared sizes. Units in `apart` that are large and not stated stand alone.
  private func split(_ units: [Unit], apart: [Unit]) -> [Class]? {
    let alone = apart.filter(\.hasNotStated).map { Class(label: $0.label, units: [$0]) }
    guard !units.isEmpty else { return alone.isEmpty ? nil : alone }
    var best: [(classes: Int, squares: Double, start: Int)?] = [(0, 0, 0)]
    for end in 1...units.count {
      var found: (classes: Int, squares: Double, start: Int)?
      var people = 0
      var largestSmall = 0
      for start in stride(from: end - 1, through: 0, by: -1) {
        people += units[start].people
        largestSmall = max(largestSmall, units[start].largestSmall)
        guard isLargeEnough(people: people, largestSmall: largestSmall), let before = best[start] else { continue }
        let classes = before.classes + 1
        let squares = before.squares + square(people)
        if let found, found.classes > classes || (found.classes == classes && found.squares <= squares) { continue }
        found = (classes, squares, start)
      }
      best.append(found)
    }
    var classes: [Class] = []
    var end = units.count
    while end > 0 {
      guard let step = best[end] else { return nil }
      classes.append(Class(label: "", units: Array(units[step.start..<end])))
      end = step.start
    }
    return classes.reversed() + alone
  }

  /// Large units stand alone; the small ones are joined to "Other" if that is large enough, else also with the smallest class that makes it.
  func unordered(_ units: [Unit]) -> [Class]? {
    var classes = units.filter { isLargeEnough([$0]) }.map { Class(label: $0.label, units: [$0]) }
    let small = units.filter { !isLargeEnough([$0]) && $0.people > 0 }
    guard !small.isEmpty else { return classes.isEmpty ? nil : classes }
    if isLargeEnough(small) { return classes + [Class(label: "", units: small)] }
    let bySize = classes.indices.sorted { classes[$0].people < classes[$1].people }
    for index in bySize where isLargeEnough(classes[index].units + small) {
      classes[index].units += small
      classes[index].label = ""
      return classes
    }
    return nil
  }
}
