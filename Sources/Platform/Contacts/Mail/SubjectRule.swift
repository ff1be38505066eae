import Foundation
import Problems

/// What stands on a locked screen and in everybody's list of messages must not say what a questionnaire is about.
enum SubjectRule {
  /// Beginnings of words, in English and in Welsh.
  private static let topics = [
    "burnout", "burn out", "burnt out", "burned out", "stress", "mental", "wellbeing", "well being", "drug", "alcohol",
    "addiction", "substance", "trauma", "depress", "anxi", "suicid", "overdose", "fatigue", "exhaust", "psych",
    "moral injury", "bereave", "violence", "recovery", "harm reduction", "llosgi allan", "gorflinder", "blinder",
    "straen", "meddyliol", "iechyd meddwl", "lles", "cyffur", "caethiwed", "sylweddau", "trawma", "iselder", "pryder",
    "gorbryder", "hunanladdiad", "gorddos", "trais", "profedigaeth",
  ]

  /// - Parameter what: what the text is, for the problem.
  /// - Throws: `Problem` when the text is empty, longer than 100 characters or names a topic.
  static func check(_ text: String, _ what: String, at place: String) throws(Problem) {
    guard !HeaderText.visible(text).isEmpty, text.unicodeScalars.count <= 100 else {
      throw Problem("\(what) is empty or longer than 100 characters", at: place, remedy: "write a few words")
    }
    let plain = text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: Locale(identifier: "en"))
    // Words apart by one space, so that "burn-out" and "Burn  out" are the same.
    let words = plain.unicodeScalars.split { !$0.properties.isAlphabetic }.map { String($0) }
    let text = " " + words.joined(separator: " ")
    if let topic = topics.first(where: { text.contains(" " + $0) }) {
      throw Problem(
        "\(what) says what the questionnaire is about (“\(topic)”)", at: place,
        remedy: "leave it out: others see senders and subjects on a screen; the page itself says what it is about")
    }
  }
}
