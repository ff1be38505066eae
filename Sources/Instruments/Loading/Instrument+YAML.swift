public import Problems

extension Instrument {
  /// An instrument from its YAML text: one of the catalogue's, or one a service writes for itself in the same form.
  ///
  /// Everything is checked while reading: unknown keys, item numbers, reversals, codes, coverage (each item in exactly one
  /// scale unless `coverage:` says otherwise), ranges, conversion tables, and bands that overlap or leave a score without a name.
  /// - Parameter file: the name used in messages.
  /// - Throws: a `Problem` that names file, line and key path.
  public init(yaml: String, file: String) throws(Problem) {
    let root = try YAMLField.root(of: yaml, file: file)
    let top = try root.record(Self.keys)
    let idField = try top.required("id")
    let id = try idField.text()
    guard isName(id) else {
      throw idField.problem("“\(id)” cannot be an id", remedy: "use small letters, digits and _, at most 40")
    }
    let count = try Self.count(top["items"])
    let extra = try top["extra_items"]?.integers() ?? []
    let responses = try ResponseSet.read(top["responses"], itemCount: count)
    let points = try Self.points(top["points"], responses: responses)
    let reader = ScaleReader(
      itemCount: count, responses: responses, points: points, lookups: try Self.lookups(top["lookup"]))
    let scales = try reader.scales(top["scales"])
    let totals = try reader.scales(top["totals"])
    try Self.checkUnique(scales + totals, at: root)
    if let field = top["scales"] {
      try reader.checkCoverage(scales, coverage: try top["coverage"]?.choice(of: Coverage.self) ?? .once, at: field)
    }
    let status = try Self.status(top)
    if case .noKey = status {
    } else if scales.isEmpty {
      throw root.problem("“scales” is missing", remedy: "add scales:, or scoring: no_key with why:")
    }
    let all = scales + totals
    self.id = id
    name = try top.required("name").text()
    version = try top["version"]?.text() ?? ""
    citation = try top["citation"]?.text() ?? ""
    itemCount = count
    extraItems = extra
    itemLabels = try Self.itemLabels(top["item_labels"], count: count)
    self.responses = responses
    self.points = points
    self.scales = scales
    self.totals = totals
    alternates = try reader.alternates(top["alternates"], standard: scales)
    missing = try Self.missing(top["missing"])
    bands = try BandSet.read(top["bands"], scales: all, reader: reader)
    norms = try Norm.read(top["norms"], scales: all)
    benchmarks = try Self.benchmarks(top["benchmarks"], count: count)
    profiles = try ProfileRules.read(top["profiles"], scales: all)
    reliability = try Self.reliability(top["reliability"], scales: all)
    reliableChange = try Self.reliableChange(top["reliable_change"])
    quartiles = try Quartiles.read(top["quartiles"], scales: all)
    safetyItem = try Self.safetyItem(top["safety_item"], count: count)
    recallPeriod = try top["recall"]?.text()
    wording = try Self.wording(top["wording"], count: count)
    confidence = try readConfidence(top["confidence"])
    keyStatus = try top["key"]?.choice(of: Confidence.self) ?? .unverified
    scoring = status
    warnings = try top["warnings"]?.texts() ?? []
    notes = try top["notes"]?.texts() ?? []
    provenance = nil
  }

  static let keys = [
    "id", "name", "version", "citation", "items", "extra_items", "item_labels", "key", "scoring", "why", "recall",
    "responses", "points", "lookup", "scales", "totals", "coverage", "alternates", "missing", "bands", "norms",
    "benchmarks", "profiles", "reliability", "reliable_change", "quartiles", "safety_item", "warnings", "notes",
    "wording", "confidence",
  ]

  private static func count(_ field: YAMLField?) throws(Problem) -> Int {
    guard let field else { return 0 }
    let count = try field.integer()
    guard 1...500 ~= count else { throw field.problem("items must be 1 to 500", remedy: "correct the number") }
    return count
  }

  private static func status(_ top: YAMLRecord) throws(Problem) -> ScoringStatus {
    switch try top["scoring"]?.choice(of: StatusWord.self) ?? .open {
    case .open: return .open
    case .needsAcceptance: return .needsAcceptance
    case .noKey: return .noKey(why: try top.required("why").text())
    }
  }

  private static func itemLabels(_ field: YAMLField?, count: Int) throws(Problem) -> [String] {
    guard let field else { return [] }
    let labels = try field.texts()
    guard labels.count == count, Set(labels).count == count else {
      throw field.problem("\(count) different item labels are expected", remedy: "give one an item")
    }
    return labels
  }

  private static func points(_ field: YAMLField?, responses: [ResponseSet]) throws(Problem) -> [Int: Double] {
    guard let field else { return [:] }
    let points = try readNumbersByCode(field)
    for set in responses where Set(set.codes) != Set(points.keys) {
      throw field.problem("points must be given for every code, and for no other", remedy: "one for each response code")
    }
    for (code, value) in points where abs(value) > 10_000 || roundedHalfUp(value, decimals: 4) != value {
      throw field.problem("the points of \(code) are too large or too fine", remedy: "use at most four decimals")
    }
    return points
  }

  private static func lookups(_ field: YAMLField?) throws(Problem) -> [String: (table: [Int: Double], field: YAMLField)]
  {
    var tables: [String: (table: [Int: Double], field: YAMLField)] = [:]
    for (id, table) in try field?.pairs() ?? [] { tables[id] = (try readNumbersByCode(table), table) }
    return tables
  }

  private static func checkUnique(_ scales: [Scale], at field: YAMLField) throws(Problem) {
    var seen: Set<String> = []
    for scale in scales where !seen.insert(scale.id).inserted {
      throw field.problem("two scales have the id “\(scale.id)”", remedy: "rename one")
    }
  }
}

enum StatusWord: String, CaseIterable {
  case open
  case needsAcceptance = "needs_acceptance"
  case noKey = "no_key"
}

/// How often the scales must use each item.
enum Coverage: String, CaseIterable {
  case once = "every_item_once"
  case atMostOnce = "at_most_once"
  case free
}

func isName(_ text: String) -> Bool {
  (1...40).contains(text.utf8.count)
    && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
}

/// As `isName`, capitals allowed: published scales are often known by theirs.
func isScaleName(_ text: String) -> Bool { isName(text.lowercased()) && text.utf8.allSatisfy { $0 < 128 } }

/// One mark for all, or a mark for each aspect.
func readConfidence(_ field: YAMLField?) throws(Problem) -> [String: Confidence] {
  guard let field else { return [:] }
  if field.isScalar { return ["all": try field.choice(of: Confidence.self)] }
  var marks: [String: Confidence] = [:]
  for (aspect, mark) in try field.pairs() { marks[aspect] = try mark.choice(of: Confidence.self) }
  return marks
}

func readNumbersByCode(_ field: YAMLField) throws(Problem) -> [Int: Double] {
  var numbers: [Int: Double] = [:]
  for (key, value) in try field.pairs() {
    guard let code = Int(key), abs(code) <= 1_000_000 else {
      throw value.problem("“\(key)” is not a whole number", remedy: "write code: value")
    }
    guard numbers.updateValue(try value.number(), forKey: code) == nil else {
      throw value.problem("\(code) is given twice", remedy: "keep one")
    }
  }
  return numbers
}
