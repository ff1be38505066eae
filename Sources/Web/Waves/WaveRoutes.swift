import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems
import Reporting

/// One wave of a study: what is prepared, what is going on, what came out.
struct WaveRoutes {
  let exchange: Exchange

  var work: StudyWork { exchange.desk.work }
  var today: Day { exchange.desk.clock.today() }

  func respond(_ name: String, _ link: WaveLink) async throws -> Response {
    let visitor = try exchange.signedIn()
    guard let wave = try? WaveName(name), let planned = try await work.studies.planned(wave),
      let study = try await work.studies.find(planned.study), visitor.reaches(study, by: link.access)
    else { return exchange.notFound }
    // Whoever manages people who were asked reads no answer of theirs, and makes no report before its day.
    switch link {
    case .answers, .decided, .make, .makeSheet, .looks:
      if visitor.account.managesRespondents { return exchange.notAllowed }
    default: break
    }
    let place = WavePlace(
      wave: wave, study: study, planned: planned, visitor: visitor, state: try await work.studies.state(of: wave))
    switch link {
    case .overview: return try await overview(place, .empty)
    case .promises: return try await promises(place)
    case .roster, .takeBack, .addPerson, .person, .removePerson:
      return try await ListRoutes(exchange: exchange).respond(place, link)
    case .slips, .voidSlips, .handSlip: return try await SlipRoutes(exchange: exchange).respond(place, link)
    case .messages, .letters, .bounces, .optOuts:
      return try await MessageRoutes(exchange: exchange).respond(place, link)
    case .openLink, .poster: return try await OpenLinkRoutes(exchange: exchange).respond(place, link)
    case .decided(let page):
      return try await saying(place) { try await DecisionRoutes(exchange: exchange).respond(place, page: page) }
    case .recruitment: return try await recruitment(place)
    case .open: return try await open(place)
    case .invite:
      return try await mail(place, .invitationsSent) { mailing in try await mailing.invite(place.wave) }
    case .remind:
      return try await mail(place, .reminderSent) { mailing in
        try await mailing.remind(place.wave, everybody: false)
      }
    case .close: return try await close(place)
    case .answers: return try await saying(place) { try await ReviewRoutes(exchange: exchange).respond(place) }
    case .make(let audience): return try await make(place, audience)
    case .report(let audience): return try await report(place, audience)
    case .file(let audience, let number): return try await file(place, audience, number)
    case .converted(let audience, let format): return try await converted(place, audience, format)
    case .dashboard(let audience): return try await dashboard(place, audience)
    case .looks: return try await LookRoutes(exchange: exchange).ask(place)
    case .look(let number): return try await LookRoutes(exchange: exchange).show(number, place)
    case .sheet(let partner): return try await SheetRoutes(exchange: exchange).show(partner, place)
    case .makeSheet(let partner): return try await makeSheet(place, partner)
    case .custody(let link): return try await CustodyRoutes(exchange: exchange).respond(place, link)
    }
  }

  /// A wave in which nobody has answered has nothing to read: the wave's own page says so.
  private func saying(_ place: WavePlace, _ page: () async throws -> Response) async throws -> Response {
    do {
      return try await page()
    } catch let problem as Problem {
      return try await overview(place, FormState(nil, [problem]))
    }
  }

  func overview(_ place: WavePlace, _ form: FormState) async throws -> Response {
    let view: [Node]
    let roles = place.visitor.roles(in: place.study)
    switch place.state {
    case .open where place.planned.purpose == .pilot, .closed where place.planned.purpose == .pilot:
      view = PilotView(place: place, sends: exchange.desk.mailing != nil, leads: roles.contains(.studyLead))
        .body(exchange, form)
    case .planned:
      view = PreparationView(
        place: place, ready: try await work.opening.readiness(of: place.wave),
        unsafe: (try? LinkAddress(exchange.desk.publicAddress().origin)) == nil
          ? exchange.desk.publicAddress().origin : nil, roles: roles
      ).body(exchange, form)
    case .open:
      view = OpenWaveView(
        place: place,
        reading: try await work.monitor.reading(of: place.wave, threshold: place.planned.threshold), roles: roles,
        sends: exchange.desk.mailing != nil, openUnits: try await work.rights.openUnits(of: place.wave)
      ).body(exchange, form)
    case .closed:
      view = ClosedWaveView(
        place: place, roles: roles, today: today,
        isFinished: try await work.closing.isFinished(place.wave),
        slips: try await work.rights.slipReckoning(of: place.wave).words,
        files: try await files(of: place),
        sheets: SheetsView(place: place, lines: try await SheetRoutes(exchange: exchange).overview(place))
      ).body(exchange, form)
    }
    return exchange.page(
      "\(place.study.title), \(place.wave)", status: form.status
    ) { view }
  }

  private func promises(_ place: WavePlace) async throws -> Response {
    if place.planned.purpose == .pilot { return try await help(place) }
    guard let form = exchange.form else {
      return exchange.page("Promises") { PromisesView.body(exchange, place, .empty) }
    }
    do {
      var planned = place.planned
      planned.support = ParticipantInformation.paragraphs(try form.text("support"))
      planned.threshold = Int(try form.text("threshold")) ?? 0
      planned.commitments = Commitments(
        owner: try Line.checked(form.text("owner"), "who owns the results", at: "owner"),
        act: try Line.checked(form.text("act"), "what is set aside", at: "act"),
        supportChecked: try day("supportChecked", form), staffHear: try day("staffHear", form),
        managersHear: try day("managersHear", form))
      if let problem = planned.commitments?.problems(on: today).first {
        throw Problem(
          problem.what, at: problem.place.replacing("results, ", with: ""), remedy: problem.remedy)
      }
      try await work.studies.update(planned, by: place.actor)
      return exchange.redirect(to: place.link(.overview))
    } catch let problem as Problem {
      return exchange.page("Promises", status: .unprocessableContent) {
        PromisesView.body(exchange, place, FormState(form, [problem]))
      }
    }
  }

  /// What a pilot has in place of promises.
  private func help(_ place: WavePlace) async throws -> Response {
    guard let form = exchange.form else {
      return exchange.page("Help") { PilotView.support(exchange, place, .empty) }
    }
    do {
      var planned = place.planned
      planned.support = ParticipantInformation.paragraphs(try form.text("support"))
      try await work.studies.update(planned, by: place.actor)
      return exchange.redirect(to: place.link(.overview))
    } catch let problem as Problem {
      return exchange.page("Help", status: .unprocessableContent) {
        PilotView.support(exchange, place, FormState(form, [problem]))
      }
    }
  }

  private func day(_ field: String, _ form: FormBody) throws -> Day {
    guard let day = Day(try form.text(field)) else {
      throw Problem("this is no day", at: field, remedy: "write it as \(today)")
    }
    return day
  }

  private func recruitment(_ place: WavePlace) async throws -> Response {
    let entries = try await work.studies.recruitment(of: place.wave)
    func page(_ state: FormState) -> Response {
      exchange.page("How people were told", status: state.status) {
        RecruitmentView.body(exchange, place, entries, today: today, state)
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    do {
      guard let route = Recruitment.Route(rawValue: try form.text("route")) else {
        throw Problem("nothing is chosen here", at: "route", remedy: "say how people were told")
      }
      guard let eligible = Int(try form.text("eligible")) else {
        throw Problem("this is no number", at: "eligible", remedy: "count those who could have answered")
      }
      try await work.studies.record(
        Recruitment(
          route: route, day: try day("day", form), eligible: eligible, note: String(try form.text("note").prefix(500))),
        for: place.wave, by: place.actor)
      return exchange.redirect(to: place.link(.recruitment))
    } catch let problem as Problem {
      return page(FormState(form, [problem]))
    }
  }

  private func open(_ place: WavePlace) async throws -> Response {
    do {
      try await work.opening.open(place.wave, address: exchange.desk.publicAddress().origin, by: place.actor)
      return exchange.redirect(to: place.link(.overview))
    } catch let problem as Problem {
      return try await overview(place, FormState(exchange.form, [problem]))
    }
  }

  /// Fills the queue; the server works it off.
  private func mail(
    _ place: WavePlace, _ act: AuditEntry.Act, _ send: (Mailing) async throws -> Void
  ) async throws -> Response {
    guard place.state == .open, let mailing = exchange.desk.mailing else {
      return exchange.redirect(to: place.link(.overview))
    }
    do {
      try await send(mailing)
      try await work.studies.note(act, on: place.wave, by: place.actor)
      return exchange.redirect(to: place.link(.overview))
    } catch let problem as Problem {
      return try await overview(place, FormState(exchange.form, [problem]))
    }
  }

  private func close(_ place: WavePlace) async throws -> Response {
    let isPilot = place.planned.purpose == .pilot
    let isOver = isPilot ? false : try await work.closing.isFinished(place.wave)
    guard place.state != .planned, !isOver else {
      return exchange.redirect(to: place.link(.overview))
    }
    guard let form = exchange.form, form.isTicked("sure") else {
      return try await overview(
        place,
        FormState(
          exchange.form,
          [
            FormBody.unticked(
              "sure",
              remedy: isPilot ? "what is deleted is gone" : "a wave that is closed cannot be opened again")
          ]))
    }
    if isPilot {
      try await work.studies.note(.pilotEnded, on: place.wave, by: place.actor)
      try await work.pilots.end(place.wave)
      return exchange.redirect(to: .studies(.study(place.study.name.description)))
    }
    try await work.studies.note(.waveClosed, on: place.wave, by: place.actor)
    try await work.rights.settleSlips(of: place.wave)
    try await work.closing.close(place.wave)
    return exchange.redirect(to: place.link(.overview))
  }
}
