public import Problems

/// How several scales together make a named profile, with boundaries set from a stated norm group.
public struct ProfileRules: Sendable, Hashable, Encodable {
  public enum Level: String, Sendable, Hashable, Codable, CaseIterable { case low, high }

  public struct Rule: Sendable, Hashable, Encodable {
    public let profile: String
    /// What each scale must be; a scale left out may be either.
    public let levels: [String: Level]
  }

  public let source: String
  /// By scale id: how many norm SDs above the norm mean "high" begins.
  public let boundaries: [String: Double]
  public let rules: [Rule]
  /// The name where no rule fits.
  public let otherwise: String
  public let confidence: [String: Confidence]
  /// What the published sources leave open.
  public let openPoints: [String]
}

/// The choices that published sources leave open; printed with the result.
public struct ProfileChoices: Sendable, Hashable, Encodable {
  /// A score exactly on a boundary counts as high.
  public var boundaryCountsAsHigh: Bool
  /// The burnout profile also asks for a low score on the scales its rule leaves open (the paper's reading).
  public var burnoutNeedsEveryScale: Bool

  public init(boundaryCountsAsHigh: Bool = true, burnoutNeedsEveryScale: Bool = false) {
    self.boundaryCountsAsHigh = boundaryCountsAsHigh
    self.burnoutNeedsEveryScale = burnoutNeedsEveryScale
  }
}

/// A profile and what it stands on.
public struct Profile: Sendable, Hashable, Encodable {
  public let name: String
  public let levels: [String: ProfileRules.Level]
  /// The boundary used for each scale: M + z·SD, in the unit of the norm.
  public let boundaries: [String: Double]
  public let population: String
  public let choices: ProfileChoices
}

extension Instrument {
  /// The profile of one person or group.
  ///
  /// A scale is high at or above M + z·SD of the norm group (z from the instrument). The norm group must be a stated one:
  /// with the sample's own mean and SD the shares of the profiles would be fixed in advance.
  /// - Parameters:
  ///   - scores: by scale id, in the metric of the norms.
  ///   - norms: one for each scale of the rules, all of one population, with mean and SD.
  /// - Throws: a `Problem` when the instrument has no profiles, or a score or a norm is missing.
  /// - Note: Leiter & Maslach (2016), Burnout Research 3:89–100.
  public func profile(
    of scores: [String: Double], norms: [Norm], choices: ProfileChoices = ProfileChoices()
  ) throws(Problem) -> Profile {
    guard let rules = profiles else {
      throw Problem("\(name) has no published profiles", remedy: "leave profiles out of the study file")
    }
    var levels: [String: ProfileRules.Level] = [:]
    var boundaries: [String: Double] = [:]
    var population: String?
    for (scaleID, z) in rules.boundaries.sorted(by: { $0.key < $1.key }) {
      let label = scale(scaleID)?.label ?? scaleID
      guard let norm = norms.first(where: { $0.scale == scaleID }), let mean = norm.mean, let sd = norm.sd else {
        throw Problem(
          "profiles of \(name) need the mean and SD of a stated norm group for “\(label)”",
          remedy: "give them under norms: with the source; never the sample's own")
      }
      if let population, population != norm.population {
        throw Problem(
          "profiles of \(name) mix two norm groups: \(population) and \(norm.population)",
          remedy: "take every scale from one group")
      }
      population = norm.population
      guard let score = scores[scaleID], score.isFinite else {
        throw Problem("profiles of \(name) need a score for “\(label)”", remedy: "score every scale first")
      }
      let boundary = mean + z * sd
      boundaries[scaleID] = boundary
      let high = choices.boundaryCountsAsHigh ? score >= boundary - 1e-9 : score > boundary + 1e-9
      levels[scaleID] = high ? .high : .low
    }
    let fitting = rules.rules.first { rule in
      var wanted = rule.levels
      if choices.burnoutNeedsEveryScale, rule.profile == "burnout" {
        for id in rules.boundaries.keys where wanted[id] == nil { wanted[id] = .low }
      }
      return wanted.allSatisfy { levels[$0.key] == $0.value }
    }
    return Profile(
      name: fitting?.profile ?? rules.otherwise, levels: levels, boundaries: boundaries,
      population: population ?? "", choices: choices)
  }
}
