import Markup
import Platform
import Problems

/// What was agreed about rows of answers, and every request for them.
struct CustodyView {
  let place: WavePlace
  let terms: CustodyTerms?
  let requests: [CustodyRequest]
  let names: [ID<Account>: String]
  let leftOut: [String]
  /// Why this visitor has nothing to do with rows.
  let objection: Problem?
  let today: Day

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["reason"] + requests.map { "decision-\($0.id)" })
    place.heading
    HTML.h2 { "Rows of answers" }
    if let terms {
      HTML.p {
        "A row holds what one person answered. Handing rows on is no release: whoever takes them keeps them safe, tries to find nobody in them, and deletes them. Everybody who was asked was told this:"
      }
      Form.notice {
        for paragraph in terms.words(in: .english, threshold: place.planned.threshold) { HTML.p { .text(paragraph) } }
      }
      if !leftOut.isEmpty {
        HTML.p {
          "Not in any file, because it was written in words, was shuffled by itself when the wave closed, or is a partner's own: \(HTML.bdi { .text(leftOut.joined(separator: ", ")) })."
        }
      }
      for request in requests { self.request(request, exchange, state) }
      asking(exchange, state)
    } else {
      HTML.p {
        "People were not told that rows of answers would be handed on, so no row leaves Hearth. The reports are what there is. A later wave can say so in its questionnaire (\(HTML.code { "custody:" }))."
      }
    }
    HTML.p { HTML.a(.href(Link.desk(place.link(.overview)).path)) { "Back to the wave" } }
  }

  @MarkupBuilder private func asking(_ exchange: Exchange, _ state: FormState) -> [Node] {
    if let objection {
      HTML.p(.class("hint")) { .text(FormState.sentence(objection)) }
    } else if place.visitor.roles(in: place.study).contains(.analyst) {
      HTML.h2 { "Ask for rows" }
      exchange.form(to: place.link(.custody(.page))) {
        Form.lines(
          "reason", "What do you need them for?", state,
          hint:
            "A study lead who is somebody else has to agree. Then you can take the files for \(CustodyRequest.holds) days.",
          rows: 3)
        Form.send("Ask")
      }
    }
  }

  private func request(_ request: CustodyRequest, _ exchange: Exchange, _ state: FormState) -> Node {
    HTML.section(.class("part")) {
      HTML.h3 { .text("\(name(request.askedBy)), \(request.asked.words(in: .english))") }
      HTML.p { HTML.bdi { .text(request.reason) } }
      switch request.state {
      case .waiting: waiting(request, exchange, state)
      case .refused(let by, let day): HTML.p { .text("Refused by \(name(by)) on \(day.words(in: .english)).") }
      case .confirmed(let by, let day, let taken):
        HTML.p {
          .text(
            "Confirmed by \(name(by)) on \(day.words(in: .english)). \(taken == 1 ? "1 file has" : "\(taken) files have") been taken."
          )
        }
        taking(request, exchange)
      }
    }
  }

  @MarkupBuilder private func waiting(_ request: CustodyRequest, _ exchange: Exchange, _ state: FormState) -> [Node] {
    if request.askedBy == place.visitor.account.id {
      HTML.p { "Waits for a study lead who is somebody else." }
    } else if place.visitor.roles(in: place.study).contains(.studyLead), objection == nil {
      exchange.form(to: place.link(.custody(.decide(request.id)))) {
        Form.choice(
          "decision-\(request.id)", "Your decision",
          [
            .init("confirm", "Hand the rows over", hint: "It serves what people were told, and nothing else would do."),
            .init("refuse", "Refuse"),
          ], state)
        Form.send("Save")
      }
    } else {
      HTML.p { "Waits for a study lead." }
    }
  }

  @MarkupBuilder private func taking(_ request: CustodyRequest, _ exchange: Exchange) -> [Node] {
    if request.askedBy == place.visitor.account.id, objection == nil, let last = request.lastDay {
      if today <= last, let terms, today < terms.until {
        HTML.p { .text("You can take files until \(last.words(in: .english)). Each time is written down.") }
        HTML.div(.class("buttons")) {
          for file in Custody.File.allCases {
            exchange.form(to: place.link(.custody(.file(request.id, file)))) {
              HTML.button(.type(.submit)) { .text(Self.title(file)) }
            }
          }
        }
      } else {
        HTML.p { "The time to take files is over." }
      }
    }
  }

  private func name(_ account: ID<Account>) -> String { names[account] ?? "somebody whose account is gone" }

  private static func title(_ file: Custody.File) -> String {
    switch file {
    case .csv: "Rows as CSV"
    case .xlsx: "Rows as workbook (.xlsx)"
    case .sav: "Rows for SPSS (.sav)"
    case .dictionary: "What the columns mean"
    }
  }
}
