import Disclosure
import Foundation
import Instruments
package import Problems

extension StudyFile {
  static let keys = [
    "study", "wave", "organisation", "introduction", "support", "threshold", "acceptUnverified", "instruments",
    "scores", "groups",
    "characteristics", "answers", "openQuestions", "crossTabulations", "labels", "norms", "headline", "outOfRange",
    "openLink", "asked",
  ]

  /// Reads a study file.
  /// - Throws: `Problem` with file, line and key for anything unknown, missing or of the wrong kind.
  package init(text: String, file: String) throws(Problem) {
    let place = try YAMLField.root(of: text, file: file)
    let root = try place.record(Self.keys)
    title = try root.required("study").text()
    wave = try root["wave"]?.text() ?? "1"
    organisation = try root["organisation"]?.text()
    introduction = try root["introduction"]?.texts() ?? []
    support = try root["support"]?.texts() ?? []
    threshold = try root["threshold"]?.integer() ?? 10
    if threshold < 5 {
      throw (root["threshold"] ?? place).problem(
        "a threshold of \(threshold) would show groups small enough to guess",
        remedy: "10 is the default, 5 the lowest allowed")
    }
    acceptUnverified = try root["acceptUnverified"]?.texts() ?? []
    headline = try root["headline"]?.choice(of: Headline.self) ?? .welch
    outOfRange = try root["outOfRange"]?.choice(of: OutOfRange.self) ?? .refuse
    isOpenLink = try root["openLink"]?.flag() ?? false
    if let entry = root["asked"] { asked = try TurnoutDraft(entry) }
    instruments = []
    for item in try root["instruments"]?.list() ?? [] { instruments.append(try Self.instrument(item)) }
    scores = []
    for item in try root["scores"]?.list() ?? [] { scores.append(try Self.score(item)) }
    groups = try Self.questions(root["groups"], grouping: true)
    characteristics = try Self.questions(root["characteristics"], grouping: false)
    answers = try Self.questions(root["answers"], grouping: false)
    if let merged = answers.first(where: { !$0.merges.isEmpty }) {
      throw Problem(
        "answers are not merged: what people said stays as they said it", at: merged.place,
        remedy: "leave `merge:` out, or list the question under `characteristics:`")
    }
    openQuestions = []
    for entry in try root["openQuestions"]?.list() ?? [] {
      let item = try entry.record(["column", "title", "band"])
      let column = try item.required("column").text()
      if openQuestions.contains(where: { $0.column == column }) {
        throw entry.problem(
          "the open question “\(column)” stands here twice, so its answers would be printed twice",
          remedy: "list each question once, with one `band:` or none")
      }
      openQuestions.append(
        OpenQuestion(
          column: column, title: try item["title"]?.text() ?? column, band: try item["band"]?.text(),
          place: entry.place))
    }
    crossTabulations = []
    for entry in try root["crossTabulations"]?.list() ?? [] {
      let item = try entry.record(["rows", "columns"])
      crossTabulations.append(
        CrossTabulationUse(
          rows: try item.required("rows").text(), columns: try item.required("columns").text(), place: entry.place))
    }
    try readLabels(root["labels"])
    try readNorms(root["norms"])
    if instruments.isEmpty, scores.isEmpty, groups.isEmpty, characteristics.isEmpty, answers.isEmpty {
      throw place.problem(
        "the study asks for nothing", remedy: "name instruments, scores, groups, characteristics or answers")
    }
  }

  private static func instrument(_ entry: YAMLField) throws(Problem) -> InstrumentUse {
    let item = try entry.record(["id", "file", "columns", "confirmation", "wording", "alternate", "missing", "without"])
    let id = try item.required("id").text()
    let file = try item["file"]?.text()
    if file == nil, !Catalogue.ids.contains(id) {
      let meant = nearest(to: id, among: Catalogue.ids).map { "did you mean “\($0)”? " } ?? ""
      throw try item.required("id").problem(
        "there is no instrument “\(id)”",
        remedy: meant + "`hearth instruments list` names all \(Catalogue.ids.count); one of your own takes `file:`")
    }
    return InstrumentUse(
      id: id, file: file,
      confirmation: try item["confirmation"]?.text(), wording: try item["wording"]?.text(),
      alternate: try item["alternate"]?.text(), missing: try item["missing"]?.choice(of: Missing.self) ?? .declared,
      columns: try columns(try item.required("columns")), labels: [], norms: [],
      without: try item["without"]?.texts() ?? [])
  }

  private static func columns(_ value: YAMLField) throws(Problem) -> ColumnList {
    guard value.isScalar else { return .names(try value.texts()) }
    let text = try value.text()
    let ends = text.components(separatedBy: "..")
    guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else { return .names([text]) }
    return .range(first: ends[0], last: ends[1])
  }

  private static func score(_ entry: YAMLField) throws(Problem) -> ScoreColumnUse {
    let item = try entry.record(["column", "title", "instrument", "range", "higherIs"])
    let column = try item.required("column").text()
    let ends = try item.required("range")
    let bounds = try ends.numbers()
    guard bounds.count == 2, let lower = bounds.first, let upper = bounds.last else {
      throw ends.problem("a range has two ends", remedy: "write range: [lowest, highest] of the score")
    }
    guard lower < upper else { throw ends.problem("the range is empty", remedy: "the first end is the lower one") }
    return ScoreColumnUse(
      column: column, title: try item["title"]?.text() ?? column, instrument: try item["instrument"]?.text(),
      range: lower...upper, higherIs: try item["higherIs"]?.choice(of: ScoreColumnUse.HigherIs.self) ?? .descriptive)
  }

  private static func questions(_ list: YAMLField?, grouping: Bool) throws(Problem) -> [Question] {
    var all: [Question] = []
    for entry in try list?.list() ?? [] {
      let keys = ["column", "title", "multiple", "ordered", "order", "merge"] + (grouping ? ["compare", "small"] : [])
      let item = try entry.record(keys)
      let column = try item.required("column").text()
      var merges: [(label: String, levels: [String])] = []
      if let merge = item["merge"] {
        for (label, levels) in try merge.pairs() { merges.append((label, try levels.texts())) }
      }
      let order = try item["order"]?.texts() ?? []
      if let twice = firstRepeated(merges.flatMap(\.levels)) {
        throw (item["merge"] ?? entry).problem("“\(twice)” stands in two merges", remedy: "name each level once")
      }
      if let multiple = try item["multiple"]?.text(), multiple.isEmpty {
        throw entry.problem(
          "the separator is empty", remedy: "write multiple: \"; \" or what stands between the options")
      }
      all.append(
        Question(
          column: column, title: try item["title"]?.text() ?? column, multiple: try item["multiple"]?.text(),
          ordered: try item["ordered"]?.flag() ?? false, order: order, merges: merges,
          compare: try item["compare"]?.flag() ?? grouping,
          small: try item["small"]?.choice(of: Characteristic.SmallGroups.self) ?? .merge, place: entry.place))
    }
    return all
  }

  private static func firstRepeated(_ words: [String]) -> String? {
    var seen: Set<String> = []
    return words.first { !seen.insert($0).inserted }
  }

  /// `text: code` lines.
  static func labels(_ map: YAMLField) throws(Problem) -> [AnswerLabel] {
    try map.pairs().map { pair throws(Problem) in
      AnswerLabel(text: pair.key, code: try pair.value.integer(), place: pair.value.place)
    }
  }

  private mutating func readLabels(_ labels: YAMLField?) throws(Problem) {
    guard let labels else { return }
    for (id, map) in try labels.pairs() {
      let index = try use(id, at: map)
      instruments[index].labels = try Self.labels(map)
    }
  }

  private mutating func readNorms(_ norms: YAMLField?) throws(Problem) {
    guard let norms else { return }
    for (id, scales) in try norms.pairs() {
      let index = try use(id, at: scales)
      for (scale, entry) in try scales.pairs() {
        let norm = try entry.record(["name", "source", "mean", "sd", "quartiles"])
        let quartiles = try norm["quartiles"]?.numbers() ?? []
        guard quartiles.isEmpty || quartiles.count == 3, quartiles == quartiles.sorted() else {
          throw entry.problem("quartiles are three rising numbers", remedy: "write quartiles: [q25, q50, q75]")
        }
        let deviation = try norm["sd"]?.number()
        if let deviation, deviation <= 0 { throw entry.problem("an SD is above 0", remedy: "check `sd`") }
        instruments[index].norms.append(
          Norm(
            scale: scale, name: try norm["name"]?.text() ?? "Norm", source: try norm.required("source").text(),
            mean: try norm.required("mean").number(), standardDeviation: deviation, quartiles: quartiles))
      }
    }
  }

  private func use(_ id: String, at place: YAMLField) throws(Problem) -> Int {
    guard let index = instruments.firstIndex(where: { $0.id == id }) else {
      let meant = nearest(to: id, among: instruments.map(\.id)).map { "did you mean `\($0)`? " } ?? ""
      throw place.problem(
        "the study uses no instrument `\(id)`",
        remedy: meant + "it uses \(instruments.map(\.id).joined(separator: ", "))")
    }
    return index
  }
}
