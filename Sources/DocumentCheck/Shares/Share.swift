/// A count with its percentage, or a percentage alone, and the number it is a share of where that is stated.
struct Share {
  var count: Int?
  let percent: Reported
  /// “of 40”, “12/40”.
  var base: Int?
  /// “about 30 %”.
  var isApproximate = false
  let place: Place
  let quote: String

  /// What the printed percentage may stand for.
  var interval: Bounds {
    isApproximate ? Bounds(percent.value - 2.5, percent.value + 2.5) : percent.interval
  }

  func fits(_ base: Int) -> Bool {
    guard base > 0 else { return false }
    if let count { return count <= base && interval.contains(100 * Double(count) / Double(base)) }
    return possibleCount(of: base) != nil
  }

  /// A count of `base` that rounds to the percentage.
  func possibleCount(of base: Int) -> Int? {
    let lowest = max(0, (interval.lower / 100 * Double(base) - 1e-9).rounded(.up))
    let highest = (interval.upper / 100 * Double(base) + 1e-9).rounded(.down)
    return lowest <= highest && lowest <= Double(base) && highest < 1e15 ? Int(lowest) : nil
  }

  /// Every base up to `limit` that would make it right, for the message.
  func fittingBases(upTo limit: Int) -> String {
    guard let count, count > 0 else { return "" }
    let lowest = (100 * Double(count) / interval.upper - 1e-9).rounded(.up)
    let highest = interval.lower > 0 ? (100 * Double(count) / interval.lower + 1e-9).rounded(.down) : .infinity
    guard lowest <= highest, lowest <= Double(limit) else { return "" }
    let top = min(highest, Double(limit))
    return lowest == top ? "\(Int(lowest))" : "\(Int(lowest)) to \(Int(top))"
  }

  func recomputed(_ base: Int) -> String {
    if let count {
      return count > base
        ? "\(count) is more than \(base)"
        : "\(count) of \(base) is \(fixed(100 * Double(count) / Double(base), decimals: max(1, percent.decimals + 1))) %"
    }
    let below = (percent.value / 100 * Double(base)).rounded(.down)
    let decimals = max(1, percent.decimals + 1)
    return
      "of \(base), \(Int(below)) would be \(fixed(100 * below / Double(base), decimals: decimals)) % and \(Int(below) + 1) would be "
      + "\(fixed(100 * (below + 1) / Double(base), decimals: decimals)) %"
  }
}
