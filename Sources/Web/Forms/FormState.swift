import HTTPTypes
import Platform
import Problems

/// What a form shows: what was typed before, and what is wrong with it.
struct FormState: Sendable {
  private let typed: FormBody?
  let problems: [Problem]

  static let empty = FormState(nil, [])

  /// - Parameter problems: the place of each is the field that it is about, or something else when it is about the whole form.
  init(_ typed: FormBody?, _ problems: [Problem]) {
    self.typed = typed
    self.problems = problems
  }

  /// What a form says when something of it was refused.
  /// - Throws: the error itself when it is nothing that whoever filled the form in could put right.
  init(_ typed: FormBody?, refusing error: any Error) throws {
    switch error {
    case let problem as Problem: self.init(typed, [problem])
    case let several as SeveralProblems: self.init(typed, several.all)
    case let refusal as SignInRefusal: self.init(typed, [SignInRoutes.problem(refusal)])
    default: throw error
    }
  }

  /// What was typed; nil when nothing was sent yet.
  func text(_ field: String) -> String? { typed?.texts(field).first }

  func isChosen(_ value: String, in field: String) -> Bool { typed?.texts(field).contains(value) ?? false }

  var wasSent: Bool { typed != nil }

  /// Of the page that shows it.
  var status: HTTPResponse.Status { problems.isEmpty ? .ok : .unprocessableContent }

  func fault(of field: String) -> String? {
    problems.first { $0.place == field }.map { Self.sentence($0) }
  }

  /// `The password is too short: use 12 characters or more.`
  static func sentence(_ problem: Problem) -> String {
    let text = [problem.what, problem.remedy].filter { !$0.isEmpty }.joined(separator: ": ")
    return text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
