import Analysis
import Instruments
package import Problems

extension Questionnaire {
  /// Reads a questionnaire.
  /// - Throws: `Problem` with file, line and key for anything unknown, missing or of the wrong kind.
  package init(text: String, file: String) throws(Problem) {
    let place = try YAMLField.root(of: text, file: file)
    let root = try place.record([
      "questionnaire", "version", "information", "consent", "support", "threshold", "pages",
    ])
    title = try root.required("questionnaire").text()
    version = try root["version"]?.text() ?? "1"
    information = try root.required("information").texts()
    consent = try root.required("consent").texts()
    support = try root.required("support").texts()
    threshold = try root["threshold"]?.integer() ?? 10
    guard threshold >= 5 else {
      throw (root["threshold"] ?? place).problem(
        "a threshold of \(threshold) would show groups small enough to guess",
        remedy: "10 is the default, 5 the lowest allowed")
    }
    self.text = text
    var pages: [Page] = []
    var ids: Set<String> = [Self.unitColumn]
    for entry in try root.required("pages").list() {
      let page = try entry.record(["title", "text", "questions"])
      var questions: [Question] = []
      for item in try page["questions"]?.list() ?? [] {
        let question = try Self.question(item)
        for column in [question.id] + question.columns.filter({ $0 != question.id }) {
          guard ids.insert(column).inserted else {
            throw item.problem("the column “\(column)” is used twice", remedy: "give every question an id of its own")
          }
        }
        questions.append(question)
      }
      pages.append(
        Page(title: try page["title"]?.text(), text: try page["text"]?.texts() ?? [], questions: questions))
    }
    self.pages = pages
    guard !questions.isEmpty else {
      throw place.problem("the questionnaire asks nothing", remedy: "add a question to a page")
    }
  }

  private static func question(_ item: YAMLField) throws(Problem) -> Question {
    let kinds = ["choice", "several", "rate", "number", "text"]
    let record = try item.record(
      ["id", "ask", "hint", "required", "about", "compare", "ordered", "merge", "steps", "scale"] + kinds)
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
    return Question(
      id: name, ask: try record.required("ask").text(), hint: try record["hint"]?.text(),
      required: try record["required"]?.flag() ?? false, kind: try self.kind(kind, record))
  }

  private static func kind(_ kind: String, _ record: YAMLRecord) throws(Problem) -> Kind {
    let value = try record.required(kind)
    switch kind {
    case "choice": return .choice(try options(value, record))
    case "several": return .several(try options(value, record))
    case "rate": return .rating(try rating(value, record))
    case "number":
      let ends = try value.integers()
      guard ends.count == 2, ends[0] < ends[1] else {
        throw value.problem("a number has a range", remedy: "write number: [lowest, highest]")
      }
      return .number(ends[0]...ends[1])
    default:
      let limit = try value.integer()
      guard (1...4000).contains(limit) else {
        throw value.problem("a text has 1 to 4,000 characters", remedy: "write text: 1000")
      }
      return .text(limit: limit)
    }
  }

  private static func options(_ value: YAMLField, _ record: YAMLRecord) throws(Problem) -> Options {
    let labels = try value.texts()
    guard labels.count > 1, labels.count <= 60, Set(labels).count == labels.count else {
      throw value.problem("a question has 2 to 60 different options", remedy: "list them once each")
    }
    if let bad = labels.first(where: { $0.contains(";") || $0.contains(where: \.isNewline) || $0.utf8.count > 200 }) {
      throw value.problem(
        "the option “\(bad.prefix(40))” cannot be stored",
        remedy: "leave out semicolons and line breaks; 200 bytes at most")
    }
    var merges: [(label: String, levels: [String])] = []
    for (label, levels) in try record["merge"]?.pairs() ?? [] { merges.append((label, try levels.texts())) }
    enum About: String, CaseIterable { case person, work }
    let about = try record["about"]?.choice(of: About.self) ?? .work
    return Options(
      labels: labels, describesPeople: about == .person, compares: try record["compare"]?.flag() ?? false,
      ordered: try record["ordered"]?.flag() ?? false, merges: merges)
  }

  private static func rating(_ value: YAMLField, _ record: YAMLRecord) throws(Problem) -> Rating {
    let statements = try value.texts()
    let field = try record.required("steps")
    var steps: [Rating.Step] = []
    for (code, words) in try field.pairs() {
      guard let number = Int(code), (0...100).contains(number) else {
        throw words.problem("“\(code)” is no code", remedy: "write a whole number from 0 to 100 before each answer")
      }
      steps.append(Rating.Step(code: number, words: try words.text()))
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
    return Rating(
      statements: statements, steps: steps,
      scale: .init(
        title: try scale.required("title").text(),
        higherIs: try scale["higherIs"]?.choice(of: StudyFile.ScoreColumnUse.HigherIs.self) ?? .descriptive,
        reversed: reversed))
  }
}
