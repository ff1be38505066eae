/// Effects that differ between groups at random: y = Xβ + … + zᵢᵀb_g + …, with one vector b_g a group.
public struct RandomTerm: Sendable, Equatable {
  public let name: String
  /// The group of each person.
  public let groups: Factor
  /// What varies between the groups: one column a random effect, one row a person.
  public let effects: Design
  /// Whether the effects of one group may correlate.
  public let isCorrelated: Bool

  /// The level of the groups varies.
  /// - Throws: `tooFewValues` without people.
  public init(_ name: String, groups: Factor) throws(StatisticsError) {
    let ones = try Matrix(columns: [[Double](repeating: 1, count: groups.codes.count)])
    try self.init(name, groups: groups, effects: Design(ones, names: ["(Intercept)"]))
  }

  /// - Parameters:
  ///   - effects: n × q; the intercept among them if it is to vary.
  ///   - correlated: false keeps every effect unrelated to the others.
  /// - Throws: `unequalLengths`.
  public init(_ name: String, groups: Factor, effects: Design, correlated: Bool = true) throws(StatisticsError) {
    guard groups.codes.count == effects.matrix.rowCount else {
      throw .unequalLengths(groups.codes.count, effects.matrix.rowCount)
    }
    self.name = name
    self.groups = groups
    self.effects = effects
    isCorrelated = correlated
  }
}

extension Factor {
  /// Each level of this factor within each level of another, as groups of their own: classes that bear the same number in every
  /// school. Only combinations that occur become levels, named `outer:inner`, in the order of the outer levels.
  /// - Throws: `unequalLengths`; `tooFewGroups` without people.
  public func nested(in outer: Factor) throws(StatisticsError) -> Factor {
    guard codes.count == outer.codes.count else { throw .unequalLengths(outer.codes.count, codes.count) }
    let keys = zip(outer.codes, codes).map { $0 * levels.count + $1 }
    let used = Set(keys).sorted()
    let places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    var names = used.map { outer.levels[$0 / levels.count] + ":" + levels[$0 % levels.count] }
    if Set(names).count < names.count { names = names.enumerated().map { "\($1) (\($0 + 1))" } }
    return try Factor(levels: names, codes: keys.compactMap { places[$0] })
  }
}
