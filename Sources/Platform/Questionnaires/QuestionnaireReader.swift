import Instruments
import Problems

/// Reads pages and questions in one language, notes every text that lacks a translation, and every file that is used.
struct QuestionnaireReader {
  let languages: [Language]
  let language: Language
  /// Whether instruments may still lack their wording or an accepted key.
  private let isDraft: Bool
  private let companion: (String) throws(Problem) -> String
  /// The files that were read, by name.
  private(set) var used: [String: String] = [:]
  /// Places of texts that lack a translation, and the language that they lack.
  var untranslated: [(place: String, language: Language)] = []
  /// Every text of the questionnaire's own, in each of its languages.
  var said: [Said] = []
  /// Questions that no wave may ask.
  var refused: [Problem] = []
  /// What a draft lacks besides.
  private(set) var lacking: [Problem] = []
  /// The files that stand in the questionnaire itself, by name.
  private let held: Set<String>
  private var columns: Set<String> = [Questionnaire.unitColumn]
  private var instruments: Set<String> = []
  /// The closed questions read so far: what a condition may depend on.
  private var closed: [(id: String, labels: [String])] = []

  init(
    _ root: YAMLRecord, language: Language?, isDraft: Bool,
    companion: @escaping (String) throws(Problem) -> String
  ) throws(Problem) {
    self.isDraft = isDraft
    var languages: [Language] = []
    for field in try root["languages"]?.list() ?? [] { languages.append(try field.choice(of: Language.self)) }
    if languages.isEmpty { languages = [.english] }
    if Set(languages).count != languages.count, let field = root["languages"] {
      throw field.problem("a language is listed twice", remedy: "list each once")
    }
    self.languages = languages
    self.language = language.flatMap { languages.contains($0) ? $0 : nil } ?? languages[0]
    guard let packs = root["packs"] else {
      self.companion = companion
      held = []
      return
    }
    var texts: [String: String] = [:]
    for (name, text) in try packs.pairs() { texts[name] = try text.text() }
    held = Set(texts.keys)
    self.companion = { name throws(Problem) in
      guard let text = texts[name] else {
        throw packs.problem("there is no text “\(name)” here", remedy: "add it under packs:")
      }
      return text
    }
  }

  mutating func page(_ entry: YAMLField) throws(Problem) -> Questionnaire.Page {
    let page = try entry.record(["title", "text", "when", "questions"])
    let when = try conditions(page["when"])
    var title: String?
    if let field = page["title"] { title = try words(field) }
    let text = try page["text"].map { field throws(Problem) in try paragraphs(field) } ?? []
    var questions: [Questionnaire.Question] = []
    for item in try page["questions"]?.list() ?? [] {
      let question = try question(item)
      for column in [question.id] + question.columns.filter({ $0 != question.id }) {
        guard columns.insert(column).inserted else {
          throw item.problem("the column “\(column)” is used twice", remedy: "give every question an id of its own")
        }
      }
      if let options = question.options { closed.append((question.id, options.labels)) }
      questions.append(question)
    }
    if questions.isEmpty && text.isEmpty {
      let problem = entry.problem("the page is empty", remedy: "give it a text or questions")
      guard isDraft else { throw problem }
      lacking.append(problem)
    }
    return Questionnaire.Page(title: title, text: text, when: when, questions: questions)
  }

  private mutating func question(_ item: YAMLField) throws(Problem) -> Questionnaire.Question {
    let kinds = ["choice", "several", "rate", "instrument", "number", "month", "text"]
    let keys: [String: [String]] = [
      "choice": ["about", "compare", "ordered", "merge", "preferNot"],
      "several": ["about", "preferNot"],
      "rate": ["steps", "scale"],
      "instrument": ["wording", "confirmation", "definition", "acceptUnverified"],
    ]
    let common = ["id", "ask", "hint", "required", "when"]
    let record = try item.record(common + kinds + keys.values.flatMap { $0 })
    let id = try record.required("id")
    let name = try id.text()
    guard name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }), name.utf8.count <= 40
    else { throw id.problem("“\(name)” is no id", remedy: "use at most 40 lower-case letters, digits and underscores") }
    let given = kinds.filter { record[$0] != nil }
    guard let kind = given.first, given.count == 1 else {
      throw item.problem(
        given.isEmpty ? "the question has no kind" : "the question has two kinds",
        remedy: "give one of " + kinds.joined(separator: ", "))
    }
    _ = try item.record(common + [kind] + (keys[kind] ?? []))
    let start = said.count
    let ask = try words(try record.required("ask"))
    let asked = said[start...]
    var hint: String?
    if let field = record["hint"] { hint = try words(field) }
    let offered = said.count
    let question = Questionnaire.Question(
      id: name, ask: ask, hint: hint, required: try record["required"]?.flag() ?? false,
      when: try conditions(record["when"]), kind: try self.kind(kind, record))
    refuseSelfHarm(question, at: item, asked: asked, offered: said[asked.endIndex...])
    for index in asked.indices { said[index].isAsked = true }
    for index in offered..<said.count { said[index].isAsked = true }
    return question
  }

  private mutating func kind(_ kind: String, _ record: YAMLRecord) throws(Problem) -> Questionnaire.Kind {
    let value = try record.required(kind)
    switch kind {
    case "choice": return .choice(try options(value, record))
    case "several": return .several(try options(value, record))
    case "rate": return .rating(try rating(value, record))
    case "instrument": return .rating(try instrument(value, record))
    case "number":
      let ends = try value.integers()
      guard ends.count == 2, ends[0] < ends[1] else {
        throw value.problem("a number has a range", remedy: "write number: [lowest, highest]")
      }
      return .number(ends[0]...ends[1])
    case "month":
      let ends = try value.texts().map { Month($0) }
      guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else {
        throw value.problem("a month has a range", remedy: "write month: [1990-01, 2026-12]")
      }
      return .month(first...last)
    default:
      let limit = try value.integer()
      guard (1...4000).contains(limit) else {
        throw value.problem("a text has 1 to 4,000 characters", remedy: "write text: 1000")
      }
      return .text(limit: limit)
    }
  }

  private mutating func options(_ value: YAMLField, _ record: YAMLRecord) throws(Problem) -> Questionnaire.Options {
    let all = try list(value)
    let labels = all.map(\.stored)
    guard labels.count > 1, labels.count <= 60, Set(labels).count == labels.count else {
      throw value.problem("a question has 2 to 60 different options", remedy: "list them once each")
    }
    if let bad = labels.first(where: { $0.contains(";") || $0.contains(where: \.isNewline) || $0.utf8.count > 200 }) {
      throw value.problem(
        "the option “\(bad.prefix(40))” cannot be stored",
        remedy: "leave out semicolons and line breaks; 200 bytes at most")
    }
    guard !labels.contains(Questionnaire.preferNot) else {
      throw value.problem("“\(Questionnaire.preferNot)” is a word of the form's own", remedy: "write preferNot: true")
    }
    var merges: [(label: String, levels: [String])] = []
    for (label, levels) in try record["merge"]?.pairs() ?? [] { merges.append((label, try levels.texts())) }
    enum About: String, CaseIterable { case person, work }
    let about = try record["about"]?.choice(of: About.self) ?? .work
    return Questionnaire.Options(
      labels: labels, words: all.map(\.words), preferNot: try record["preferNot"]?.flag() ?? false,
      describesPeople: about == .person, compares: try record["compare"]?.flag() ?? false,
      ordered: try record["ordered"]?.flag() ?? false, merges: merges)
  }

  private mutating func rating(_ value: YAMLField, _ record: YAMLRecord) throws(Problem) -> Questionnaire.Rating {
    let statements = try list(value).map(\.words)
    let field = try record.required("steps")
    var steps: [Questionnaire.Rating.Step] = []
    for (code, label) in try field.pairs() {
      guard let number = Int(code), (0...100).contains(number) else {
        throw label.problem("“\(code)” is no code", remedy: "write a whole number from 0 to 100 before each answer")
      }
      steps.append(Questionnaire.Rating.Step(code: number, words: try words(label)))
    }
    guard steps.count > 1, steps.map(\.code) == steps.map(\.code).sorted() else {
      throw field.problem("steps rise", remedy: "write them from the lowest code to the highest")
    }
    let scale = try record.required("scale").record(["title", "higherIs", "reversed"])
    let reversed = try scale["reversed"]?.integers() ?? []
    guard reversed.allSatisfy({ (1...statements.count).contains($0) }) else {
      throw try record.required("scale").problem(
        "a statement that is turned round does not exist", remedy: "count the statements from 1")
    }
    return Questionnaire.Rating(
      statements: statements.map { .init(words: $0, steps: steps) },
      scoring: .own(
        .init(
          title: try words(try scale.required("title")),
          higherIs: try scale["higherIs"]?.choice(of: Direction.self) ?? .descriptive,
          reversed: reversed)),
      language: language)
  }

  private mutating func instrument(_ value: YAMLField, _ record: YAMLRecord) throws(Problem) -> Questionnaire.Rating {
    let reader = InstrumentReader(
      at: value, record: record, languages: languages, language: language, isDraft: isDraft, held: held)
    let rating = try reader.rating { name throws(Problem) in
      let text = try companion(name)
      used[name] = text
      return text
    }
    guard case .instrument(let use) = rating.scoring, instruments.insert(use.instrument.id).inserted else {
      throw value.problem("the instrument is asked twice", remedy: "ask it once")
    }
    return rating
  }

  private func conditions(_ field: YAMLField?) throws(Problem) -> [Questionnaire.Condition] {
    var conditions: [Questionnaire.Condition] = []
    for (id, value) in try field?.pairs() ?? [] {
      guard let question = closed.first(where: { $0.id == id }) else {
        let earlier =
          closed.isEmpty ? "there is none before this" : "so far there are " + closed.map(\.id).joined(separator: ", ")
        throw value.problem(
          "“\(id)” is no question with options that stands earlier",
          remedy: "a condition looks back at a choice or several question; \(earlier)")
      }
      let options = try value.texts()
      if let strange = options.first(where: { !question.labels.contains($0) }) {
        throw value.problem(
          "“\(strange)” is no option of “\(id)”", remedy: "use " + question.labels.joined(separator: ", "))
      }
      guard !options.isEmpty else {
        throw value.problem("the condition names no option", remedy: "list the options after which this is shown")
      }
      conditions.append(.init(question: id, options: options))
    }
    return conditions
  }
}
