/// Which questions are asked after which answers. Conditions look back, so one pass in order decides.
extension Questionnaire {
  /// The ids of the questions that somebody with these answers is asked.
  /// - Parameter answers: values by question; what stands under a question that is not asked counts for nothing.
  package func asked(_ answers: [String: [String]]) -> Set<String> {
    var asked: Set<String> = []
    func holds(_ conditions: [Condition]) -> Bool {
      conditions.allSatisfy { condition in
        asked.contains(condition.question)
          && (answers[condition.question] ?? []).contains(where: condition.options.contains)
      }
    }
    for page in pages where holds(page.when) {
      for question in page.questions where holds(question.when) { asked.insert(question.id) }
    }
    return asked
  }

  /// The questions whose being asked gives away something about who somebody is: they depend on a protected answer, at first or second hand.
  var revealing: Set<String> {
    var revealing: Set<String> = []
    var protected: Set<String> = []
    for page in pages {
      for question in page.questions {
        let conditions = page.when + question.when
        if conditions.contains(where: { protected.contains($0.question) }) {
          revealing.insert(question.id)
          protected.insert(question.id)
        }
        if question.options?.isProtected == true { protected.insert(question.id) }
      }
    }
    return revealing
  }
}
