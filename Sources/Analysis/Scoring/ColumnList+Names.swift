import Problems

extension StudyFile.ColumnList {
  /// The columns one by one; `aws01..aws28` keeps its noughts.
  /// - Throws: `Problem` for two ends that are no range.
  func names(at place: String) throws(Problem) -> [String] {
    guard case .range(let first, let last) = self else {
      if case .names(let names) = self { return names }
      return []
    }
    let (prefix, low) = Self.numbered(first)
    let (same, high) = Self.numbered(last)
    guard let low, let high, prefix == same, low.value <= high.value, high.value - low.value < 1_000 else {
      throw Problem(
        "`\(first)..\(last)` is not a range of numbered columns", at: place,
        remedy: "write it like aws1..aws28, or list the columns in brackets")
    }
    return (low.value...high.value).map { number in
      let digits = String(number)
      let padding = low.digits > 1 ? max(0, low.digits - digits.count) : 0
      return prefix + String(repeating: "0", count: padding) + digits
    }
  }

  private static func numbered(_ name: String) -> (prefix: String, number: (value: Int, digits: Int)?) {
    let digits = String(name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    return (String(name.dropLast(digits.count)), Int(digits).map { ($0, digits.count) })
  }
}
