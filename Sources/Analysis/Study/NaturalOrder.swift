/// The order in which people expect ordered answers when the study file gives none: by the first number in each, "under" before and
/// "over" after; texts without a number keep the order in which they first occur.
func naturalOrder(_ levels: [String]) -> [Int] {
  let keys = levels.map(leadingNumber)
  guard keys.allSatisfy({ $0 != nil }) else { return Array(levels.indices) }
  return levels.indices.sorted { a, b in
    let left = keys[a] ?? 0
    let right = keys[b] ?? 0
    return left == right ? a < b : left < right
  }
}

private func leadingNumber(_ text: String) -> Double? {
  var digits = ""
  for character in text {
    if character.isASCII, character.isNumber || (character == "." && !digits.isEmpty) {
      digits.append(character)
    } else if !digits.isEmpty {
      break
    }
  }
  guard let value = Double(digits.hasSuffix(".") ? String(digits.dropLast()) : digits) else { return nil }
  let lower = text.lowercased()
  let opens = ["under", "less", "below", "up to", "younger", "fewer", "<"].contains { lower.hasPrefix($0) }
  let closes = ["over", "more than", "above", ">"].contains { lower.hasPrefix($0) }
  return opens ? value - 0.5 : closes ? value + 0.5 : value
}
