import Problems

/// Words that promise more than anybody can keep, in English and in Welsh.
enum PromiseRule {
  /// The first such word in a text.
  /// - Parameter isAsked: whether it is a question or an answer to one, which may well speak of hours that are guaranteed.
  static func word(in text: String, isAsked: Bool = false) -> String? {
    let plain = text.lowercased()
    return (isAsked ? anonymity : anonymity + words).first(where: plain.contains)
  }

  static func problem(_ word: String, at place: String) -> Problem {
    Problem(
      "“\(word)” promises more than anybody can keep", at: place,
      remedy: "say what is done, and where it ends; a court or a risk of harm can end confidentiality")
  }

  private static let anonymity = [
    "completely anonymous", "totally anonymous", "100% anonymous", "hollol ddienw", "cwbl ddienw", "gwbl ddienw",
  ]

  /// Parts of words where a word has endings, or begins otherwise after another.
  private static let words = [
    "guarantee", "100%", "100 %", "impossible to", "gwarant", "warantu", "warantir", "amhosib",
  ]
}
