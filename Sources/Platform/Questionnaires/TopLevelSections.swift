import Problems
import Yams

/// A questionnaire's text as its sections, each from the start of a line: some can be taken out without touching the lines of the others.
struct TopLevelSections {
  let mapping: Node.Mapping
  private let lines: [String]

  /// - Throws: `Problem` for a text whose sections cannot be told apart.
  init(_ text: String, file: String) throws(Problem) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Problem("the questionnaire is no YAML", at: file, remedy: "\(error)")
    }
    guard let mapping = root?.mapping, mapping.style != .flow else {
      throw Problem(
        "the questionnaire's sections cannot be told apart", at: file,
        remedy: "write questionnaire:, pages: and the others each at the start of a line")
    }
    self.mapping = mapping
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The text with empty lines where those sections stood, so that what is wrong with another is found in the file as its author has it.
  func text(without keys: Set<String>) -> String {
    let starts = mapping.keys.compactMap { key in key.mark.map { (name: key.string ?? "", line: $0.line) } }
      .sorted { $0.line < $1.line }
    var lines = lines
    for (index, start) in starts.enumerated() where keys.contains(start.name) {
      let end = index + 1 < starts.count ? starts[index + 1].line : lines.count + 1
      for line in start.line..<end where lines.indices.contains(line - 1) { lines[line - 1] = "" }
    }
    return lines.joined(separator: "\n")
  }
}
