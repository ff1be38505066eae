extension EthicsPack {
  /// A file of the pack, by its name.
  package enum File: Hashable, Sendable {
    /// A document as a page.
    case page(Document)
    case word(Document)
    case drawing

    package var name: String {
      switch self {
      case .page(let document): "\(document.rawValue).html"
      case .word(let document): "\(document.rawValue).docx"
      case .drawing: "data-flow.svg"
      }
    }

    package static let all = Document.allCases.flatMap { [File.page($0), .word($0)] } + [.drawing]

    package init?(name: String) {
      guard let file = Self.all.first(where: { $0.name == name }) else { return nil }
      self = file
    }
  }
}
