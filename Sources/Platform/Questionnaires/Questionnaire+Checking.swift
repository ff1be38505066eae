extension Questionnaire {
  /// What is wrong with answers so far, a sentence a column: a needed question without an answer too, on pages to come as well.
  package func problems(in answers: [String: [String]]) -> [String: String] {
    do {
      _ = try AnswerSheet(relevant(answers), for: self)
      return [:]
    } catch {
      if case .invalid(let problems) = error { return problems }
      return [:]
    }
  }

  /// Answers without those to questions that are not asked after them.
  package func relevant(_ answers: [String: [String]]) -> [String: [String]] {
    let asked = asked(answers)
    let dropped = Set(questions.filter { !asked.contains($0.id) }.flatMap(\.columns))
    return answers.filter { !dropped.contains($0.key) }
  }

  /// Whether somebody with these answers is shown a page: it asks them something, or it is a text for them.
  package func shows(_ page: Page, after answers: [String: [String]]) -> Bool {
    let asked = asked(answers)
    if !page.questions.isEmpty { return page.questions.contains { asked.contains($0.id) } }
    return page.when.allSatisfy { condition in
      asked.contains(condition.question)
        && (answers[condition.question] ?? []).contains(where: condition.options.contains)
    }
  }
}
