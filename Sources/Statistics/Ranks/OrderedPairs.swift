/// All differences x − y, or all means of pairs, without ever making a list of them.
struct OrderedPairs {
  /// How many of them are at most v; `first` ascends, and the terms with one element of it ascend with the other's place.
  private let countUpTo: (Double) -> Int
  let count: Int

  /// The m·n differences of an element of `a` and one of `b`.
  init(differencesOf a: [Double], and b: [Double]) {
    let (a, b) = (a.sorted(), b.sorted(by: >))
    count = a.count * b.count
    countUpTo = { v in
      // Down the descending b the difference grows; the border moves back as a grows.
      var total = 0
      var end = b.count
      for x in a {
        while end > 0, x - b[end - 1] > v { end -= 1 }
        total += end
      }
      return total
    }
  }

  /// The n(n + 1)/2 means of two elements, each with itself too (Walsh averages).
  init(meansOf values: [Double]) {
    let sorted = values.sorted()
    count = sorted.count * (sorted.count + 1) / 2
    countUpTo = { v in
      var total = 0
      var end = sorted.count
      for (place, x) in sorted.enumerated() {
        while end > 0, 0.5 * x + 0.5 * sorted[end - 1] > v { end -= 1 }
        // Each pair once: partners from its own place on.
        total += max(0, end - place)
      }
      return total
    }
  }

  /// The k-th smallest, 1 ≤ k ≤ count, by halving over the doubles themselves.
  func element(_ k: Int) -> Double {
    var low = Self.place(-.greatestFiniteMagnitude)
    var high = Self.place(.greatestFiniteMagnitude)
    while low < high {
      let middle = low + (high - low) / 2
      if countUpTo(Self.value(middle)) >= k { high = middle } else { low = middle + 1 }
    }
    let found = Self.value(low)
    return found == 0 ? 0 : found
  }

  /// The mean of the middle two, or the middle one.
  var median: Double {
    count % 2 == 1 ? element(count / 2 + 1) : 0.5 * element(count / 2) + 0.5 * element(count / 2 + 1)
  }

  /// Doubles in ascending order as unsigned whole numbers, far from the ends of their range.
  private static func place(_ value: Double) -> UInt64 {
    let bits = value.bitPattern
    return bits >> 63 == 1 ? ~bits : bits | (1 << 63)
  }

  private static func value(_ place: UInt64) -> Double {
    Double(bitPattern: place >> 63 == 1 ? place & ~(1 << 63) : ~place)
  }
}
