package import Instruments
package import Problems

/// What scores are read as, one column beside them each, for the holder of the file.
package struct ScoreReadings: Sendable {
  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    case none
  }

  package struct Column: Sendable {
    package let name: String
    /// One a row.
    package let cells: [Cell]
  }

  package private(set) var columns: [Column] = []
  /// What must be known beside the columns.
  package private(set) var notes: [String] = []

  package init() {}
}

extension ScoreReadings {
  /// The band of every score, from each of the instrument's sets that one person may be shown.
  ///
  /// - Throws: `Problem` when the instrument has no such set: discouraged, unverified and percentile bands are never put to one person.
  package mutating func addBands(_ scoring: FileScoring, norms: [Norm]) throws(Problem) {
    guard let instrument = scoring.instrument else { return }
    var (used, refused): (Set<String>, [String]) = ([], [])
    for set in instrument.bands {
      if !set.mayBeShownToOnePerson {
        let why = set.metric == .percentile ? "on percentiles of a group" : set.status.rawValue
        refused.append("the bands “\(set.id)” are \(why) and are not put to one person")
      } else if set.metric == .tScore, norms.isEmpty {
        refused.append("the bands “\(set.id)” are on T scores and need --norms with a mean and an SD")
      } else {
        used.insert(set.id)
      }
    }
    guard !used.isEmpty else {
      throw Problem(
        refused.isEmpty ? "\(instrument.name) has no bands" : refused.joined(separator: "; "), at: "--bands",
        remedy: "leave --bands out; `hearth instruments show \(instrument.id)` has what is known about its bands")
    }
    notes += refused
    for scale in scoring.scales {
      guard let definition = scale.definition else { continue }
      let norm = norms.first { $0.scale == definition.id }
      let sets = instrument.bandSets(on: definition).filter { used.contains($0.id) }
      for set in sets {
        if set.metric == .tScore, norm?.mean == nil || norm?.sd == nil {
          notes.append("no bands “\(set.id)” for \(scale.title): the norms give it no mean and SD")
          continue
        }
        let name = sets.count == 1 ? "\(scale.id)_band" : "\(scale.id)_band_\(set.id)"
        try add(name, scale) { score throws(Problem) in
          try instrument.band(of: score, on: definition, in: set.id, norm: norm).map { .text($0.label) } ?? .none
        }
      }
      if sets.isEmpty { notes.append("no bands for \(scale.title)") }
    }
    notes += instrument.bands.filter { used.contains($0.id) }.map { set in
      "bands “\(set.id)” (\(set.status.rawValue))" + (set.note.map { ": \($0)" } ?? "")
    }
  }

  /// The T score and the percentile of every score in a stated norm group, where the norm has what they need.
  package mutating func addStandings(_ scoring: FileScoring, norms: [Norm]) throws(Problem) {
    for scale in scoring.scales {
      guard let norm = norms.first(where: { $0.scale == scale.id }) else {
        notes.append("the norms have no figures for \(scale.title)")
        continue
      }
      if let mean = norm.mean, let sd = norm.sd {
        try add("\(scale.id)_t", scale) { score throws(Problem) in .number(try tScore(of: score, mean: mean, sd: sd)) }
      }
      if !norm.percentiles.isEmpty {
        try add("\(scale.id)_percentile", scale) { score throws(Problem) in
          switch norm.percentile(of: score) {
          case .at(let percentile): .number(percentile)
          case .below(let lowest): .text("<\(short(lowest))")
          case .above(let highest): .text(">\(short(highest))")
          case nil: .none
          }
        }
      }
      let source = norm.source.map { " (\($0))" } ?? ""
      notes.append("\(scale.title) stands beside \(norm.population)\(source)")
    }
  }

  /// The published profile of every row with a score on each of its scales.
  ///
  /// - Throws: `Problem` when the instrument has no profiles, or the norms lack a mean, an SD or one population.
  package mutating func addProfiles(
    _ scoring: FileScoring, norms: [Norm], choices: ProfileChoices = ProfileChoices()
  ) throws(Problem) {
    guard let instrument = scoring.instrument, let rules = instrument.profiles else {
      throw Problem(
        "\(scoring.instrument?.name ?? "the instrument") has no published profiles", at: "--profiles",
        remedy: "leave --profiles out")
    }
    let scales = scoring.scales.filter { rules.boundaries[$0.id] != nil }
    var cells: [Cell] = []
    var boundaries: [String: Double] = [:]
    // A profile depends on the distinct scores only, and there are few of them.
    var known: [[Double]: Profile] = [:]
    for row in 0..<scoring.rowCount {
      let scores = scales.compactMap { $0.score(row) }
      guard scores.count == rules.boundaries.count else {
        cells.append(.none)
        continue
      }
      if known[scores] == nil {
        let byScale = Dictionary(uniqueKeysWithValues: zip(scales.map(\.id), scores))
        known[scores] = try instrument.profile(of: byScale, norms: norms, choices: choices)
      }
      boundaries = known[scores]?.boundaries ?? boundaries
      cells.append(known[scores].map { .text($0.name) } ?? .none)
    }
    columns.append(Column(name: "profile", cells: cells))
    notes.append("a profile names a pattern of scores beside a norm group; it is no diagnosis (\(rules.source))")
    notes += boundaries.sorted { $0.key < $1.key }.map { "\($0.key) is high from \($0.value)" }
    for (what, confidence) in rules.confidence.sorted(by: { $0.key < $1.key }) where confidence <= .oneSource {
      let known = confidence == .unverified ? "not verified" : "from one source"
      notes.append("profiles: \(what.replacing("_", with: " ")) \(known)")
    }
    if !rules.openPoints.isEmpty {
      notes.append("the sources leave open: \(rules.openPoints.joined(separator: "; "))")
      notes.append(
        choices.boundaryCountsAsHigh ? "a score on a boundary counts as high" : "a score on a boundary counts as low")
    }
  }

  private mutating func add(
    _ name: String, _ scale: FileScoring.Scale, _ read: (Double) throws(Problem) -> Cell
  ) throws(Problem) {
    let scores = scale.scores.scores
    var byKey: [Cell] = []
    for value in scores.values {
      if let value { byKey.append(try read(value)) } else { byKey.append(.none) }
    }
    columns.append(Column(name: name, cells: scores.keys.map { byKey[Int($0)] }))
  }
}

/// A percentile without a needless ".0".
private func short(_ percentile: Double) -> String {
  percentile == percentile.rounded() ? String(Int(percentile)) : "\(percentile)"
}
