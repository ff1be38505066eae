import Hummingbird
import Markup
import Platform
import Problems

/// What an ethics committee asks for, made from the study as it stands: document by document, to keep.
struct EthicsPackRoutes {
  let exchange: Exchange
  let study: Study

  func page(_ problem: Problem? = nil) async throws -> Response {
    let draft: StudyOpening.Draft?
    do {
      draft = try await exchange.desk.work.opening.draft(of: study.name)
    } catch let missing as Problem {
      return shown(nil, problem ?? missing)
    }
    return shown(draft, problem)
  }

  func file(_ file: EthicsPack.File) async throws -> Response {
    do {
      let pack = EthicsPack(try await exchange.desk.work.opening.draft(of: study.name).questionnaire)
      switch file {
      case .page(let document): return Reply.download(pack.page(document), name: file.name)
      case .drawing: return Reply.download(EthicsPack.drawing, name: file.name)
      case .word(let document):
        guard let word = exchange.desk.converters[.docx] else { return exchange.notFound }
        return Reply.download(try await word(pack.page(document)), name: file.name)
      }
    } catch let problem as Problem {
      return try await page(problem)
    }
  }

  private func shown(_ draft: StudyOpening.Draft?, _ problem: Problem?) -> Response {
    exchange.page("For the ethics committee", status: problem == nil ? .ok : .unprocessableContent) {
      Form.problems(FormState(nil, problem.map { [$0] } ?? []), fields: [])
      HTML.p(.class("kicker")) {
        HTML.a(.href(Link.desk(.studies(.study(study.name.description))).path)) { .text(study.title) }
      }
      HTML.h1 { "For the ethics committee" }
      if let draft {
        HTML.p {
          "Made from the study as it stands now: what is approved is what people will read. What depends on your place is left open and says so."
        }
        if !draft.missing.isEmpty {
          Form.notice {
            HTML.p { "These are still missing, and before a wave can open they are asked for:" }
            Form.list(draft.missing)
          }
        }
        HTML.ul(.class("ways")) {
          for document in EthicsPack.Document.allCases {
            HTML.li {
              HTML.strong { .text(document.title) }
              HTML.p {
                if exchange.desk.converters[.docx] != nil {
                  way(.word(document), "Word document")
                  Node.text(" · ")
                }
                way(.page(document), "page")
                if document == .dataFlow {
                  Node.text(" · ")
                  way(.drawing, "drawing")
                }
              }
            }
          }
        }
      }
    }
  }

  private func way(_ file: EthicsPack.File, _ words: String) -> Node {
    HTML.a(.href(Link.desk(.studies(.ethicsFile(study.name.description, file))).path), .label("\(file.name), \(words)"))
    {
      .text(words)
    }
  }
}
