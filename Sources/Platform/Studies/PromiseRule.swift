import Problems

/// Words that promise more than anybody can keep, in English and in Welsh.
enum PromiseRule {
  /// The first such word in a text.
  static func word(in text: String) -> String? {
    let plain = text.lowercased()
    return words.first(where: plain.contains)
  }

  static func problem(_ word: String, at place: String) -> Problem {
    Problem(
      "“\(word)” promises more than anybody can keep", at: place,
      remedy: "say what is done, and where it ends; a court or a risk of harm can end confidentiality")
  }

  /// Parts of words where a word has endings, or begins otherwise after another.
  private static let words = [
    "guarantee", "completely anonymous", "totally anonymous", "100%", "100 %", "impossible to", "gwarant", "warantu",
    "warantir", "hollol ddienw", "cwbl ddienw", "gwbl ddienw", "amhosib",
  ]
}
