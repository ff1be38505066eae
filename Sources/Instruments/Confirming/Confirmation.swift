public import Problems

/// What a licence holder enters from the manual: item positions, reversals, missing rule and quartile cut-offs, with who,
/// when and from which edition.
public struct Confirmation: Sendable, Hashable {
  /// One scale as the manual prints it.
  public struct ScaleEntry: Sendable, Hashable {
    public let id: String
    /// Needed only for a scale the catalogue does not name.
    public var label: String?
    public let items: [Int]
    public let reversed: [Int]
    public var aggregate: Aggregate?
    public var direction: Direction?
    /// Fewest answered items that give a score; nil: all of them.
    public var minimumAnswered: Int?
    /// Lower, median and upper cut-off of the manual's norm quartiles.
    public var quartiles: [Double]?

    public init(
      id: String, label: String? = nil, items: [Int], reversed: [Int] = [], aggregate: Aggregate? = nil,
      direction: Direction? = nil, minimumAnswered: Int? = nil, quartiles: [Double]? = nil
    ) {
      self.id = id
      self.label = label
      self.items = items
      self.reversed = reversed
      self.aggregate = aggregate
      self.direction = direction
      self.minimumAnswered = minimumAnswered
      self.quartiles = quartiles
    }
  }

  public let instrument: String
  public let provenance: Provenance
  public let scales: [ScaleEntry]
  /// Points by response code, where the score is a mean of points.
  public let points: [Int: Double]

  /// - Parameters:
  ///   - by: the licence holder's name or post.
  ///   - on: a day, YYYY-MM-DD.
  ///   - edition: of the manual.
  /// - Throws: a `Problem` when one of the three is empty or the day is none.
  public init(
    instrument: String, by: String, on: String, edition: String, scales: [ScaleEntry], points: [Int: Double] = [:]
  ) throws(Problem) {
    for (name, value) in [("by", by), ("edition", edition)] where value.allSatisfy(\.isWhitespace) {
      throw Problem("a confirmation needs “\(name)”", remedy: "say who confirms the key, and from which edition")
    }
    guard isDay(on) else {
      throw Problem("“\(on)” is not a day", remedy: "write it as YYYY-MM-DD")
    }
    self.instrument = instrument
    provenance = Provenance(by: by, on: on, edition: edition)
    self.scales = scales
    self.points = points
  }
}

private func isDay(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }),
    let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month
  else { return false }
  let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return 1...days[month - 1] ~= day
}
