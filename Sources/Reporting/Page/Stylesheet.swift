import Markup

enum Stylesheet {
  static let node = Node.stylesheet(page)

  private static let page: StaticString = """
    body { font-family: system-ui, sans-serif; }
    """
}
