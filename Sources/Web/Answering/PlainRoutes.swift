import HTTPTypes
import Hummingbird
import Markup
import Platform

/// The pages that need no script, answered: each request carries everything, and each reply is a whole page.
struct PlainRoutes {
  let answering: Answering
  let patience: Duration

  /// The same for a form that was read already; nil for the first page.
  func respond(to empty: PlainForm, _ fields: FormBody?) async -> Response {
    guard let fields else { return page(empty, at: empty.firstStep) }
    do {
      let (form, step, wish) = try empty.reading(fields)
      return try await reply(to: form, from: step, wish)
    } catch {
      let words = RefusalWords(error)
      return Reply.page(PlainFormView.broken(words, empty.questionnaire), status: words.status)
    }
  }

  func respond(_ wave: String, _ entry: PlainForm.Entry, to request: Request) async -> Response {
    guard request.method == .get || request.method == .post else { return Reply.notAllowed(.post) }
    do {
      let fields = request.method == .post ? try await body(request) : nil
      let page = try await answering.page(wave, fields.flatMap(PlainForm.language))
      guard page.isOpen else { return Reply.page(AnswerView(page: page, wave: wave).node) }
      guard let way = entry.way(of: page.entry) else { return ProblemPage.response(.notFound) }
      return await respond(
        to: PlainForm(wave: wave, questionnaire: page.questionnaire, way: way, isPilot: page.isPilot), fields)
    } catch ParticipationRefusal.unknownWave {
      return ProblemPage.response(.notFound)
    } catch {
      let words = RefusalWords(error)
      return Reply.page(PlainFormView.broken(words), status: words.status)
    }
  }

  /// Takes answers back with a receipt, without a script.
  func withdrawal(_ wave: String, _ request: Request) async -> Response {
    do {
      let page = try await answering.page(wave, nil)
      do {
        let form = try await body(request)
        guard form.fields.count == 1, form.fields["receipt"] != nil else { throw FormFault.malformed }
        try await answering.withdraw(wave, form.text("receipt"))
        return Reply.page(WithdrawalView.done(page))
      } catch {
        let words = RefusalWords(error)
        return Reply.page(WithdrawalView.page(page, wave: wave, refused: words), status: words.status)
      }
    } catch ParticipationRefusal.unknownWave {
      return ProblemPage.response(.notFound)
    } catch {
      return ProblemPage.response(.broken)
    }
  }

  /// Stops the mail to somebody who copied the link from a message, without a script.
  func noMail(_ wave: String, _ request: Request) async -> Response {
    do {
      let view = NoMailView(page: try await answering.page(wave, nil), wave: wave)
      do {
        let form = try await body(request)
        guard form.fields.count == 1, form.fields["link"] != nil else { throw FormFault.malformed }
        guard let invitation = StopLink.invitation(try form.text("link")) else { throw NoStopLink() }
        try await answering.noMail(wave, invitation)
        return Reply.page(view.done)
      } catch {
        let words = RefusalWords(error)
        return Reply.page(view.asking(refused: words), status: words.status)
      }
    } catch ParticipationRefusal.unknownWave {
      return ProblemPage.response(.notFound)
    } catch {
      return ProblemPage.response(.broken)
    }
  }

  private func reply(to given: PlainForm, from step: PlainForm.Step, _ wish: PlainForm.Wish) async throws -> Response {
    var form = given
    switch wish {
    case .back: return page(form, at: form.before(step))
    case .change(let other): return page(form, at: other)
    case .language(let language):
      form.questionnaire = try await answering.page(form.wave, language).questionnaire
      return page(form, at: step)
    case .copy where step == .information || step == .consent: return Reply.page(PlainFormView.copy(form, of: step))
    case .copy: throw FormFault.malformed
    case .clear:
      for column in form.columns(of: step) { form.answers[column] = nil }
      return page(form, at: step)
    case .next: return await next(&form, step)
    }
  }

  private func next(_ form: inout PlainForm, _ step: PlainForm.Step) async -> Response {
    if step == .check, form.agreed != form.questionnaire.version { return refused(form, at: .consent, .unticked) }
    do {
      switch step {
      case .code:
        try await answering.plain.recognise(form.wave, form.code)
        if form.attempt.isEmpty { form.attempt = base64URL((0..<16).map { _ in UInt8.random(in: .min ... .max) }) }
      case .information, .team, .page: break
      case .consent: try await consent(&form)
      case .check: return Reply.page(PlainFormView.receipt(form, try await send(form)))
      }
    } catch {
      let words = RefusalWords(error)
      if !words.fields.isEmpty, let faulty = form.firstFaulty {
        return refused(form, at: faulty, .fields(words.fields))
      }
      return Reply.page(PlainFormView.page(form, at: step, .refused(words)), status: words.status)
    }
    if step == .consent, form.agreed.isEmpty { return refused(form, at: step, .unticked) }
    // What has only now come to be asked is not missing yet.
    if form.hasMore(on: step) { return Reply.page(PlainFormView.page(form, at: step, .more)) }
    let faults = form.faults(on: step)
    return faults.isEmpty ? page(form, at: form.after(step)) : refused(form, at: step, .fields(faults))
  }

  /// Agreeing is a step of its own; whoever comes by the open link gets their right to answer with it.
  private func consent(_ form: inout PlainForm) async throws {
    let all = Set(form.questionnaire.consent.indices.map { $0 + 1 })
    form.agreed = form.ticked == all ? form.questionnaire.version : ""
    guard !form.agreed.isEmpty, case .openLink = form.way, form.attempt.isEmpty else { return }
    form.attempt = try await answering.plain.ticket(form.wave)
  }

  /// The receipt.
  private func send(_ form: PlainForm) async throws -> String {
    if let faulty = form.firstFaulty { throw ParticipationRefusal.invalid(form.faults(on: faulty)) }
    switch form.way {
    case .slip:
      return try await answering.plain.acceptSlip(
        .init(
          wave: form.wave, code: form.code, attempt: bytes(base64URL: form.attempt) ?? [],
          answers: form.answersOfQuestions))
    case .openLink:
      let team = form.answers[PlainForm.team]?.first
      return try await answering.plain.acceptOpen(
        .init(
          wave: form.wave, ticket: form.attempt, unit: team == PlainForm.noTeam ? nil : team,
          answers: form.answersOfQuestions))
    // Looks like one, and stands for nothing.
    case .preview: return Code(bits: (0..<8).map { _ in UInt8.random(in: .min ... .max) }).description
    }
  }

  private func page(_ form: PlainForm, at step: PlainForm.Step) -> Response {
    Reply.page(PlainFormView.page(form, at: step))
  }

  private func refused(_ form: PlainForm, at step: PlainForm.Step, _ problem: PlainFormView.Problem) -> Response {
    Reply.page(PlainFormView.page(form, at: step, problem), status: .unprocessableContent)
  }

  private func body(_ request: Request) async throws -> FormBody {
    guard Self.isForm(request) else { throw FormFault.notAForm }
    return try FormBody(
      try await Body.read(request.body, within: patience), type: request.headers[.contentType])
  }

  static func isForm(_ request: Request) -> Bool {
    let type = request.headers[.contentType]?.split(separator: ";").first.map(String.init)
    return type == "application/x-www-form-urlencoded"
  }
}

extension PlainForm {
  /// The two doors: each wave has one of them.
  enum Entry: Hashable, Sendable {
    case slip, openLink

    func way(of entry: Participation.Entry) -> Way? {
      switch (self, entry) {
      case (.slip, .roster): .slip
      case (.openLink, .openLink(let units)): .openLink(units: units)
      case (.slip, .openLink), (.openLink, .roster): nil
      }
    }
  }
}
