import Hummingbird
import Markup
import Platform

/// The questionnaire as people will meet it, by the pages that need no script. What is answered travels in the pages and is kept nowhere.
extension BuilderRoutes {
  func preview() async throws -> Response {
    let visitor = try exchange.signedIn()
    guard let main = try await questionnaire(in: nil) else { return redirect(to: .start) }
    let leads = visitor.reaches(study, by: .roles([.studyLead]))
    let back = leads ? link(.overview) : .studies(.reading(study.name.description, nil))
    let fields = exchange.form?.without(Form.tokenField)
    var shown = main
    if let language = fields.flatMap(PlainForm.language), main.languages.contains(language) {
      shown = try await questionnaire(in: language) ?? main
    }
    let empty = PlainForm(
      wave: Preview.wave, questionnaire: shown,
      way: .preview(
        .init(
          address: Link.desk(link(.preview)).path, token: visitor.formToken,
          back: Link.desk(back).path)), isPilot: false)
    let routes = PlainRoutes(answering: answering, patience: .zero)
    return await routes.respond(to: empty, fields)
  }

  private func questionnaire(in language: Language?) async throws -> Questionnaire? {
    try await studies.questionnaireInProgress(of: study.name, in: language)?.questionnaire
  }

  /// Shows the latest version and takes nothing.
  private var answering: Answering {
    let (studies, name) = (studies, study.name)
    return Answering(
      page: { _, language in
        guard let work = try await studies.questionnaireInProgress(of: name, in: language) else {
          throw ParticipationRefusal.unknownWave
        }
        return .init(questionnaire: work.questionnaire, isOpen: true, keys: [], isPreview: true)
      },
      sign: { _, _, _, _ in throw ParticipationRefusal.unknownWave },
      accept: { _ in throw ParticipationRefusal.unknownWave },
      withdraw: { _, _ in throw ParticipationRefusal.unknownWave }, plain: .none,
      noMail: { _, _ in throw ParticipationRefusal.unknownWave })
  }
}
