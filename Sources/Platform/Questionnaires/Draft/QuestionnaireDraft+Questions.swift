package import Problems
import Yams

/// Questions of a draft, by their ids.
extension QuestionnaireDraft {
  package func question(_ id: String) -> (question: DraftQuestion, page: Int)? {
    for (number, page) in pages.enumerated() {
      if let question = page.questions.first(where: { $0.id == id }) { return (question, number) }
    }
    return nil
  }

  /// At the end of a page.
  /// - Throws: `Problem` at the field that is wrong.
  package mutating func add(_ question: DraftQuestion, to page: Int) throws(Problem) {
    guard pageNodes.indices.contains(page) else { return }
    try check(question, replacing: nil)
    var node = Node.Mapping([])
    question.write(to: &node, in: self)
    pageNodes[page].questions.append(node)
    hold(question, insteadOf: nil)
  }

  /// Conditions elsewhere follow a new id, and an answer whose words have changed in its place.
  /// - Throws: `Problem` at the field that is wrong.
  package mutating func replace(_ id: String, with question: DraftQuestion) throws(Problem) {
    guard let old = self.question(id)?.question else { return }
    try check(question, replacing: id)
    let renamed = old.renamedOptions(in: question, languages[0])
    var question = question
    question.follow(renamed)
    hold(question, insteadOf: old)
    let draft = self
    changeQuestions { node in
      if node.value("id")?.scalar?.string == id { question.write(to: &node, in: draft) }
    }
    changeConditions { condition in
      guard condition.question == id else { return condition }
      return Questionnaire.Condition(question: question.id, options: condition.options.map { renamed[$0] ?? $0 })
    }
    guard let labels = question.labels(in: languages[0]) else { return try checkNothing(dependsOn: question.id) }
    for condition in pages.flatMap({ $0.when + $0.questions.flatMap(\.when) }) where condition.question == question.id {
      if let gone = condition.options.first(where: { !labels.contains($0) }) {
        throw Problem(
          "something is shown only after the answer “\(gone)”", at: "options",
          remedy: "keep this answer, or change when that is shown first")
      }
    }
  }

  /// - Throws: `Problem` when something is asked only after its answers.
  package mutating func remove(_ id: String) throws(Problem) {
    try checkNothing(dependsOn: id)
    hold(nil, insteadOf: question(id)?.question)
    for page in pageNodes.indices {
      pageNodes[page].questions.removeAll { $0.value("id")?.scalar?.string == id }
    }
  }

  /// Before the one above or behind the one below; at an end of its page, to the next page.
  package mutating func move(_ id: String, _ direction: Direction) {
    var nodes = pageNodes
    guard let page = question(id)?.page,
      let place = nodes[page].questions.firstIndex(where: { $0.value("id")?.scalar?.string == id })
    else { return }
    let other = place + direction.step
    if nodes[page].questions.indices.contains(other) {
      nodes[page].questions.swapAt(place, other)
    } else if nodes.indices.contains(page + direction.step) {
      let moved = nodes[page].questions.remove(at: place)
      let next = page + direction.step
      nodes[next].questions.insert(moved, at: direction == .up ? nodes[next].questions.count : 0)
    }
    pageNodes = nodes
  }

  /// An id made of a question's words, that no other question has.
  package func freeID(for words: String) -> String {
    let plain: String = String(words.lowercased().map { $0.isASCII && $0.isLetter ? $0 : " " as Character })
    let long: [Substring] = plain.split(separator: " ").filter { $0.count > 3 }
    let base = String((long.last ?? "question").prefix(30))
    let taken = Set(pages.flatMap(\.questions).map(\.id) + [Questionnaire.unitColumn])
    return taken.contains(base) ? (2...).lazy.map { "\(base)_\($0)" }.first { !taken.contains($0) } ?? base : base
  }

  mutating func changeQuestions(_ change: (inout Node.Mapping) -> Void) {
    var nodes = pageNodes
    for page in nodes.indices {
      var questions = nodes[page].questions
      for place in questions.indices { change(&questions[place]) }
      nodes[page].questions = questions
    }
    pageNodes = nodes
  }

  private func checkNothing(dependsOn id: String) throws(Problem) {
    for page in pages { try Self.checkNothing(dependsOn: [id], page) }
  }

  private func check(_ question: DraftQuestion, replacing id: String?) throws(Problem) {
    if question.id != id, self.question(question.id) != nil {
      throw Problem("another question has the short name “\(question.id)”", at: "id", remedy: "choose another")
    }
    if (question.ask[languages[0]] ?? "").isEmpty {
      throw Problem("the question has no words", at: "ask", remedy: "write what people are asked")
    }
    if let problem = question.problem(in: languages) { throw problem }
  }
}
