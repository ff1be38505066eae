package import Problems
import Yams

/// Who is handed rows of answers, as it is typed.
extension QuestionnaireDraft {
  package struct Custody: Hashable, Sendable {
    package var to: [Language: String] = [:]
    package var purpose: [Language: String] = [:]
    package var until = ""

    package init() {}
  }

  /// Nil when nobody is.
  package var custody: Custody? {
    guard let node = root.value("custody")?.mapping else { return nil }
    var custody = Custody()
    custody.to = translations(node.value("to"))
    custody.purpose = translations(node.value("for"))
    custody.until = node.value("until")?.scalar?.string ?? ""
    return custody
  }

  /// - Throws: `Problem` at the field that is wrong.
  package mutating func set(custody: Custody?) throws(Problem) {
    guard let custody else {
      root.set("custody", nil)
      return
    }
    guard custody.to[languages[0]] != nil else {
      throw Problem(
        "it does not say who is handed the rows", at: "to", remedy: "name an organisation, or hand rows to nobody")
    }
    guard custody.purpose[languages[0]] != nil else {
      throw Problem("it does not say what for", at: "purpose", remedy: "say it in a sentence that people will read")
    }
    guard let until = Day(custody.until) else {
      throw Problem(
        "“\(custody.until)” is no day", at: "until", remedy: "write the day by which they delete them as 2031-12-31")
    }
    var node = root.value("custody")?.mapping ?? Node.Mapping([])
    node.set("to", self.node(custody.to))
    node.set("for", self.node(custody.purpose))
    node.set("until", .plain(until.description))
    root.set("custody", .mapping(node))
  }
}
