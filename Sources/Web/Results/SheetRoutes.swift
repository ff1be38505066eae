import Hummingbird
import Markup
import Platform
import Problems
import Reporting

/// Partners' own sheets, where several organisations take part in a study.
struct SheetRoutes {
  let exchange: Exchange

  private var work: StudyWork { exchange.desk.work }

  func show(_ id: ID<Organisation>, _ place: WavePlace) async throws -> Response {
    guard let partner = try await partner(id, place),
      place.mayReadSheet(
        of: id, try await work.studies.sharing(of: place.study.name), on: exchange.desk.clock.today()),
      let page = try await work.releases.sheet(of: partner.name, of: place.wave)
    else { return exchange.notFound }
    return Reply.closedPage(page)
  }

  /// Made by an analyst of the partner's own.
  /// - Returns: what is wrong, if it cannot be made.
  func make(_ id: ID<Organisation>, _ place: WavePlace) async throws -> Problem? {
    guard place.state == .closed, let partner = try await partner(id, place) else { return nil }
    guard place.visitor.roles(in: place.study, of: id).contains(.analyst) else {
      return Problem("a partner's sheet is made by its own analyst", remedy: "ask somebody there")
    }
    do {
      try await work.releases.makeSheet(
        of: partner.name, of: place.wave, back: place.back(to: .overview, "Back to \(place.wave)"))
      try await work.studies.note(.reportMade, on: place.wave, by: place.actor)
      return nil
    } catch let problem as Problem {
      return problem
    }
  }

  /// One line a partner; nothing where one organisation asks alone.
  func overview(_ place: WavePlace) async throws -> [SheetsView.Line] {
    guard place.isPooled else { return [] }
    let (made, sharing) = (
      try await work.releases.sheets(of: place.wave), try await work.studies.sharing(of: place.study.name)
    )
    let today = exchange.desk.clock.today()
    return try await work.organisations().filter { place.study.organisations.contains($0.id) }.map { partner in
      let isMine = !place.visitor.roles(in: place.study, of: partner.id).isEmpty
      let others = place.planned.commitments.flatMap(sharing.othersReadFrom)
      return SheetsView.Line(
        partner: partner, isMade: made.contains(partner.name),
        mayRead: place.mayReadSheet(of: partner.id, sharing, on: today), isMine: isMine, othersReadFrom: others,
        makes: place.visitor.roles(in: place.study, of: partner.id).contains(.analyst)
          && !place.visitor.account.managesRespondents)
    }
  }

  private func partner(_ id: ID<Organisation>, _ place: WavePlace) async throws -> Organisation? {
    guard place.isPooled, place.study.organisations.contains(id) else { return nil }
    return try await work.organisations().first { $0.id == id }
  }
}

/// The partners' sheets on a closed wave's page.
struct SheetsView {
  struct Line {
    let partner: Organisation
    let isMade: Bool
    let mayRead: Bool
    let isMine: Bool
    /// Nil for never.
    let othersReadFrom: Day?
    let makes: Bool
  }

  let place: WavePlace
  let lines: [Line]

  @MarkupBuilder func body(_ exchange: Exchange) -> [Node] {
    if !lines.isEmpty {
      HTML.h2 { "Each partner's own sheet" }
      HTML.p {
        "Results over all partners go to all of them and are not split by unit. A partner's own go to it first."
      }
      HTML.ul(.class("ways")) {
        for line in lines {
          HTML.li {
            if line.isMade && line.mayRead {
              HTML.a(.href(Link.desk(place.link(.sheet(line.partner.id))).path)) { .text(line.partner.name) }
            } else {
              HTML.strong { .text(line.partner.name) }
            }
            HTML.p { .text(words(line)) }
            if line.makes {
              exchange.form(to: place.link(.makeSheet(line.partner.id))) {
                Form.send(line.isMade ? "Make the sheet again" : "Make the sheet")
              }
            }
          }
        }
      }
    }
  }

  private func words(_ line: Line) -> String {
    let others =
      line.othersReadFrom.map { "Other partners can read it from \($0.words(in: .english)) on." }
      ?? "Other partners cannot read it."
    if !line.isMade { return "It has not been made yet. " + others }
    if line.mayRead { return line.isMine ? others : "As was agreed, you can read it by now." }
    return line.isMine ? "You can read it from the day that was promised. " + others : others
  }
}
