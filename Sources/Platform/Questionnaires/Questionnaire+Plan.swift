import Analysis
import Instruments

/// The study file that a questionnaire implies, so that stored responses are analysed exactly like a file of one's own.
extension Questionnaire {
  package struct Plan: Sendable {
    /// The study file.
    package let study: String
    /// Files that it names, by name.
    package let companions: [String: String]
  }

  /// Stands for what people wrote in a column of free text.
  static let someText = "text"

  /// The columns whose texts are answers that could be chosen, or units.
  var closedColumns: Set<String> {
    let closed = questions.filter { question in
      switch question.kind {
      case .choice, .several: true
      case .rating, .number, .month, .text: false
      }
    }
    return Set(closed.map(\.id)).union([Self.unitColumn])
  }

  /// - Parameters:
  ///   - wave: the wave's name, under which releases are remembered.
  ///   - linked: the questions about the person, and those asked only after them, whose answers stand beside the others.
  ///   - isOpenLink: anybody could answer, as often as they liked.
  ///   - occurring: the answers that occur in the data, by column: coarsening may have joined some.
  func plan(wave: WaveName, linked: Set<String>, isOpenLink: Bool = false, occurring: (String) -> [String]) -> Plan {
    var study = YAMLText()
    study.add("study", title)
    study.add("wave", wave.description)
    study.add("introduction", information.first?.paragraphs ?? [])
    study.add("support", support)
    study.line("threshold: \(threshold)")
    if isOpenLink { study.line("openLink: true") }
    var instruments = YAMLText()
    var groups = YAMLText()
    var characteristics = YAMLText()
    var answers = YAMLText()
    var open = YAMLText()
    var companions = self.companions
    var accepted: [String] = []
    // Scales whose answers were shuffled: right over everybody, and chance wherever people are split.
    var loose = YAMLText()
    let revealing = self.revealing
    if occurring(Self.unitColumn).count > 1 {
      groups.line("  - {column: \(Self.unitColumn), title: Unit, compare: true}")
    }
    for question in questions {
      let title = YAMLText.quoted(question.ask)
      switch question.kind {
      case .choice(let options):
        let levels = occurring(question.id)
        guard !levels.isEmpty else { continue }
        let order = options.position(of: levels).map(YAMLText.quoted).joined(separator: ", ")
        let entry = "  - {column: \(question.id), title: \(title), ordered: \(options.ordered), order: [\(order)]"
        if options.isProtected, linked.contains(question.id), levels.count > 1 {
          groups.line(entry + ", compare: true}")
        } else if options.isProtected {
          characteristics.line(entry + "}")
        } else {
          answers.line(entry + "}")
        }
      case .several(let options):
        let given = occurring(question.id)
        guard !given.isEmpty else { continue }
        // Where everybody chose one, there is nothing to part.
        let parted = given.contains { $0.contains(Self.separator) } || given == [Self.someText]
        let multiple = parted ? ", multiple: \(YAMLText.quoted(Self.separator))" : ""
        let entry = "  - {column: \(question.id), title: \(title)\(multiple)}"
        if options.describesPeople { characteristics.line(entry) } else { answers.line(entry) }
      case .rating(let rating):
        let columns = question.columns.joined(separator: ", ")
        let isLoose = revealing.contains(question.id) && !linked.contains(question.id)
        let line: String
        switch rating.scoring {
        case .own(let scale):
          let file = "\(question.id).yaml"
          companions[file] = rating.definition(id: question.id, scale)
          companions["\(question.id).txt"] = rating.wording
          line = "  - {id: \(question.id), file: \(file), wording: \(question.id).txt, columns: [\(columns)]}"
        case .instrument(let use):
          if use.acceptsUnverified { accepted.append(use.instrument.id) }
          let files = [("file", use.definition), ("confirmation", use.confirmation), ("wording", use.wording)]
          let named = files.compactMap { key, name in name.map { "\(key): \(YAMLText.quoted($0)), " } }.joined()
          line = "  - {id: \(use.instrument.id), \(named)columns: [\(columns)]}"
        }
        if isLoose { loose.line(line) } else { instruments.line(line) }
      // A count or a date of one's own cannot split people as it is; it is kept for the analyst.
      case .number, .month: continue
      case .text:
        if !occurring(question.id).isEmpty { open.line("  - {column: \(question.id), title: \(title)}") }
      }
    }
    if groups.text.isEmpty { instruments.append(loose) }
    if !accepted.isEmpty { study.line("acceptUnverified: [\(accepted.joined(separator: ", "))]") }
    study.section("instruments", instruments)
    study.section("groups", groups)
    study.section("characteristics", characteristics)
    study.section("answers", answers)
    study.section("openQuestions", open)
    return Plan(study: study.text, companions: companions)
  }
}

extension Questionnaire.Options {
  /// Occurring answers in the order in which they were offered; joined ones by the first of them.
  fileprivate func position(of occurring: [String]) -> [String] {
    func place(_ level: String) -> Int {
      if let index = labels.firstIndex(of: level) { return index }
      if let merge = merges.first(where: { $0.label == level }) {
        return labels.firstIndex { merge.levels.contains($0) } ?? labels.count
      }
      return labels.firstIndex { level.contains($0) } ?? labels.count
    }
    return occurring.sorted { (place($0), $0) < (place($1), $1) }
  }
}

extension Questionnaire.Rating {
  /// The scale as an instrument of one's own.
  fileprivate func definition(id: String, _ scale: Scale) -> String {
    let items = statements.indices.map { String($0 + 1) }.joined(separator: ", ")
    let codes = (statements.first?.steps ?? []).map { "\($0.code): \(YAMLText.quoted($0.words))" }.joined(
      separator: ", ")
    let direction = scale.higherIs.rawValue
    let reversed =
      scale.reversed.isEmpty ? "" : ", reversed: [\(scale.reversed.map(String.init).joined(separator: ", "))]"
    let title = YAMLText.quoted(scale.title)
    return """
      id: \(id)
      name: \(title)
      items: \(statements.count)
      responses:
        - {id: steps, codes: {\(codes)}}
      scales:
        - {id: score, label: \(title), items: [\(items)]\(reversed), aggregate: mean, direction: \(direction)}

      """
  }

  /// The statements as a wording pack.
  fileprivate var wording: String {
    statements.enumerated().map { "\($0 + 1). \($1.words)\n" }.joined()
  }
}
