import Hummingbird
import Markup
import Platform

/// What people of a study are told and asked, for those who advise on it or work with what comes of it. Nothing can be changed here.
struct StudyReading {
  let exchange: Exchange
  let study: Study

  /// - Parameter number: a version of the participant information; nil for the latest.
  func page(_ number: Int?) async throws -> Response {
    let studies = exchange.desk.work.studies
    let latest = try await studies.information(of: study.name)
    let shown = number == nil ? latest : try await studies.information(of: study.name, version: number ?? 0)
    guard number == nil || shown != nil else { return exchange.notFound }
    let name = study.name.description
    let isAsked = try await studies.questionnaire(of: study.name) != nil
    return exchange.page("What people are told and asked") {
      HTML.p(.class("kicker")) { HTML.a(.href(Link.desk(.studies(.study(name))).path)) { .text(study.title) } }
      HTML.h1 { "What people are told and asked" }
      if isAsked {
        HTML.p {
          HTML.a(.class("button"), .href(Link.desk(.studies(.builder(name, .preview))).path)) {
            "Go through the questionnaire"
          }
        }
        HTML.p(.class("hint")) {
          "From the information to the receipt, as it stands now. Nothing that you answer is kept."
        }
      } else {
        HTML.p { "There is no questionnaire yet." }
      }
      HTML.h2 { "Participant information" }
      if let shown, let latest {
        versions(shown.number, of: latest.number)
        texts(shown.content.sections, shown.content.consent, in: .english)
        for (language, text) in (shown.content.translations ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
          HTML.div(.lang(language.rawValue)) {
            HTML.h2 { .text(language.name) }
            texts(text.sections, text.consent, in: language)
          }
        }
      } else {
        HTML.p { "None has been written yet." }
      }
    }
  }

  @MarkupBuilder private func versions(_ shown: Int, of latest: Int) -> [Node] {
    HTML.p {
      .text(
        shown == latest
          ? "Version \(shown), the latest. A wave keeps the version that it opened with."
          : "Version \(shown) of \(latest). A wave keeps the version that it opened with.")
    }
    if latest > 1 {
      HTML.nav(.label("Versions")) {
        HTML.ul {
          for number in (1...latest).reversed() where number != shown {
            HTML.li {
              HTML.a(.href(Link.desk(.studies(.reading(study.name.description, number))).path)) { "Version \(number)" }
            }
          }
        }
      }
    }
  }

  @MarkupBuilder private func texts(
    _ sections: [ParticipantInformation.Heading: [String]], _ consent: [String], in language: Language
  ) -> [Node] {
    for heading in ParticipantInformation.Heading.allCases {
      if let paragraphs = sections[heading], !paragraphs.isEmpty {
        HTML.h3 { .text(heading.title(in: language)) }
        for paragraph in paragraphs { HTML.p { .text(paragraph) } }
      }
    }
    if !consent.isEmpty {
      HTML.h3 { .text(language == .welsh ? "Cydsyniad" : "Consent") }
      HTML.ul { for statement in consent { HTML.li { .text(statement) } } }
    }
  }
}
