/// Reads out of `constraint` between what an answer may lie, and how long a text may be.
enum ConstraintReader {
  /// `. >= 0 and . <= 31`, in either order, with `>` and `<` too.
  static func range(_ text: String) -> ClosedRange<Int>? {
    ends(text) { part in
      guard let match = part.wholeMatch(of: #/\.\s*(>=|<=|>|<|=>|=<)\s*(-?[0-9]{1,12})/#), let number = Int(match.2)
      else { return nil }
      return switch match.1 {
      case ">=", "=>": (lowest: number, highest: nil)
      case ">": (lowest: number + 1, highest: nil)
      case "<": (lowest: nil, highest: number - 1)
      default: (lowest: nil, highest: number)
      }
    }
  }

  /// `. >= date('1990-01-01') and . <= date('2026-12-01')`.
  static func months(_ text: String) -> ClosedRange<Month>? {
    ends(text) { part in
      guard let match = part.wholeMatch(of: #/\.\s*(>=|<=)\s*date\(\s*['"]([0-9]{4}-[0-9]{2})-[0-9]{2}['"]\s*\)/#),
        let month = Month(String(match.2))
      else { return nil }
      return match.1 == ">=" ? (lowest: month, highest: nil) : (lowest: nil, highest: month)
    }
  }

  /// `string-length(.) <= 1000`.
  static func length(_ text: String) -> Int? {
    guard let match = text.wholeMatch(of: #/string-length\(\s*\.\s*\)\s*(<=|<)\s*([0-9]{1,9})/#),
      let number = Int(match.2)
    else { return nil }
    return match.1 == "<" ? number - 1 : number
  }

  private static func ends<Value: Comparable>(
    _ text: String, _ end: (Substring) -> (lowest: Value?, highest: Value?)?
  ) -> ClosedRange<Value>? {
    let parts = text.split(separator: #/\s+(?i:and)\s+/#)
    guard parts.count == 2, let first = end(parts[0]), let second = end(parts[1]),
      let lowest = first.lowest ?? second.lowest, let highest = first.highest ?? second.highest, lowest < highest
    else { return nil }
    return lowest...highest
  }
}
