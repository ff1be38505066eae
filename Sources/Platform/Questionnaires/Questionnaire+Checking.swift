extension Questionnaire {
  /// What is wrong with answers so far, a sentence a column: a needed question without an answer too, on pages to come as well.
  package func problems(in answers: [String: [String]]) -> [String: String] {
    do {
      _ = try AnswerSheet(answers, for: self)
      return [:]
    } catch {
      if case .invalid(let problems) = error { return problems }
      return [:]
    }
  }
}
