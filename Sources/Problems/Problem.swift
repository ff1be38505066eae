/// What went wrong, where, and what to do about it: the one error value that the command line and the pages show.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
  public let what: String
  /// A file, row, column or key, as the person would look for it; empty when the whole input is meant.
  public let place: String
  public let remedy: String

  public init(_ what: String, at place: String = "", remedy: String) {
    self.what = what
    self.place = place
    self.remedy = remedy
  }

  /// `what — where — what to do`, one line.
  public var description: String {
    [what, place, remedy].filter { !$0.isEmpty }.joined(separator: " — ")
  }
}

/// The candidate a person most likely meant, for "did you mean …".
///
/// Damerau–Levenshtein distance (adjacent swaps count once) on lower-cased text; at most a third of the length may differ.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let distance = editDistance(wanted, Array(candidate.lowercased().unicodeScalars))
    if distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  guard let best, best.distance <= max(1, max(wanted.count, best.candidate.unicodeScalars.count) / 3) else {
    return nil
  }
  return best.candidate
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      current.append(cost)
    }
    before = previous
    previous = current
  }
  return previous[b.count]
}
