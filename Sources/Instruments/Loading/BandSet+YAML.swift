public import Problems

extension BandSet {
  static func read(_ field: YAMLField?, scales: [Scale], reader: ScaleReader) throws(Problem) -> [BandSet] {
    var sets: [BandSet] = []
    for entry in try field?.list() ?? [] {
      let record = try entry.record([
        "id", "status", "metric", "decimals", "partial", "scales", "confidence", "population", "note",
      ])
      let id = try record.required("id").text()
      guard !sets.contains(where: { $0.id == id }) else {
        throw entry.problem("two band sets have the id “\(id)”", remedy: "rename one")
      }
      let metric = try record["metric"]?.choice(of: Metric.self) ?? .score
      let decimals = try record["decimals"]?.integer()
      if let decimals, !(0...6 ~= decimals) {
        throw entry.problem("decimals must be 0 to 6", remedy: "leave it out to compare unrounded")
      }
      let partial = try record["partial"]?.flag() ?? false
      var bands: [String: [Band]] = [:]
      for (scaleID, list) in try record.required("scales").pairs() {
        try checkScaleID(scaleID, among: scales, at: list)
        let read = try Self.bands(list)
        if let scale = scales.first(where: { $0.id == scaleID }) {
          try check(read, on: scale, metric: metric, decimals: decimals, partial: partial, reader: reader, at: list)
        }
        bands[scaleID] = read
      }
      sets.append(
        BandSet(
          id: id, status: try record["status"]?.choice(of: Status.self) ?? .unverified, metric: metric,
          decimals: decimals, isPartial: partial, bands: bands, confidence: try readConfidence(record["confidence"]),
          population: try record["population"]?.text(), note: try record["note"]?.text()))
    }
    return sets
  }

  private static func bands(_ field: YAMLField) throws(Problem) -> [Band] {
    var all: [Band] = []
    let entries = try field.list()
    for (index, entry) in entries.enumerated() {
      let parts = try entry.list()
      guard parts.count == 3 else { throw entry.problem("a band is [label, from, to]", remedy: "write three values") }
      let band = Band(
        label: try parts[0].text(), from: parts[1].isNull ? nil : try parts[1].number(),
        to: parts[2].isNull ? nil : try parts[2].number())
      if (band.from == nil && index > 0) || (band.to == nil && index < entries.count - 1) {
        throw entry.problem("only the first band may start open and only the last may end open", remedy: "give numbers")
      }
      if let from = band.from, let to = band.to, from > to {
        throw entry.problem("“\(band.label)” ends before it begins", remedy: "write [label, from, to]")
      }
      if let before = all.last, let end = before.to, let from = band.from, from <= end {
        throw entry.problem(
          "“\(before.label)” and “\(band.label)” overlap at \(from)", remedy: "list bands upwards, each after the last")
      }
      all.append(band)
    }
    guard !all.isEmpty else { throw field.problem("there are no bands", remedy: "add [label, from, to]") }
    return all
  }

  /// Every score that can occur has a band, unless the set is declared partial; no band lies outside the scale.
  private static func check(
    _ bands: [Band], on scale: Scale, metric: Metric, decimals: Int?, partial: Bool, reader: ScaleReader,
    at field: YAMLField
  ) throws(Problem) {
    let values: [Double]
    switch metric {
    case .score: values = try reader.attainable(scale, at: field)
    case .sum:
      var sums: [Double] = []
      for score in try reader.attainable(scale, at: field) { sums.append(scale.sum(of: score)) }
      values = sums
    case .percentile: values = (0...100).map(Double.init)
    // T has no ends: bands must meet on the grid they are rounded to.
    case .tScore: values = (-200...300).map(Double.init)
    }
    guard let lowest = values.min(), let highest = values.max() else { return }
    for band in bands {
      for limit in [band.from, band.to] {
        if let limit, limit < lowest - 1e-9 || limit > highest + 1e-9 {
          throw field.problem(
            "“\(band.label)” reaches \(limit), outside \(lowest) to \(highest)", remedy: "correct the band")
        }
      }
    }
    guard !partial else { return }
    for value in values {
      let rounded = decimals.map { roundedHalfUp(value, decimals: $0) } ?? value
      let fits = bands.contains { ($0.from ?? -.infinity) <= rounded + 1e-9 && rounded - 1e-9 <= ($0.to ?? .infinity) }
      guard fits else {
        throw field.problem(
          "the score \(rounded) has no band", remedy: "close the gap, or say partial: true")
      }
    }
  }
}

extension Scale {
  /// The sum of the items that a mean stands for; other aggregates are sums already.
  func sum(of score: Double) -> Double {
    aggregate == .mean ? roundedHalfUp(score * Double(items.count), decimals: 9) : score
  }
}

extension Norm {
  static func read(_ field: YAMLField?, scales: [Scale]) throws(Problem) -> [Norm] {
    var all: [Norm] = []
    for entry in try field?.list() ?? [] {
      let record = try entry.record([
        "scale", "population", "group", "metric", "n", "mean", "sd", "median", "percentiles", "source", "confidence",
      ])
      var points: [PercentilePoint] = []
      for (key, value) in try record["percentiles"]?.pairs() ?? [] {
        guard let percentile = Double(key) else {
          throw value.problem("“\(key)” is not a percentile", remedy: "write percentile: score, such as 25: 3.1")
        }
        points.append(PercentilePoint(percentile: percentile, score: try value.number()))
      }
      let scaleID = try record.required("scale")
      all.append(
        try Norm(
          scale: try readScaleID(scaleID, among: scales), population: try record.required("population").text(),
          group: try record["group"]?.text(), metric: try record["metric"]?.choice(of: BandSet.Metric.self) ?? .score,
          n: try record["n"]?.integer(), mean: try record["mean"]?.number(), sd: try record["sd"]?.number(),
          median: try record["median"]?.number(), percentiles: points, source: try record["source"]?.text(),
          confidence: try record["confidence"]?.choice(of: Confidence.self) ?? .unverified, place: entry.place))
    }
    return all
  }

  /// Norms from YAML text, a list of entries as under `norms:` in an instrument.
  /// - Throws: a `Problem` with file, line and key path.
  public static func load(yaml: String, file: String, for instrument: Instrument) throws(Problem) -> [Norm] {
    try read(try YAMLField.root(of: yaml, file: file), scales: instrument.scales + instrument.totals)
  }
}
