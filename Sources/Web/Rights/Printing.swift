import Hummingbird
import Markup
import Problems

/// How a page that is made to be printed leaves the server. It is sent once and kept nowhere.
enum PrintFormat: String, CaseIterable {
  case pdf, page, csv

  var title: String {
    switch self {
    case .pdf: "A PDF"
    case .page: "A page, to be printed from the browser"
    case .csv: "A CSV file of links, for a mail merge elsewhere"
    }
  }
}

extension Exchange {
  /// - Throws: `Problem` at `format` when no PDF can be made.
  func printed(_ page: [UInt8], as format: PrintFormat, name: String) async throws -> Response {
    guard format == .pdf else { return Reply.closedPage(page) }
    guard let printer = desk.printer else {
      throw Problem("this server makes no PDF", at: "format", remedy: "choose the page and print it from your browser")
    }
    do {
      return Reply.download(try await printer(page), name: "\(name).pdf")
    } catch let problem as Problem {
      throw Problem(problem.what, at: "format", remedy: "choose the page and print it from your browser")
    }
  }
}
