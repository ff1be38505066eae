import Problems

/// Reads the expressions of `relevant` that say what Hearth's conditions can say: of each question named, one of some answers.
///
///     ${role} = 'manager' and (selected(${tasks}, 'calls') or selected(${tasks}, 'visits'))
struct RelevantReader {
  /// Answers by question, in the order in which questions are named; each has to hold.
  struct Condition: Hashable {
    let question: String
    var options: [String]
    /// Written with “=”, which a question with several answers does not understand.
    var isEquation: Bool
  }

  enum Fault: Error {
    case notUnderstood(at: String)
    /// An “or” between two questions.
    case orBetween(String, String)
    /// Both of two answers to one question.
    case both(String)
    case tooDeep
  }

  private enum Token: Hashable {
    case name(String), text(String), word(String), open, close, comma, equal
  }

  private var tokens: ArraySlice<Token>
  private var depth = 0

  static func read(_ text: String) throws(Fault) -> [Condition] {
    var reader = RelevantReader(tokens: try tokens(of: text)[...])
    let conditions = try reader.either()
    guard reader.tokens.isEmpty else { throw reader.fault }
    return conditions
  }

  private init(tokens: ArraySlice<Token>) {
    self.tokens = tokens
  }

  private var fault: Fault {
    switch tokens.first {
    case .name(let name): .notUnderstood(at: "${\(name)}")
    case .text(let text): .notUnderstood(at: "'\(text)'")
    case .word(let word): .notUnderstood(at: word)
    case .open: .notUnderstood(at: "(")
    case .close: .notUnderstood(at: ")")
    case .comma: .notUnderstood(at: ",")
    case .equal: .notUnderstood(at: "=")
    case nil: .notUnderstood(at: "its end")
    }
  }

  private mutating func take(_ token: Token) -> Bool {
    guard tokens.first == token else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func either() throws(Fault) -> [Condition] {
    var left = try all()
    while take(.word("or")) {
      let right = try all()
      guard left.count == 1, right.count == 1, left[0].question == right[0].question else {
        throw .orBetween(left[0].question, (right.first { $0.question != left[0].question } ?? right[0]).question)
      }
      left[0].options += right[0].options.filter { !left[0].options.contains($0) }
      left[0].isEquation = left[0].isEquation || right[0].isEquation
    }
    return left
  }

  private mutating func all() throws(Fault) -> [Condition] {
    var left = try one()
    while take(.word("and")) {
      for condition in try one() {
        guard !left.contains(where: { $0.question == condition.question }) else { throw .both(condition.question) }
        left.append(condition)
      }
    }
    return left
  }

  private mutating func one() throws(Fault) -> [Condition] {
    if take(.open) {
      depth += 1
      guard depth < 50 else { throw .tooDeep }
      let inner = try either()
      guard take(.close) else { throw fault }
      depth -= 1
      return inner
    }
    if take(.word("selected")) {
      guard take(.open), let name = name(), take(.comma), let option = option(), take(.close) else { throw fault }
      return [Condition(question: name, options: [option], isEquation: false)]
    }
    if let name = name() {
      guard take(.equal), let option = option() else { throw fault }
      return [Condition(question: name, options: [option], isEquation: true)]
    }
    if let option = option() {
      guard take(.equal), let name = name() else { throw fault }
      return [Condition(question: name, options: [option], isEquation: true)]
    }
    throw fault
  }

  private mutating func name() -> String? {
    guard case .name(let name) = tokens.first else { return nil }
    tokens.removeFirst()
    return name
  }

  private mutating func option() -> String? {
    switch tokens.first {
    case .text(let text):
      tokens.removeFirst()
      return text
    // A number may stand without quotation marks.
    case .word(let word) where word.allSatisfy(\.isNumber):
      tokens.removeFirst()
      return word
    default: return nil
    }
  }

  private static func tokens(of text: String) throws(Fault) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      switch first {
      case "(": tokens.append(.open)
      case ")": tokens.append(.close)
      case ",": tokens.append(.comma)
      case "=": tokens.append(.equal)
      case "'", "\"", "‘", "’", "“", "”":
        let ends: Set<Character> = ["'", "’", "‘"].contains(first) ? ["'", "’", "‘"] : ["\"", "”", "“"]
        rest.removeFirst()
        guard let end = rest.firstIndex(where: ends.contains) else { throw .notUnderstood(at: String(first)) }
        tokens.append(.text(String(rest[..<end])))
        rest = rest[end...]
      case "$":
        guard rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") else { throw .notUnderstood(at: "$") }
        tokens.append(.name(FormSheet.trimmed(String(rest.dropFirst(2)[..<end]))))
        rest = rest[end...]
      case let space where space.isWhitespace: break
      case let letter where letter.isLetter || letter.isNumber:
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        tokens.append(.word(String(word)))
        rest = rest[word.endIndex...]
        continue
      default: throw .notUnderstood(at: String(first))
      }
      rest.removeFirst()
    }
    return tokens
  }
}
