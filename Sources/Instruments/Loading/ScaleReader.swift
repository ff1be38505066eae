import Problems

/// Reads scales against the items, codes and tables they stand on.
struct ScaleReader {
  let itemCount: Int
  let responses: [ResponseSet]
  let points: [Int: Double]
  let lookups: [String: (table: [Int: Double], field: YAMLField)]

  static let keys = [
    "id", "label", "items", "reversed", "aggregate", "direction", "minimum", "prorated_minimum", "note",
  ]

  func scales(_ field: YAMLField?) throws(Problem) -> [Scale] {
    var all: [Scale] = []
    for entry in try field?.list() ?? [] {
      let scale = try scale(entry)
      guard !all.contains(where: { $0.id == scale.id }) else {
        throw entry.problem("two scales have the id “\(scale.id)”", remedy: "rename one")
      }
      all.append(scale)
    }
    return all
  }

  private func scale(_ field: YAMLField) throws(Problem) -> Scale {
    let record = try field.record(Self.keys)
    let idField = try record.required("id")
    let id = try idField.text()
    guard isScaleName(id) else {
      throw idField.problem("“\(id)” cannot be a scale's id", remedy: "use letters, digits and _, at most 40")
    }
    let itemsField = try record.required("items")
    let items = try itemsField.integers()
    guard !items.isEmpty, items.count <= 255 else {
      throw itemsField.problem("a scale has 1 to 255 items", remedy: "list their numbers")
    }
    var seen: Set<Int> = []
    for item in items {
      guard 1...max(1, itemCount) ~= item, itemCount > 0 else {
        throw itemsField.problem("item \(item) does not exist", remedy: "items are numbered 1 to \(itemCount)")
      }
      guard seen.insert(item).inserted else {
        throw itemsField.problem("item \(item) is listed twice", remedy: "keep one")
      }
    }
    let reversed = try record["reversed"]?.integers() ?? []
    if let field = record["reversed"] {
      for item in reversed where !seen.contains(item) {
        throw field.problem("item \(item) is reversed but not in the scale", remedy: "correct items: or reversed:")
      }
      guard Set(reversed).count == reversed.count else {
        throw field.problem("an item is listed twice", remedy: "keep one")
      }
    }
    let aggregateField = try record.required("aggregate")
    let aggregate = try aggregateField.choice(of: Aggregate.self)
    try check(aggregate, items: items, id: id, at: aggregateField)
    let minimum = try minimum(record["minimum"], aggregate: aggregate, count: items.count) ?? items.count
    let prorated = try self.minimum(record["prorated_minimum"], aggregate: aggregate, count: items.count)
    let scale = Scale(
      id: id, label: try record["label"]?.text() ?? id, items: items, reversed: reversed, aggregate: aggregate,
      direction: try record.required("direction").choice(of: Direction.self), minimumAnswered: minimum,
      proratedMinimum: prorated, lookup: aggregate == .sumThenLookup ? lookups[id]?.table ?? [:] : [:],
      range: ScoreRange(lowest: 0, highest: 0), note: try record["note"]?.text())
    return try withRange(scale, at: field)
  }

  private func check(_ aggregate: Aggregate, items: [Int], id: String, at field: YAMLField) throws(Problem) {
    switch aggregate {
    case .single where items.count != 1:
      throw field.problem("“single” is for one item, not \(items.count)", remedy: "use mean or sum")
    case .meanOfPoints where points.isEmpty:
      throw field.problem("“mean_of_points” needs points", remedy: "add points: with one number for each code")
    case .sumThenLookup where lookups[id] == nil:
      throw field.problem("“sum_then_lookup” needs a table", remedy: "add lookup: with \(id): {sum: score, …}")
    default: break
    }
  }

  private func minimum(_ field: YAMLField?, aggregate: Aggregate, count: Int) throws(Problem) -> Int? {
    guard let field else { return nil }
    let minimum = try field.integer()
    guard 1...count ~= minimum, aggregate != .sumThenLookup || minimum == count else {
      throw field.problem(
        "the fewest answered items must be between 1 and \(count)", remedy: "a conversion table needs all of them")
    }
    return minimum
  }

  /// The scale with the range that complete answers can reach; refuses scales that cannot be tabled and tables with holes.
  func withRange(_ scale: Scale, at field: YAMLField) throws(Problem) -> Scale {
    let scores = try attainable(scale, rule: .asDeclared, at: field)
    guard let lowest = scores.min(), let highest = scores.max() else {
      throw field.problem("the scale gives no score", remedy: "check its items and codes")
    }
    var ranged = scale
    ranged.range = ScoreRange(lowest: lowest, highest: highest)
    return ranged
  }

  /// Every score that complete answers can give, ascending in the sum.
  func attainable(_ scale: Scale, rule: MissingRule = .complete, at field: YAMLField) throws(Problem) -> [Double] {
    let table: ScoreTable
    do {
      table = try ScoreTable(scale, responses: responses, points: points, rule: rule)
    } catch {
      throw Problem(error.what, at: field.place, remedy: error.remedy)
    }
    var scores: [Double] = []
    for sum in table.sumsOfCompleteAnswers() {
      guard let score = table.values[table.firstKey[scale.items.count] + sum] else {
        throw field.problem(
          "the conversion table of “\(scale.id)” has no score for a sum that answers can give",
          remedy: "list every sum from the lowest to the highest")
      }
      scores.append(score)
    }
    return scores
  }

  func checkCoverage(_ scales: [Scale], coverage: Coverage, at field: YAMLField) throws(Problem) {
    guard coverage != .free else { return }
    var owner: [Int: String] = [:]
    for scale in scales {
      for item in scale.items {
        if let other = owner.updateValue(scale.id, forKey: item) {
          throw field.problem(
            "item \(item) is in two scales, “\(other)” and “\(scale.id)”",
            remedy: "take it out of one, or say coverage: free")
        }
      }
    }
    guard coverage == .once, let left = (1..<(itemCount + 1)).first(where: { owner[$0] == nil }) else { return }
    throw field.problem("item \(left) is in no scale", remedy: "add it to one, or say coverage: at_most_once")
  }

  func alternates(_ field: YAMLField?, standard: [Scale]) throws(Problem) -> [Alternate] {
    var all: [Alternate] = []
    for entry in try field?.list() ?? [] {
      let record = try entry.record(["id", "aggregate", "confidence", "note", "coverage", "responses", "scales"])
      let id = try record.required("id").text()
      guard !all.contains(where: { $0.id == id }) else {
        throw entry.problem("two alternates have the id “\(id)”", remedy: "rename one")
      }
      let own = try record["responses"].map { (field) throws(Problem) in
        try ResponseSet.read(field, itemCount: itemCount)
      }
      let reader = ScaleReader(itemCount: itemCount, responses: own ?? responses, points: points, lookups: lookups)
      var scales = try reader.scales(record["scales"])
      if let aggregateField = record["aggregate"], record["scales"] == nil {
        let aggregate = try aggregateField.choice(of: Aggregate.self)
        for var scale in standard {
          scale.aggregate = aggregate
          try check(aggregate, items: scale.items, id: scale.id, at: aggregateField)
          scales.append(try reader.withRange(scale, at: aggregateField))
        }
      }
      guard !scales.isEmpty else {
        throw entry.problem("the alternate has no scales", remedy: "add scales:, or aggregate: for the same ones")
      }
      try reader.checkCoverage(
        scales, coverage: try record["coverage"]?.choice(of: Coverage.self) ?? .once, at: entry)
      all.append(
        Alternate(
          id: id, scales: scales, responses: own,
          confidence: try record["confidence"]?.choice(of: Confidence.self) ?? .unverified,
          note: try record["note"]?.text()))
    }
    return all
  }
}
