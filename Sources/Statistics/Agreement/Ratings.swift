/// Which values units were given by several raters, with gaps: what every coefficient of agreement starts from.
///
/// Units that were given the same values the same number of times are one pattern with a count, where the values are few
/// enough for that; so a million units with five values cost little more than reading them.
public struct Ratings: Sendable {
  /// The categories: the distinct values, ascending.
  public let values: [Double]
  /// The number of units with at least one rating.
  public private(set) var unitCount = 0
  /// The number of ratings.
  public private(set) var ratingCount = 0

  /// Entries of pattern p stand from `starts[p]` to `starts[p + 1]`.
  private(set) var starts = [0]
  /// The category of each entry, and how often it was given.
  private(set) var categories: [Int32] = []
  private(set) var times: [Int32] = []
  /// Of each pattern: its units, and the ratings that each of them has.
  private(set) var units: [Int] = []
  private(set) var raters: [Int] = []

  /// What each rater gave to each unit.
  /// - Parameters:
  ///   - raters: one column a rater, one place a unit; nil where a rater gave nothing.
  ///   - values: every value that could be given; those that occur unless given.
  /// - Throws: `unequalLengths`, `notFinite`, `outOfDomain` for a rating that is not among the values or a value named twice.
  public init(raters: [[Double?]], values: [Double]? = nil) throws(StatisticsError) {
    let count = raters.first?.count ?? 0
    for column in raters where column.count != count { throw .unequalLengths(count, column.count) }
    // The first ratings mostly show the range of all, which saves a pass.
    let present =
      Ratings.smallCodes(raters, first: 10_000).flatMap { Ratings.patterns(raters, $0) }
      ?? Ratings.smallCodes(raters, first: count).flatMap { Ratings.patterns(raters, $0) }
    if let present {
      let occurring = present.reduce(into: Set<Int>()) { set, pattern in set.formUnion(pattern.codes) }
      self.values = try Ratings.checkedValues(values, occurring.sorted().map(Double.init))
      var places: [Int: Int32] = [:]
      for code in occurring { places[code] = try place(of: Double(code)) }
      for pattern in present { add(pattern.codes.compactMap { places[$0] }, units: pattern.units) }
    } else {
      for column in raters { try checkFinite(column.lazy.compactMap { $0 }, "a rating") }
      let occurring = Ratings.distinct(raters.joined().compactMap { $0 })
      self.values = try Ratings.checkedValues(values, occurring)
      for value in occurring { _ = try place(of: value) }
      for unit in 0..<count {
        var given: [Int32] = []
        for column in raters { if let rating = column[unit] { given.append(try place(of: rating)) } }
        given.sort()
        add(given, units: 1)
      }
    }
  }

  /// How many raters gave each category to each unit.
  /// - Parameters:
  ///   - counts: n units × q categories.
  ///   - values: what the categories stand for, ascending; 0, 1, 2 … unless given.
  /// - Throws: `unequalLengths`, `notFinite`, `outOfDomain` for a negative or very large count or values out of order.
  public init(counts: [[Int]], values: [Double]? = nil) throws(StatisticsError) {
    let width = counts.first?.count ?? 0
    let named = values ?? (0..<width).map(Double.init)
    guard named.count == width else { throw .unequalLengths(width, named.count) }
    self.values = try Ratings.checkedValues(named, [])
    guard self.values == named else { throw .outOfDomain("the values of the categories must ascend") }
    for row in counts {
      guard row.count == width else { throw .unequalLengths(width, row.count) }
      for count in row where count < 0 || count > 1_000_000 {
        throw .outOfDomain("a category is given by 0 to 1,000,000 raters, not by \(count)")
      }
      let entries = row.indices.filter { row[$0] > 0 }
      append(entries.map { (Int32($0), Int32(row[$0])) }, units: 1)
    }
  }

  /// The number of patterns.
  var patternCount: Int { units.count }

  /// The place of a value among the categories.
  private func place(of value: Double) throws(StatisticsError) -> Int32 {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    guard low < values.count, values[low] == value else {
      throw .outOfDomain("the rating \(value) is not among the values that could be given")
    }
    return Int32(low)
  }

  /// - Parameter given: the categories given to a unit, ascending.
  private mutating func add(_ given: [Int32], units: Int) {
    var entries: [(Int32, Int32)] = []
    for category in given {
      if let last = entries.last, last.0 == category {
        entries[entries.count - 1].1 += 1
      } else {
        entries.append((category, 1))
      }
    }
    append(entries, units: units)
  }

  private mutating func append(_ entries: [(Int32, Int32)], units: Int) {
    guard !entries.isEmpty else { return }
    var total = 0
    for (category, count) in entries {
      categories.append(category)
      times.append(count)
      total += Int(count)
    }
    starts.append(categories.count)
    self.units.append(units)
    raters.append(total)
    unitCount += units
    ratingCount += units * total
  }

  private static func checkedValues(_ given: [Double]?, _ occurring: [Double]) throws(StatisticsError) -> [Double] {
    guard let given else { return occurring }
    try checkFinite(given, "a value that could be given")
    let values = distinct(given)
    guard values.count == given.count else { throw .outOfDomain("a value that could be given is named twice") }
    return values
  }

  private static func distinct(_ values: [Double]) -> [Double] {
    var result: [Double] = []
    // Adding 0 makes −0 and 0 one value.
    for value in values.sorted() where result.last != value { result.append(value + 0) }
    return result
  }
}

extension Ratings {
  /// The least and the largest of the ratings of the first units, if all are whole and every combination fits a small table.
  private static func smallCodes(_ raters: [[Double?]], first: Int) -> ClosedRange<Int>? {
    var (least, largest) = (Int.max, Int.min)
    for column in raters {
      for rating in column.prefix(first) {
        guard let rating else { continue }
        guard abs(rating) < 1e6 else { return nil }
        let code = Int(rating)
        guard Double(code) == rating else { return nil }
        if code < least { least = code }
        if code > largest { largest = code }
      }
    }
    guard least <= largest else { return nil }
    var size = 1
    for _ in raters {
      size *= largest - least + 2
      if size > 1 << 20 { return nil }
    }
    return least...largest
  }

  /// Every combination of codes that occurs, and by how many units, counted in a table with a place for each ordered one; nil if a
  /// rating is not a whole number of the range.
  private static func patterns(_ raters: [[Double?]], _ range: ClosedRange<Int>) -> [(codes: [Int], units: Int)]? {
    let (radix, offset) = (Int32(range.count + 1), Int32(1 - range.lowerBound))
    let (least, largest) = (Double(range.lowerBound), Double(range.upperBound))
    var keys = [Int32](repeating: 0, count: raters.first?.count ?? 0)
    var isWhole = true
    for column in raters {
      column.withUnsafeBufferPointer { column in
        keys.withUnsafeMutableBufferPointer { keys in
          for unit in 0..<keys.count {
            var code: Int32 = 0
            if let rating = column[unit] {
              guard rating >= least, rating <= largest else {
                isWhole = false
                return
              }
              let whole = Int32(rating)
              if Double(whole) != rating { isWhole = false }
              code = whole &+ offset
            }
            keys[unit] = keys[unit] &* radix &+ code
          }
        }
      }
      guard isWhole else { return nil }
    }
    var table = [Int](repeating: 0, count: raters.reduce(1) { size, _ in size * (range.count + 1) })
    for key in keys { table[Int(key)] += 1 }
    var merged: [[Int]: Int] = [:]
    for (key, units) in table.enumerated() where units > 0 {
      var codes: [Int] = []
      var rest = key
      while rest > 0 {
        let code = rest % (range.count + 1)
        if code > 0 { codes.append(code - 1 + range.lowerBound) }
        rest /= range.count + 1
      }
      merged[codes.sorted(), default: 0] += units
    }
    return merged.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }
}
