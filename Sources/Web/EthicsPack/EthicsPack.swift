import Markup
package import Platform

/// What an ethics or governance committee asks for, made from the study itself, so that what is approved is what people will see.
package struct EthicsPack: Sendable {
  let questionnaire: Questionnaire

  package init(_ questionnaire: Questionnaire) { self.questionnaire = questionnaire }

  package enum Document: String, CaseIterable, Sendable {
    case information, consent, questionnaire, poster
    case dataFlow = "data-flow"
    case riskAssessment = "risk-assessment"
    case distressProtocol = "distress-protocol"
    case dataPlan = "data-plan"

    package var title: String {
      switch self {
      case .information: "Participant information"
      case .consent: "Consent"
      case .questionnaire: "Questionnaire"
      case .poster: "Poster"
      case .dataFlow: "How data flow"
      case .riskAssessment: "Risk assessment"
      case .distressProtocol: "If somebody is distressed"
      case .dataPlan: "Data management plan"
      }
    }
  }

  /// A document as a page of its own, UTF-8.
  package func page(_ document: Document) -> [UInt8] {
    Node.page(
      HTML.html(.lang("en-GB")) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.title { .text("\(document.title): \(questionnaire.title)") }
        }
        HTML.body {
          HTML.h1 { .text(document.title) }
          HTML.p { "\(questionnaire.title), version \(questionnaire.version)" }
          body(of: document)
        }
      }
    ).rendered()
  }

  private func body(of document: Document) -> [Node] {
    switch document {
    case .information: information
    case .consent: consent
    case .questionnaire: questions
    case .poster: poster
    case .dataFlow: DataFlow.text(threshold: questionnaire.threshold)
    case .riskAssessment: Self.table(RiskAssessment.rows(threshold: questionnaire.threshold), head: RiskAssessment.head)
    case .distressProtocol: distress
    case .dataPlan: Self.table(dataPlan, head: ["Record", "What it holds", "Where", "Kept for"])
    }
  }

  /// The drawing of the data flow, an SVG file closed in itself, with its colours.
  package static var drawing: [UInt8] { DataFlow.drawing.rendered() }

  static func table(_ rows: [[String]], head: [String]) -> [Node] {
    [
      HTML.table {
        HTML.thead { HTML.tr { for cell in head { HTML.th(.scope(.column)) { .text(cell) } } } }
        HTML.tbody { for row in rows { HTML.tr { for cell in row { HTML.td { .text(cell) } } } } }
      }
    ]
  }

  static func list(_ lines: [String]) -> Node { HTML.ul { for line in lines { HTML.li { .text(line) } } } }
}
