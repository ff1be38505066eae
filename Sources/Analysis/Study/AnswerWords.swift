/// The order of answers that are words: the usual response scales of surveys, lowest first.
///
/// Only whole scales are recognised: every level of the question must be one of the words of a single scale.
enum AnswerWords {
  private static let scales: [[[String]]] = [
    [
      ["strongly disagree", "disagree strongly", "completely disagree"], ["disagree", "mostly disagree"],
      ["slightly disagree", "somewhat disagree", "tend to disagree"],
      ["neither agree nor disagree", "neither", "neutral", "neither agree or disagree", "undecided", "not sure"],
      ["slightly agree", "somewhat agree", "tend to agree"], ["agree", "mostly agree"],
      ["strongly agree", "agree strongly", "completely agree"],
    ],
    [
      ["never", "never/almost never", "not at all"], ["almost never", "hardly ever"], ["rarely", "seldom"],
      ["occasionally", "once in a while"], ["sometimes", "some of the time"], ["fairly often"],
      ["often", "frequently", "most of the time", "usually"], ["very often"], ["almost always", "nearly always"],
      ["always", "all of the time"],
    ],
    [
      ["very dissatisfied"], ["dissatisfied"], ["slightly dissatisfied"],
      ["neither satisfied nor dissatisfied", "neither", "neutral"], ["slightly satisfied"], ["satisfied"],
      ["very satisfied"],
    ],
    [
      ["not at all"], ["a little", "slightly", "a little bit"],
      ["somewhat", "moderately", "a medium amount", "quite a bit"],
      ["a lot", "very", "very much"], ["extremely", "completely"],
    ],
    [["very poor", "very bad"], ["poor", "bad"], ["fair", "average", "ok"], ["good"], ["very good"], ["excellent"]],
    [["very low"], ["low"], ["medium", "moderate", "average"], ["high"], ["very high"]],
    [
      ["to a very low degree"], ["to a low degree"], ["somewhat", "to some degree"], ["to a high degree"],
      ["to a very high degree"],
    ],
    [
      ["much worse", "a lot worse"], ["worse", "a little worse"], ["about the same", "the same", "no change"],
      ["better", "a little better"], ["much better", "a lot better"],
    ],
    [["fewer", "less", "fewer staff"], ["about the same", "the same", "no change"], ["more", "more staff"]],
  ]

  /// The positions of the levels in ascending order; nil when they are not all words of one scale, or two stand for one step.
  static func order(_ levels: [String]) -> [Int]? {
    guard levels.count > 2 else { return nil }
    let words = levels.map { $0.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    for scale in scales {
      let ranks = words.map { word in scale.firstIndex { $0.contains(word) } }
      let known = ranks.compactMap { $0 }
      guard known.count == levels.count, Set(known).count == known.count else { continue }
      return levels.indices.sorted { known[$0] < known[$1] }
    }
    return nil
  }
}
