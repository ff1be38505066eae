/// A predictor of categories, and how they become columns.
public struct Factor: Sendable, Equatable {
  public let levels: [String]
  /// The 0-based level of each person.
  public let codes: [Int]
  public let contrasts: Contrasts

  public enum Contrasts: Sendable, Equatable {
    /// Each level against one of them (by 0-based index).
    case treatment(reference: Int = 0)
    /// Each level but the last against the mean of the levels.
    case sum
  }

  /// - Throws: `tooFewGroups` without a level; `outOfDomain` for a code or a reference without a level, or a repeated level.
  public init(
    levels: [String], codes: [Int], contrasts: Contrasts = .treatment()
  ) throws(StatisticsError) {
    guard !levels.isEmpty else { throw .tooFewGroups(0) }
    guard Set(levels).count == levels.count else { throw .outOfDomain("a factor names each level once") }
    for code in codes where !levels.indices.contains(code) {
      throw .outOfDomain("a factor of \(levels.count) levels has no level number \(code)")
    }
    if case .treatment(let reference) = contrasts, !levels.indices.contains(reference) {
      throw .outOfDomain("a factor of \(levels.count) levels has no level number \(reference) to refer to")
    }
    self.levels = levels
    self.codes = codes
    self.contrasts = contrasts
  }

  /// Levels in the order in which they sort.
  public init(_ values: [String], contrasts: Contrasts = .treatment()) throws(StatisticsError) {
    let levels = Set(values).sorted()
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    try self.init(levels: levels, codes: values.compactMap { places[$0] }, contrasts: contrasts)
  }

  /// One row a level, one column a contrast; or one column a level.
  func coding(full: Bool) -> (names: [String], rows: [[Double]]) {
    let all = levels.indices
    switch full ? nil : contrasts {
    case nil:
      return (levels, all.map { level in all.map { $0 == level ? 1 : 0 } })
    case .treatment(let reference):
      let columns = all.filter { $0 != reference }
      return (columns.map { levels[$0] }, all.map { level in columns.map { $0 == level ? 1 : 0 } })
    case .sum:
      let columns = all.dropLast()
      let last = levels.count - 1
      return (
        columns.map { levels[$0] }, all.map { level in columns.map { level == last ? -1 : $0 == level ? 1 : 0 } }
      )
    }
  }
}
