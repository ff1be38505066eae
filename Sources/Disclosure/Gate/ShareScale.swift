/// The shares that may be printed for a base of so many people: which counts stand behind each.
///
/// The steps are those of 1, 5, 10, 20 and 25 percentage points, at least 5 below 100 people, that cover two people: the base alone
/// says which. The gate takes the finest of them that leaves every count open beside what was released on the same question
/// (`Gate.admitShares`). So a coarser step than the base asks for tells that the finer one would have narrowed some count too far; the range of
/// counts behind every printed share is then that of the coarser step. Every printed share stands for two counts
/// or more. The ends are bounds: at most one step, at least 100 less one step. Where only one count would fit between
/// an end and one and a half steps, it is printed as the next share inwards.
struct ShareScale: Sendable {
  struct Bin: Sendable {
    var counts: ClosedRange<Int>
    let share: Share
  }

  let base: Int
  let step: Double
  let bins: [Bin]

  /// The scales for a base, finest first.
  static func scales(base: Int) -> [ShareScale] {
    let steps = [1, 5, 10, 20, 25].filter { $0 >= 5 || base >= 100 }
    let fine = steps.filter { $0 * base >= 200 }.compactMap { ShareScale(base: base, step: $0) }
    return fine.isEmpty ? steps.compactMap { ShareScale(base: base, step: $0) } : fine
  }

  init?(base: Int, step: Int) {
    guard base > 0, (1...25).contains(step), base <= 1 << 50 else { return nil }
    let end = base * step / 100
    var inner: [(range: Range<Int>, multiple: Int)] = []
    for multiple in 1..<(100 / step) {
      let low = max(end + 1, (base * step * (2 * multiple - 1) + 199) / 200)
      let high = min(base - end, (base * step * (2 * multiple + 1) + 199) / 200)
      if low < high { inner.append((low..<high, multiple)) }
    }
    if inner.count > 1, inner[0].range.count < 2 {
      inner[1].range = inner[0].range.lowerBound..<inner[1].range.upperBound
      inner.removeFirst()
    }
    if inner.count > 1, let last = inner.last, last.range.count < 2 {
      inner.removeLast()
      inner[inner.count - 1].range = inner[inner.count - 1].range.lowerBound..<last.range.upperBound
    }
    guard end < base - end else { return nil }
    let unit = Double(step)
    var bins = [Bin(counts: 0...end, share: .atMost(unit))]
    bins += inner.map { item in
      Bin(
        counts: item.range.lowerBound...(item.range.upperBound - 1),
        share: .about(Figure(Double(item.multiple) * unit, unit: unit)))
    }
    bins.append(Bin(counts: (base - end)...base, share: .atLeast(100 - unit)))
    guard bins.allSatisfy({ $0.counts.count >= 2 }) else { return nil }
    self.base = base
    self.step = unit
    self.bins = bins
  }

  /// The bin of a count from 0 to the base.
  func bin(of count: Int) -> Bin {
    bins.first { $0.counts.contains(count) } ?? bins[count <= 0 ? 0 : bins.count - 1]
  }
}
