import Yams

/// When pages and questions are shown.
extension QuestionnaireDraft {
  /// What a condition of a page or a question may look back at.
  package struct Earlier: Sendable, Hashable {
    package let id: String
    package let ask: String
    /// As they are stored.
    package let options: [String]
  }

  /// The questions with options before a question, or before a page.
  package func earlier(than id: String) -> [Earlier] {
    earlier(of: pages.flatMap(\.questions).prefix { $0.id != id })
  }

  package func earlier(thanPage place: Int) -> [Earlier] {
    earlier(of: pages.prefix(max(place, 0)).flatMap(\.questions)[...])
  }

  private func earlier(of questions: ArraySlice<DraftQuestion>) -> [Earlier] {
    questions.compactMap { question in
      question.labels(in: languages[0]).map {
        Earlier(id: question.id, ask: question.ask[languages[0]] ?? question.id, options: $0)
      }
    }
  }

  package mutating func setConditions(_ conditions: [Questionnaire.Condition], of id: String) {
    changeQuestions { node in
      if node.value("id")?.scalar?.string == id { node.set("when", Questionnaire.Condition.node(conditions)) }
    }
  }

  package mutating func setConditions(_ conditions: [Questionnaire.Condition], ofPage place: Int) {
    guard pageNodes.indices.contains(place) else { return }
    pageNodes[place].set("when", Questionnaire.Condition.node(conditions))
  }

  mutating func changeConditions(_ change: (Questionnaire.Condition) -> Questionnaire.Condition) {
    func changed(_ node: inout Node.Mapping) {
      guard let when = node.value("when") else { return }
      node.set("when", Questionnaire.Condition.node(Questionnaire.Condition.all(when).map(change)))
    }
    changeQuestions(changed)
    for place in pageNodes.indices { changed(&pageNodes[place]) }
  }
}
