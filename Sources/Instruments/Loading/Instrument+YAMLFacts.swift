import Problems

/// The facts that stand beside the scoring key.
extension Instrument {
  static func missing(_ field: YAMLField?) throws(Problem) -> MissingNote? {
    guard let record = try field?.record(["rule", "confidence"]) else { return nil }
    return MissingNote(
      rule: try record.required("rule").text(),
      confidence: try record["confidence"]?.choice(of: Confidence.self) ?? .unverified)
  }

  static func benchmarks(_ field: YAMLField?, count: Int) throws(Problem) -> [Benchmark] {
    var all: [Benchmark] = []
    for entry in try field?.list() ?? [] {
      let record = try entry.record(["item", "codes", "percent", "year", "organisations", "confidence"])
      let item = try record.required("item")
      guard 1...max(1, count) ~= (try item.integer()) else {
        throw item.problem("there is no such item", remedy: "items are numbered 1 to \(count)")
      }
      let percent = try record.required("percent")
      guard 0...100 ~= (try percent.number()) else {
        throw percent.problem("a percentage is between 0 and 100", remedy: "correct it")
      }
      all.append(
        Benchmark(
          item: try item.integer(), codes: try record.required("codes").integers(), percent: try percent.number(),
          year: try record.required("year").integer(), organisations: try record.required("organisations").integer(),
          confidence: try record["confidence"]?.choice(of: Confidence.self) ?? .unverified))
    }
    return all
  }

  static func reliability(_ field: YAMLField?, scales: [Scale]) throws(Problem) -> [Reliability] {
    var all: [Reliability] = []
    for entry in try field?.list() ?? [] {
      let record = try entry.record(["scale", "kind", "value", "confidence", "note"])
      let value = try record.required("value")
      guard -1...1 ~= (try value.number()) else {
        throw value.problem("a reliability is at most 1", remedy: "correct it")
      }
      all.append(
        Reliability(
          scale: try readScaleID(record.required("scale"), among: scales),
          kind: try record.required("kind").choice(of: Reliability.Kind.self), value: try value.number(),
          confidence: try record["confidence"]?.choice(of: Confidence.self) ?? .unverified,
          note: try record["note"]?.text()))
    }
    return all
  }

  static func reliableChange(_ field: YAMLField?) throws(Problem) -> ReliableChangePoints? {
    guard let record = try field?.record(["points", "confidence", "source"]) else { return nil }
    return ReliableChangePoints(
      points: try record.required("points").number(),
      confidence: try record["confidence"]?.choice(of: Confidence.self) ?? .unverified,
      source: try record.required("source").text())
  }

  static func safetyItem(_ field: YAMLField?, count: Int) throws(Problem) -> SafetyItem? {
    guard let record = try field?.record(["item", "flag_from"]) else { return nil }
    let item = try record.required("item")
    guard 1...max(1, count) ~= (try item.integer()) else {
      throw item.problem("there is no such item", remedy: "items are numbered 1 to \(count)")
    }
    return SafetyItem(item: try item.integer(), flagFrom: try record.required("flag_from").integer())
  }

  static func wording(_ field: YAMLField?, count: Int) throws(Problem) -> WordingNote {
    guard let field else { return WordingNote(licence: "", official: "", fingerprint: "", sha256: []) }
    let record = try field.record(["licence", "official", "fingerprint", "sha256"])
    var prints: [String] = []
    for entry in try record["sha256"]?.list() ?? [] {
      let print = try entry.text().lowercased()
      guard [16, 64].contains(print.utf8.count),
        print.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
      else { throw entry.problem("a fingerprint has 16 or 64 hexadecimal digits", remedy: "copy it whole, in quotes") }
      prints.append(print)
    }
    if let list = record["sha256"], !prints.isEmpty, prints.count != count {
      throw list.problem("\(prints.count) fingerprints for \(count) items", remedy: "give one an item")
    }
    return WordingNote(
      licence: try record["licence"]?.text() ?? "", official: try record["official"]?.text() ?? "",
      fingerprint: try record["fingerprint"]?.text() ?? "", sha256: prints)
  }
}

func readScaleID(_ field: YAMLField, among scales: [Scale]) throws(Problem) -> String {
  try checkScaleID(try field.text(), among: scales, at: field)
}

@discardableResult
func checkScaleID(_ id: String, among scales: [Scale], at field: YAMLField) throws(Problem) -> String {
  guard scales.contains(where: { $0.id == id }) else {
    let ids = scales.map(\.id)
    let hint = nearest(to: id, among: ids).map { "did you mean “\($0)”? " } ?? ""
    throw field.problem("there is no scale “\(id)”", remedy: hint + "the scales are " + ids.joined(separator: ", "))
  }
  return id
}

extension Quartiles {
  static func read(_ field: YAMLField?, scales: [Scale]) throws(Problem) -> [String: Quartiles] {
    var all: [String: Quartiles] = [:]
    for (id, value) in try field?.pairs() ?? [] {
      let scale = try checkScaleID(id, among: scales, at: value)
      let cuts = try value.numbers()
      guard cuts.count == 3 else {
        throw value.problem("three cut-offs are expected", remedy: "write [lower, median, upper]")
      }
      if let range = scales.first(where: { $0.id == scale })?.range {
        for cut in cuts where cut < range.lowest || cut > range.highest {
          throw value.problem(
            "\(cut) is outside the scale (\(range.lowest) to \(range.highest))", remedy: "correct the cut-off")
        }
      }
      all[scale] = try Quartiles(lower: cuts[0], median: cuts[1], upper: cuts[2], place: value.place)
    }
    return all
  }
}

extension ProfileRules {
  static func read(_ field: YAMLField?, scales: [Scale]) throws(Problem) -> ProfileRules? {
    guard let field else { return nil }
    let record = try field.record(["source", "boundaries", "rules", "otherwise", "confidence", "open_points"])
    var boundaries: [String: Double] = [:]
    for (id, z) in try record.required("boundaries").pairs() {
      boundaries[try checkScaleID(id, among: scales, at: z)] = try z.number()
    }
    var rules: [Rule] = []
    for (profile, levels) in try record.required("rules").pairs() {
      var wanted: [String: Level] = [:]
      for (id, level) in try levels.pairs() {
        guard boundaries[id] != nil else {
          throw level.problem("“\(id)” has no boundary", remedy: "add it under boundaries:")
        }
        wanted[id] = try level.choice(of: Level.self)
      }
      rules.append(Rule(profile: profile, levels: wanted))
    }
    return ProfileRules(
      source: try record["source"]?.text() ?? "", boundaries: boundaries, rules: rules,
      otherwise: try record["otherwise"]?.text() ?? "mixed", confidence: try readConfidence(record["confidence"]),
      openPoints: try record["open_points"]?.texts() ?? [])
  }
}
