import Foundation
import Platform
import Problems

extension QuestionForm {
  /// The question as it was typed; what no form shows stays as it was.
  func reading(_ form: FormBody) throws -> DraftQuestion {
    var given = question
    given.id = try form.text("id").trimmingCharacters(in: .whitespacesAndNewlines)
    if given.id.isEmpty { given.id = question.id }
    given.ask = try place.words("ask", form)
    given.hint = try place.words("hint", form)
    switch question.kind {
    case .choice(var options):
      try read(&options, form)
      let ticked = Set(form.texts("about"))
      options.compares = ticked.contains("compare")
      options.ordered = ticked.contains("ordered")
      options.merges = ParticipantInformation.paragraphs(try form.text("merge")).map { line in
        let (label, levels) = Self.parts(line)
        return DraftQuestion.Merge(
          label: label,
          levels: levels.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
      }
      given.kind = .choice(options)
    case .several(var options):
      try read(&options, form)
      given.kind = .several(options)
    case .rate(var rating):
      rating.statements = try place.list("statements", form)
      rating.steps = try steps(form)
      rating.title = try place.words("scale", form)
      rating.higherIs = try form.text("higher")
      rating.reversed = try form.text("reversed").split { $0 == "," || $0 == " " }.map(String.init)
      given.kind = .rate(rating)
    case .instrument(let use): given.kind = .instrument(try reading(use, form))
    case .number:
      given.kind = .number(lowest: try line("lowest", form), highest: try line("highest", form))
    case .month:
      given.kind = .month(first: try line("first", form), last: try line("last", form))
    case .text: given.kind = .text(limit: try line("limit", form))
    }
    if case .instrument = question.kind {} else { given.isRequired = form.isTicked("required") }
    return given
  }

  private func read(_ options: inout DraftQuestion.Options, _ form: FormBody) throws {
    options.labels = try place.list("options", form)
    let ticked = Set(form.texts("about"))
    options.preferNot = ticked.contains("preferNot")
    options.describesPeople = ticked.contains("person")
  }

  private func steps(_ form: FormBody) throws -> [DraftQuestion.Step] {
    let languages = place.languages
    var steps = ParticipantInformation.paragraphs(try form.text("steps")).map { line in
      let (code, words) = Self.parts(line)
      return DraftQuestion.Step(code: code, words: [languages[0]: words])
    }
    for language in languages.dropFirst() {
      let field = place.field("steps", language)
      for line in ParticipantInformation.paragraphs(try form.text(field)) {
        let (code, words) = Self.parts(line)
        guard let index = steps.firstIndex(where: { $0.code == code }) else {
          throw Problem(
            "“\(line)” has no number that stands above", at: field, remedy: "begin each line with the same number and ="
          )
        }
        steps[index].words[language] = words
      }
    }
    return steps
  }

  /// What stands before and behind the first =.
  private static func parts(_ line: String) -> (before: String, behind: String) {
    guard let sign = line.firstIndex(of: "=") else { return (line, "") }
    return (
      line[..<sign].trimmingCharacters(in: .whitespaces),
      line[line.index(after: sign)...].trimmingCharacters(in: .whitespaces)
    )
  }

  private func line(_ field: String, _ form: FormBody) throws -> String {
    try form.text(field).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
