import Hummingbird
import Markup

/// A page for an address that has nothing else to show.
enum ProblemPage {
  case home, notFound, broken

  static func response(_ page: ProblemPage) -> Response {
    Reply.page(page.node, status: page == .broken ? .internalServerError : page == .notFound ? .notFound : .ok)
  }

  var node: Node {
    Frame.page(title: title, below: HelpNow.anywhere) {
      HTML.h1 { .text(title) }
      HTML.p { .text(remedy) }
    }
  }

  private var title: String {
    switch self {
    case .home: "Questionnaires are answered here"
    case .notFound: "There is no such page"
    case .broken: "The server could not show this page"
    }
  }

  private var remedy: String {
    switch self {
    case .home: "To answer one, open the whole link from your invitation."
    case .notFound: "Open the whole link from your invitation again, or copy it by hand if it was cut."
    case .broken: "Nothing you have done is lost. Wait a moment and load the page again."
    }
  }
}
