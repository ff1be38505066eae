/// When distinct texts are levels of a category and when they are just text.
///
/// Text, if one is longer than 1,000 bytes (no option label is); if there are more than 65,535; if more than half of the answers are
/// distinct and either more than 50 answers stand or the texts are longer than 24 bytes on average; or if more than 20 are longer than
/// 60 bytes on average. Everything else is a category.
enum TextRule {
  static let longestLevel = 1000
  static let mostLevels = 65_535

  static func isText(levels: Int, bytes: Int, longest: Int, present: Int) -> Bool {
    guard levels > 0 else { return false }
    if longest > longestLevel || levels > mostLevels { return true }
    let mean = Double(bytes) / Double(levels)
    if levels * 2 > present, present > 50 || mean > 24 { return true }
    return levels > 20 && mean > 60
  }
}
