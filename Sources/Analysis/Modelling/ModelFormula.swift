package import Problems
package import Statistics

/// What a model says: `outcome ~ age + role * team + (1 | service)`.
///
/// `a:b` is an interaction, `a * b` both effects and their interaction, `x^2` (or `I(x^2)`) a power, `0` or `-1` leaves the intercept out. `(x | g)` lets the
/// level and the effect of x differ between the groups g, `(x || g)` takes the two as unrelated, `(x | g/h)` has groups h within g. A name with spaces or
/// signs stands between backticks.
package struct ModelFormula: Sendable, Equatable {
  package struct Random: Sendable, Equatable {
    package var effects: [Term] = []
    package var hasIntercept = true
    /// Columns whose answers together name a group.
    package let groups: [String]
    package let isCorrelated: Bool

    package var name: String { groups.joined(separator: ":") }
  }

  /// A power of a column, which stands in terms under its own name.
  package struct Power: Sendable, Equatable {
    package let column: String
    package let degree: Int

    package var name: String { "\(column)^\(degree)" }
  }

  package let outcome: String
  package private(set) var terms: [Term] = []
  package private(set) var hasIntercept = true
  package private(set) var random: [Random] = []
  package private(set) var powers: [Power] = []

  /// What stands in terms: columns and their powers.
  package var variables: [String] {
    var names: [String] = []
    for name in (terms + random.flatMap(\.effects)).flatMap(\.variables) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// Every column that is named.
  package var columns: [String] {
    let columnOf = Dictionary(powers.map { ($0.name, $0.column) }) { first, _ in first }
    var names = [outcome]
    for name in variables.map({ columnOf[$0] ?? $0 }) + random.flatMap(\.groups) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// - Parameter given: the outcome where the text is the right-hand side only, with or without its `~`.
  /// - Throws: `Problem` that says which sign or word is out of place.
  package init(_ text: String, outcome given: String? = nil) throws(Problem) {
    var reader = Reader(tokens: try Self.tokens(text), text: text)
    if let given {
      outcome = given
      _ = reader.takes("~")
    } else {
      outcome = try reader.name()
      try reader.expect("~")
    }
    repeat {
      if reader.takes("(") {
        random += try reader.random()
      } else if reader.takes("-") {
        try reader.expect("1")
        hasIntercept = false
      } else if reader.takes("0") {
        hasIntercept = false
      } else if !reader.takes("1") {
        for term in try reader.product() where !terms.contains(term) { terms.append(term) }
      }
    } while reader.takes("+") || reader.isAt("-")
    try reader.end()
    powers = reader.powers
  }

  private enum Token: Equatable {
    case sign(Character)
    case name(String)
  }

  private static func tokens(_ text: String) throws(Problem) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first == "`" {
        let inside = rest.dropFirst().prefix { $0 != "`" }
        guard inside.endIndex < rest.endIndex, !inside.isEmpty else {
          throw problem("a name between backticks does not end", text)
        }
        tokens.append(.name(String(inside)))
        rest = rest[rest.index(after: inside.endIndex)...]
      } else if "~+-*:()|^/".contains(first) {
        tokens.append(.sign(first))
        rest.removeFirst()
      } else if first.isLetter || first.isNumber || first == "_" || first == "." {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        tokens.append(.name(String(word)))
        rest = rest[word.endIndex...]
      } else {
        throw problem("“\(first)” has no meaning in a model", text)
      }
    }
    return tokens
  }

  private static func problem(_ what: String, _ text: String) -> Problem {
    Problem(
      what, at: "\(text.prefix(200))",
      remedy: "write it like score ~ age + role * team + (1 | service), names with spaces or signs between backticks")
  }

  private struct Reader {
    let tokens: [Token]
    let text: String
    var place = 0
    var powers: [Power] = []

    func isAt(_ sign: String) -> Bool {
      guard place < tokens.count else { return false }
      return switch tokens[place] {
      case .sign(let character): String(character) == sign
      case .name(let name): name == sign
      }
    }

    mutating func takes(_ sign: String) -> Bool {
      guard isAt(sign) else { return false }
      place += 1
      return true
    }

    mutating func expect(_ sign: String) throws(Problem) {
      guard takes(sign) else { throw problem("“\(sign)” is missing \(here)") }
    }

    mutating func name() throws(Problem) -> String {
      guard place < tokens.count, case .name(let name) = tokens[place] else {
        throw problem("a column's name is missing \(here)")
      }
      place += 1
      return name
    }

    /// a * b * c: all effects and interactions.
    mutating func product() throws(Problem) -> [Term] {
      var all = [try interaction()]
      while takes("*") {
        let next = try interaction()
        all += [next] + all.map { Term($0.variables + next.variables.filter { !$0.isEmpty }) }
        guard all.count <= 64 else { throw problem("so many interactions cannot be told apart") }
      }
      return all
    }

    mutating func interaction() throws(Problem) -> Term {
      var names = [try variable()]
      while takes(":") { names.append(try variable()) }
      return Term(names)
    }

    /// x, x^2 or I(x^2).
    mutating func variable() throws(Problem) -> String {
      if isAt("I"), place + 1 < tokens.count, tokens[place + 1] == .sign("(") {
        place += 2
        let inner = try variable()
        try expect(")")
        return inner
      }
      let column = try name()
      guard takes("^") else { return column }
      guard let degree = Int(try name()), (1...20).contains(degree) else {
        throw problem("a power is a whole number from 1 to 20")
      }
      guard degree > 1 else { return column }
      let power = Power(column: column, degree: degree)
      if !powers.contains(power) { powers.append(power) }
      return power.name
    }

    mutating func random() throws(Problem) -> [Random] {
      var effects: [Term] = []
      var hasIntercept = true
      repeat {
        if takes("0") {
          hasIntercept = false
        } else if !takes("1") {
          effects += try product()
        }
      } while takes("+")
      try expect("|")
      let isCorrelated = !takes("|")
      // g/h: between g, and between h within g.
      var groups = [[try name()]]
      while true {
        if takes(":") {
          groups[groups.count - 1].append(try name())
        } else if takes("/") {
          groups.append(groups[groups.count - 1] + [try name()])
        } else {
          break
        }
      }
      try expect(")")
      guard hasIntercept || !effects.isEmpty else {
        throw problem("nothing varies between the groups “\(groups[0].joined(separator: ":"))”")
      }
      return groups.map {
        Random(effects: effects, hasIntercept: hasIntercept, groups: $0, isCorrelated: isCorrelated)
      }
    }

    func end() throws(Problem) {
      guard place == tokens.count else { throw problem("something is out of place \(here)") }
    }

    private var here: String {
      guard place < tokens.count else { return "at the end" }
      return switch tokens[place] {
      case .sign(let character): "at “\(character)”"
      case .name(let name): "at “\(name)”"
      }
    }

    private func problem(_ what: String) -> Problem { ModelFormula.problem(what, text) }
  }
}
