import Foundation
package import Problems

extension StudyFile {
  static let keys = [
    "study", "wave", "organisation", "introduction", "support", "threshold", "acceptUnverified", "instruments", "scores", "groups",
    "characteristics", "answers", "openQuestions", "crossTabulations", "labels", "norms", "headline", "outOfRange",
  ]

  /// Reads a study file.
  /// - Throws: `Problem` with file, line and key for anything unknown, missing or of the wrong kind.
  package init(text: String, file: String) throws(Problem) {
    let root = try YAMLReader(text: text, file: file)
    try root.allow(Self.keys)
    title = try root.required("study").string()
    wave = try root["wave"]?.string() ?? "1"
    organisation = try root["organisation"]?.string()
    introduction = try root["introduction"]?.strings() ?? []
    support = try root["support"]?.strings() ?? []
    threshold = try root["threshold"]?.integer() ?? 10
    if threshold < 5 {
      throw (root["threshold"] ?? root).problem(
        "a threshold of \(threshold) would show groups small enough to guess",
        remedy: "10 is the default, 5 the lowest allowed")
    }
    acceptUnverified = try root["acceptUnverified"]?.strings() ?? []
    headline = try root["headline"]?.choice(Headline.self) ?? .welch
    outOfRange = try root["outOfRange"]?.choice(OutOfRange.self) ?? .refuse
    instruments = []
    for item in root["instruments"]?.items ?? [] { instruments.append(try Self.instrument(item)) }
    scores = []
    for item in root["scores"]?.items ?? [] { scores.append(try Self.score(item)) }
    groups = try Self.questions(root["groups"], grouping: true)
    characteristics = try Self.questions(root["characteristics"], grouping: false)
    answers = try Self.questions(root["answers"], grouping: false)
    openQuestions = []
    for item in root["openQuestions"]?.items ?? [] {
      try item.allow(["column", "title", "band"])
      let column = try item.required("column").string()
      openQuestions.append(
        OpenQuestion(column: column, title: try item["title"]?.string() ?? column, band: try item["band"]?.string()))
    }
    crossTabulations = []
    for item in root["crossTabulations"]?.items ?? [] {
      try item.allow(["rows", "columns"])
      crossTabulations.append(
        CrossTabulationUse(rows: try item.required("rows").string(), columns: try item.required("columns").string()))
    }
    try readLabels(root["labels"])
    try readNorms(root["norms"])
    if instruments.isEmpty, scores.isEmpty, groups.isEmpty, characteristics.isEmpty, answers.isEmpty {
      throw root.problem(
        "the study asks for nothing", remedy: "name instruments, scores, groups, characteristics or answers")
    }
  }

  private static func instrument(_ item: YAMLReader) throws(Problem) -> InstrumentUse {
    try item.allow(["id", "file", "columns", "confirmation", "wording"])
    return InstrumentUse(
      id: try item.required("id").string(), file: try item["file"]?.string(),
      confirmation: try item["confirmation"]?.string(), wording: try item["wording"]?.string(),
      columns: try columns(try item.required("columns")), labels: [], norms: [])
  }

  private static func columns(_ value: YAMLReader) throws(Problem) -> ColumnList {
    if case .sequence = value.node { return .names(try value.strings()) }
    let text = try value.string()
    let ends = text.components(separatedBy: "..")
    guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else { return .names([text]) }
    return .range(first: ends[0], last: ends[1])
  }

  private static func score(_ item: YAMLReader) throws(Problem) -> ScoreColumnUse {
    try item.allow(["column", "title", "instrument", "range", "higherIs"])
    let column = try item.required("column").string()
    let ends = try item.required("range")
    guard ends.items.count == 2 else {
      throw ends.problem("a range has two ends", remedy: "write range: [lowest, highest] of the score")
    }
    let lower = try ends.items[0].double()
    let upper = try ends.items[1].double()
    guard lower < upper else { throw ends.problem("the range is empty", remedy: "the first end is the lower one") }
    return ScoreColumnUse(
      column: column, title: try item["title"]?.string() ?? column, instrument: try item["instrument"]?.string(),
      range: lower...upper, higherIs: try item["higherIs"]?.choice(ScoreColumnUse.HigherIs.self) ?? .descriptive)
  }

  private static func questions(_ list: YAMLReader?, grouping: Bool) throws(Problem) -> [Question] {
    var all: [Question] = []
    for item in list?.items ?? [] {
      let keys = ["column", "title", "multiple", "ordered", "order", "merge"] + (grouping ? ["compare"] : [])
      try item.allow(keys)
      let column = try item.required("column").string()
      var merges: [(label: String, levels: [String])] = []
      if let merge = item["merge"] {
        for (label, levels) in try merge.pairs() { merges.append((label, try levels.strings())) }
      }
      let order = try item["order"]?.strings() ?? []
      if let twice = firstRepeated(merges.flatMap(\.levels)) {
        throw (item["merge"] ?? item).problem("“\(twice)” stands in two merges", remedy: "name each level once")
      }
      if let multiple = try item["multiple"]?.string(), multiple.isEmpty {
        throw item.problem("the separator is empty", remedy: "write multiple: \"; \" or what stands between the options")
      }
      all.append(
        Question(
          column: column, title: try item["title"]?.string() ?? column, multiple: try item["multiple"]?.string(),
          ordered: try item["ordered"]?.bool() ?? !order.isEmpty, order: order, merges: merges,
          compare: try item["compare"]?.bool() ?? grouping, place: item.place))
    }
    return all
  }

  private static func firstRepeated(_ words: [String]) -> String? {
    var seen: Set<String> = []
    return words.first { !seen.insert($0).inserted }
  }

  private mutating func readLabels(_ labels: YAMLReader?) throws(Problem) {
    guard let labels else { return }
    for (id, map) in try labels.pairs() {
      let index = try use(id, at: map)
      for (text, code) in try map.pairs() { instruments[index].labels.append((text, try code.integer())) }
    }
  }

  private mutating func readNorms(_ norms: YAMLReader?) throws(Problem) {
    guard let norms else { return }
    for (id, scales) in try norms.pairs() {
      let index = try use(id, at: scales)
      for (scale, norm) in try scales.pairs() {
        try norm.allow(["name", "source", "mean", "sd", "quartiles"])
        let quartiles = try norm["quartiles"]?.items.map { item throws(Problem) in try item.double() } ?? []
        guard quartiles.isEmpty || quartiles.count == 3, quartiles == quartiles.sorted() else {
          throw norm.problem("quartiles are three rising numbers", remedy: "write quartiles: [q25, q50, q75]")
        }
        let deviation = try norm["sd"]?.double()
        if let deviation, deviation <= 0 { throw norm.problem("an SD is above 0", remedy: "check `sd`") }
        instruments[index].norms.append(
          Norm(
            scale: scale, name: try norm["name"]?.string() ?? "Norm", source: try norm.required("source").string(),
            mean: try norm.required("mean").double(), standardDeviation: deviation, quartiles: quartiles))
      }
    }
  }

  private func use(_ id: String, at place: YAMLReader) throws(Problem) -> Int {
    guard let index = instruments.firstIndex(where: { $0.id == id }) else {
      let meant = nearest(to: id, among: instruments.map(\.id)).map { "did you mean `\($0)`? " } ?? ""
      throw place.problem(
        "the study uses no instrument `\(id)`",
        remedy: meant + "it uses \(instruments.map(\.id).joined(separator: ", "))")
    }
    return index
  }
}
