import Hummingbird
import Markup
import Platform
import Problems
import QR

/// One link for everybody: chosen by the study lead, with how many people are expected in which unit, and put on a poster.
struct OpenLinkRoutes {
  let exchange: Exchange

  private var work: StudyWork { exchange.desk.work }

  func respond(_ place: WavePlace, _ link: WaveLink) async throws -> Response {
    link == .poster ? try await poster(place) : try await choose(place)
  }

  private func choose(_ place: WavePlace) async throws -> Response {
    guard place.state == .planned else { return exchange.redirect(to: place.link(.overview)) }
    func page(_ state: FormState) -> Response {
      exchange.page("One link for everybody", status: state.status) {
        OpenLinkView.choice(exchange, place, state)
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    do {
      guard form.isTicked("weaker") else {
        throw FormBody.unticked("weaker", remedy: "make a list of people if you can")
      }
      let expected: OpenLink.Expected
      do {
        expected = try OpenLink.Expected(csv: Array("unit,people\n\(form.text("units"))\n".utf8), file: "units")
      } catch let problem as Problem {
        throw Problem(problem.what, at: "units", remedy: problem.remedy)
      }
      _ = try await work.opening.openToAll(
        place.wave, expecting: expected, address: exchange.desk.publicAddress().origin, by: place.actor)
      return exchange.redirect(to: place.link(.overview))
    } catch let problem as Problem {
      return page(FormState(form, [problem]))
    }
  }

  private func poster(_ place: WavePlace) async throws -> Response {
    guard place.state == .open, let asked = try await work.rights.questionnaire(of: place.wave),
      try await !work.rights.openUnits(of: place.wave).isEmpty
    else { return exchange.notFound }
    let address = OpenLinkView.address(exchange, place)
    return try await exchange.printed(PosterSheet.page(asked, address: address), as: .page, name: "poster")
  }
}

enum OpenLinkView {
  @MarkupBuilder static func choice(
    _ exchange: Exchange, _ place: WavePlace, _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["units", "weaker"])
    place.heading
    HTML.h2 { "One link for everybody" }
    HTML.p {
      "Where no list of people can be had. It is weaker, and people, the report and its method note are told so: anybody who has the link can answer, more than once too, and there is no response rate. Nobody can tell whether somebody answers twice."
    }
    exchange.form {
      Form.lines(
        "units", "Units, and how many people are expected in each", state,
        hint:
          "One a line, with a comma: North / Team A, 14. People choose their team from them; those with fewer than \(place.planned.threshold) are put together."
      )
      Form.tick("weaker", "I know that it is weaker than a list of people", state)
      Form.send("Open it to everybody now", back: place.link(.overview))
    }
  }

  /// Of a wave that is open to everybody.
  @MarkupBuilder static func link(
    _ exchange: Exchange, _ place: WavePlace, _ units: [String]
  ) -> [Node] {
    HTML.h2 { "The link for everybody" }
    HTML.p { HTML.code(.id("link")) { .text(address(exchange, place)) } }
    HTML.p { HTML.a(.href(Link.desk(place.link(.poster)).path)) { "Poster with the link and a QR code" } }
    HTML.p { "People choose from \(units.joined(separator: ", ")). Nobody can tell whether somebody answers twice." }
  }

  static func address(_ exchange: Exchange, _ place: WavePlace) -> String {
    exchange.desk.publicAddress().origin + Link.openLink(wave: place.wave.description).path.text
  }
}

/// The open link on a wall.
enum PosterSheet {
  /// - Throws: `QRCode.TooLong`.
  static func page(_ asked: Questionnaire, address: String) throws -> [UInt8] {
    let code = try QRCode(address).drawing(label: "The address as a QR code")
    return Node.page(
      HTML.html(.lang(asked.language.rawValue)) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          HTML.title { .text(asked.title) }
          Node.stylesheet(style)
        }
        HTML.body {
          HTML.main {
            HTML.h1 { .text(asked.title) }
            code
            HTML.p(.class("address")) { .text(address.replacing("https://", with: "")) }
            HTML.p { .text(Words(language: asked.language)(.plain(.sameLink))) }
            HTML.p { .text(Words(language: asked.language)(.plain(.answerOnce))) }
            HTML.h2 { .text(Words(language: asked.language)(.helpNow)) }
            HTML.ul { for line in asked.support { HTML.li { .text(line) } } }
          }
        }
      }
    ).rendered()
  }

  private static let style: StaticString = """
    @page { size: A4; margin: 20mm; }
    body { margin: 0; font: 14pt/1.4 "DejaVu Sans", sans-serif; color: #000; background: #fff; }
    main { max-width: 170mm; margin: 0 auto; padding: 4mm; }
    h1 { font-size: 30pt; line-height: 1.15; margin: 0 0 8mm; }
    h2 { font-size: 14pt; margin: 8mm 0 2mm; }
    .qr { display: block; width: 80mm; max-width: 100%; height: auto; margin: 0 0 6mm; }
    .address { font: bold 16pt/1.3 "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    """
}
