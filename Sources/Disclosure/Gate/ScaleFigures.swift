internal import Statistics

/// The granted units of a scale's figures.
///
/// A tenth below 1,000 people, a hundredth from there; for scales wider than 100 points ten times as coarse, for scales of
/// one point or less ten times as fine. The guard judges releases as if the reader knew means and standard deviations
/// exactly, so the unit is a second line and not what the guard leans on.
func scaleUnit(base: Int, reading: ScaleReading) -> Double {
  let range = reading.upper - reading.lower
  if range > 100 { return base < 1_000 ? 1 : 0.1 }
  if range <= 1 { return base < 1_000 ? 0.01 : 0.001 }
  return base < 1_000 ? 0.1 : 0.01
}

/// One group's figures, rounded to their unit.
struct ScaleFigureSet {
  let moments: Moments
  let mean: Figure
  let standardDeviation: Figure
  let interval: Interval
  let box: BoxSummary
  let extremes: ScaleAttack.Extremes

  init(_ scores: Tabulation, unit: Double) throws(StatisticsError) {
    moments = scores.moments
    extremes = ScaleAttack.Extremes(
      lowest: Self.outermost(zip(scores.values, scores.counts)),
      highest: Self.outermost(zip(scores.values, scores.counts).reversed()))
    guard let deviation = moments.standardDeviation else { throw .tooFewValues(scores.count) }
    let confidence = try meanInterval(moments)
    let hinges = try scores.hinges
    mean = Figure(moments.mean, unit: unit)
    standardDeviation = Figure(deviation, unit: unit)
    interval = Interval(
      lower: Figure(confidence.lower, unit: unit), upper: Figure(confidence.upper, unit: unit),
      confidence: confidence.confidence)
    var whiskers: BoxSummary.Whiskers?
    if scores.count >= 30 {
      whiskers = BoxSummary.Whiskers(
        tenth: Figure(try scores.quantile(0.1), unit: unit), ninetieth: Figure(try scores.quantile(0.9), unit: unit))
    }
    box = BoxSummary(
      median: Figure(hinges.median, unit: unit), lowerHinge: Figure(hinges.lowerHinge, unit: unit),
      upperHinge: Figure(hinges.upperHinge, unit: unit), whiskers: whiskers)
  }

  /// The first two scores of a tabulation.
  private static func outermost(_ tabulation: some Sequence<(Double, Int)>) -> [Double] {
    var scores: [Double] = []
    for (value, count) in tabulation where scores.count < 2 {
      scores += [Double](repeating: value, count: min(count, 2 - scores.count))
    }
    return scores
  }
}

extension Gate {
  /// One group that asks to be released with mean and standard deviation.
  struct ScaleRequest {
    let terms: [GroupTerm]
    let figures: ScaleFigureSet
    let unit: Double

    var entry: Ledger.Group {
      Ledger.Group(
        terms: terms, base: figures.moments.count, mean: .init(figures.mean.rounding),
        standardDeviation: .init(figures.standardDeviation.rounding), shares: nil, unit: unit)
    }

    var exact: ScaleFigures {
      ScaleFigures(
        mean: figures.moments.mean, standardDeviation: figures.moments.standardDeviation ?? 0,
        extremes: figures.extremes)
    }
  }

  /// Records the groups if they may be let out beside everything released on this scale; otherwise says why not.
  mutating func admit(
    _ requests: [ScaleRequest], subject: Subject, reading: ScaleReading, observed: ClosedRange<Double>,
    answered: [UInt64]?, footing: Footing?
  ) throws(Refusal) {
    try checkFooting(footing, outcome: subject.id, groups: requests.map(\.terms), ofShares: false)
    let earlier = groups(of: subject.id)
    let entries = requests.map(\.entry)
    let exact = Dictionary(requests.map { ($0.terms, $0.exact) }, uniquingKeysWith: { first, _ in first })
    if entries.allSatisfy({ earlier.contains($0) }) {
      return record(outcome: subject.id, groups: [], exact: exact, footing: footing)
    }
    do {
      try checkScale(
        requests, earlier: earlier, subject: subject, reading: reading, observed: observed, answered: answered)
    } catch {
      let own = Set(requests.flatMap(\.terms).map(\.characteristic))
      let others = earlier.filter { !Set($0.terms.map(\.characteristic)).isSubset(of: own) }
      let known = others.flatMap(\.terms).allSatisfy { people.characteristic($0.characteristic) != nil }
      guard !others.isEmpty, known else { throw error }
      // Would it be safe alone? Then what was given before is the reason, and not the answers.
      try checkScale(
        requests, earlier: earlier.filter { !others.contains($0) }, subject: subject, reading: reading,
        observed: observed, answered: answered)
      throw Refusal(reason: crossing(Set(others.flatMap(\.terms).map(\.characteristic)).subtracting(own)))
    }
    record(outcome: subject.id, groups: entries, exact: exact, footing: footing)
  }

  /// Why a comparison that is safe alone is withheld.
  private func crossing(_ characteristics: Set<String>) -> String {
    let titles = characteristics.sorted().map { people.characteristic($0)?.value.subject.title ?? $0 }
    return
      "The comparison by \(titles.joined(separator: " and ")) has been given. Beside it, this one would come close to showing single people's answers, so only one of them can be."
  }

  private func checkScale(
    _ requests: [ScaleRequest], earlier: [Ledger.Group], subject: Subject, reading: ScaleReading,
    observed: ClosedRange<Double>, answered: [UInt64]?
  ) throws(Refusal) {
    var terms = requests.map(\.terms)
    var bases = requests.map { $0.figures.moments.count }
    var known = requests.map { ScaleKnowledge($0.exact) }
    for group in earlier {
      if let same = terms.firstIndex(of: group.terms) {
        guard bases[same] == group.base else {
          throw Refusal(reason: "The answers of a different number of people were released before.")
        }
        continue
      }
      terms.append(group.terms)
      bases.append(group.base)
      known.append(exactFigures(of: subject.id, group.terms).map(ScaleKnowledge.init) ?? ScaleKnowledge(group))
    }
    let family = try self.family(groups: terms, bases: bases, answered: answered)
    guard !GroupAlgebra(groups: family.atoms.members, weights: family.atoms.sizes).exposesFewer(than: threshold) else {
      throw Refusal(
        reason: "Set against figures already released, it would show the answers of fewer than \(threshold) people.")
    }
    let groups = zip(family.atoms.members, known).compactMap { members, known in
      known.mean.map {
        ScaleAttack.Group(
          atoms: members, mean: $0, standardDeviation: known.standardDeviation, extremes: known.extremes)
      }
    }
    let attack = ScaleAttack(
      lower: reading.lower, upper: reading.upper, people: family.atoms.sizes, groups: groups, observed: observed)
    for hidden in family.hidden where attack.openness(of: hidden) < Policy.openShare {
      throw Refusal(
        reason:
          "The answers are so alike that there is little or no spread to compare, or a small group is so large a part of the people shown, and the figures would come close to showing single people's answers."
      )
    }
  }
}

/// What a reader knows of one group: exact figures, or the ranges of their rounding from an earlier report.
private struct ScaleKnowledge {
  let mean: ClosedRange<Double>?
  let standardDeviation: ClosedRange<Double>?
  let extremes: ScaleAttack.Extremes?

  init(_ figures: Gate.ScaleFigures) {
    extremes = figures.extremes
    mean = figures.mean...figures.mean
    standardDeviation = figures.standardDeviation...figures.standardDeviation
  }

  init(_ group: Ledger.Group) {
    extremes = nil
    mean = group.mean?.closed
    standardDeviation = group.standardDeviation?.closed
  }
}
