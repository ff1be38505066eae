package import Problems
import Yams

/// Pages of a draft, from 0.
extension QuestionnaireDraft {
  package struct Page {
    package var title: [Language: String] = [:]
    package var text: [Language: [String]] = [:]
    package var when: [Questionnaire.Condition] = []
    package let questions: [DraftQuestion]

    package init(title: [Language: String] = [:], text: [Language: [String]] = [:]) {
      self.title = title
      self.text = text
      questions = []
    }

    init(_ node: Node.Mapping, in draft: QuestionnaireDraft) {
      title = draft.translations(node.value("title"))
      text = draft.lists(node.value("text"))
      when = Questionnaire.Condition.all(node.value("when"))
      questions = node.questions.map { DraftQuestion($0, in: draft) }
    }
  }

  package var pages: [Page] { pageNodes.map { Page($0, in: self) } }

  /// - Returns: its place.
  package mutating func add(_ page: Page) -> Int {
    pageNodes.append(Node.Mapping([]))
    set(page, at: pageNodes.count - 1)
    return pageNodes.count - 1
  }

  /// Everything but its questions.
  package mutating func set(_ page: Page, at place: Int) {
    guard pageNodes.indices.contains(place) else { return }
    pageNodes[place].set("title", node(page.title))
    pageNodes[place].set("text", node(page.text))
    pageNodes[place].set("when", Questionnaire.Condition.node(page.when))
  }

  /// - Throws: `Problem` when a question elsewhere is asked only after an answer on this page.
  package mutating func removePage(_ place: Int) throws(Problem) {
    guard pageNodes.indices.contains(place) else { return }
    let ids = Set(pages[place].questions.map(\.id))
    for (other, page) in pages.enumerated() where other != place {
      try Self.checkNothing(dependsOn: ids, page)
    }
    pageNodes.remove(at: place)
  }

  /// Earlier or later by one; nothing at the ends.
  package mutating func movePage(_ place: Int, _ direction: Direction) {
    let other = place + direction.step
    guard pageNodes.indices.contains(place), pageNodes.indices.contains(other) else { return }
    pageNodes.swapAt(place, other)
  }

  package enum Direction: String, CaseIterable, Sendable, Hashable {
    case up, down

    var step: Int { self == .up ? -1 : 1 }
  }

  var pageNodes: [Node.Mapping] {
    get { (root.value("pages")?.sequence ?? []).compactMap(\.mapping) }
    set { root.set("pages", .list(newValue.map(Node.mapping), newValue.isEmpty ? .flow : .block)) }
  }

  static func checkNothing(dependsOn ids: Set<String>, _ page: Page) throws(Problem) {
    let asking = page.questions.first { $0.when.contains { ids.contains($0.question) } }?.ask.values.first
    let shown = page.when.contains { ids.contains($0.question) } ? page.title.values.first ?? "a page" : nil
    guard let name = asking ?? shown else { return }
    throw Problem(
      "“\(name)” is shown only after an answer given here",
      remedy: "change when it is shown first, or remove it")
  }
}

extension Node.Mapping {
  var questions: [Node.Mapping] {
    get { (value("questions")?.sequence ?? []).compactMap(\.mapping) }
    set { set("questions", newValue.isEmpty ? nil : .list(newValue.map(Node.mapping), .block)) }
  }
}

extension Questionnaire.Condition {
  static func all(_ node: Node?) -> [Questionnaire.Condition] {
    (node?.mapping.map(Array.init) ?? []).compactMap { pair in
      guard let id = pair.key.scalar?.string else { return nil }
      return Questionnaire.Condition(question: id, options: pair.value.texts)
    }
  }

  static func node(_ conditions: [Questionnaire.Condition]) -> Node? {
    conditions.isEmpty
      ? nil
      : .pairs(conditions.map { ($0.question, .list($0.options.map(Node.words), .block)) })
  }
}
