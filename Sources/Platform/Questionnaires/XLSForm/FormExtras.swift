import Problems

/// What the sheet `hearth` of a form says: everything that XLSForm has no word for.
struct FormExtras {
  enum Value {
    case plain(String)
    case words(FormDraft.Texts)
  }

  var title: FormDraft.Texts?
  var threshold: Int?
  var keepContacts: Int?
  var showsOwnScores = false
  var information: [(heading: String, paragraphs: [FormDraft.Texts])]?
  var consent: [FormDraft.Texts]?
  var support: [FormDraft.Texts]?
  var results: [(key: String, value: Value)] = []
  var custody: [(key: String, value: Value)] = []
  /// By question.
  var merges: [String: [(label: String, levels: [String])]] = [:]
  var scales: [String: (higherIs: String, title: FormDraft.Texts)] = [:]
  var reversed: [String: [Int]] = [:]
  var facts: [String: [InstrumentExtras.Fact]] = [:]

  /// The questions that it names.
  var questions: Set<String> {
    Set(merges.keys).union(scales.keys).union(reversed.keys).union(facts.keys)
  }

  /// - Throws: `Problem` for a row that says nothing known.
  mutating func read(_ row: FormSheet.Row, _ texts: FormDraft.Texts?) throws(Problem) {
    let place = XLSForm.place(XLSForm.extraSheet, row: row.number)
    guard let what = row["what"].flatMap(XLSForm.Extra.init(rawValue:)) else {
      throw Problem(
        "“\((row["what"] ?? "").prefix(40))” is nothing that stands here", at: place + ", column “what”",
        remedy: "use one of " + XLSForm.Extra.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let (of, value) = (row["of"] ?? "", row["value"] ?? "")
    func number() throws(Problem) -> Int {
      guard let number = Int(value) else {
        throw Problem(
          "“\(value.prefix(40))” is no number", at: place + ", column “value”", remedy: "write a whole number")
      }
      return number
    }
    switch what {
    case .title: title = texts
    case .threshold: threshold = try number()
    case .keepContacts: keepContacts = try number()
    case .ownScores: showsOwnScores = value == "yes"
    case .information:
      var sections = information ?? []
      let known = ParticipantInformation.Heading.allCases.map(\.rawValue) + [QuestionnaireReader.server]
      guard of.isEmpty ? sections.allSatisfy(\.heading.isEmpty) : known.contains(of) && sections.first?.heading != ""
      else {
        throw Problem(
          "“\(of.prefix(40))” is no heading of the information, or not all of it stands under headings",
          at: place + ", column “of”", remedy: "use " + known.joined(separator: ", ") + ", or no heading at all")
      }
      if !sections.contains(where: { $0.heading == of }) { sections.append((of, [])) }
      if let texts, let index = sections.firstIndex(where: { $0.heading == of }) {
        sections[index].paragraphs.append(texts)
      }
      information = sections
    case .consent: consent = (consent ?? []) + (texts.map { [$0] } ?? [])
    case .support: support = (support ?? []) + (texts.map { [$0] } ?? [])
    case .results:
      results.append(
        try promise(
          of, value, texts, words: ["owner", "act"], days: ["supportChecked", "staffHear", "managersHear"],
          after: results, at: place))
    case .custody:
      custody.append(try promise(of, value, texts, words: ["to", "for"], days: ["until"], after: custody, at: place))
    case .merge: merges[of, default: []].append((value, []))
    case .merged:
      guard let last = merges[of]?.indices.last else {
        throw Problem("no merge stands before this", at: place, remedy: "write a row “merge” above it")
      }
      merges[of]?[last].levels.append(value)
    case .scale: scales[of] = (value, texts ?? [:])
    case .reversed: reversed[of, default: []].append(try number())
    case .wording, .confirmation, .definition, .acceptUnverified:
      guard facts[of]?.contains(where: { $0.what == what }) != true else {
        throw Problem("this stands here twice", at: place, remedy: "keep one of the rows")
      }
      facts[of, default: []].append(.init(what: what, value: value, texts: texts ?? [:]))
    }
  }

  /// One line of a section whose keys have texts or days.
  private func promise(
    _ key: String, _ value: String, _ texts: FormDraft.Texts?, words: [String], days: [String],
    after given: [(key: String, value: Value)], at place: String
  ) throws(Problem) -> (key: String, value: Value) {
    guard (words + days).contains(key), !given.contains(where: { $0.key == key }) else {
      throw Problem(
        "“\(key.prefix(40))” does not belong here, or stands here twice", at: place + ", column “of”",
        remedy: "give \((words + days).joined(separator: ", ")), each once")
    }
    if words.contains(key) { return (key, .words(texts ?? [:])) }
    guard let day = Day(value) else {
      throw Problem(
        "“\(value.prefix(40))” is no day", at: place + ", column “value”", remedy: "write it as 2026-11-30")
    }
    return (key, .plain(day.description))
  }
}
