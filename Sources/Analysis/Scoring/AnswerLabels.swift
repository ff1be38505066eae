import Instruments
import Problems

extension StudyFile.AnswerLabel {
  /// - Throws: `Problem` for a code that the instrument does not have, and for a text whose code is settled: by the instrument's own
  ///   label or code, or by another label of the study.
  static func check(_ labels: [Self], of instrument: Instrument) throws(Problem) {
    let options = instrument.responses.flatMap(\.options)
    let codes = Set(options.map(\.code)).sorted()
    var settled: [String: Set<Int>] = [:]
    for option in options {
      settled[String(option.code)] = [option.code]
      if let label = option.label { settled[plainAnswer(label), default: []].insert(option.code) }
    }
    for label in labels {
      guard codes.contains(label.code) else {
        throw Problem(
          "`\(instrument.id)` has no code \(label.code) for “\(label.text)”", at: label.place,
          remedy: "its codes are \(span(codes))")
      }
      let text = plainAnswer(label.text)
      if let known = settled[text], known != [label.code] {
        throw Problem(
          "“\(label.text)” cannot stand for \(label.code): in `\(instrument.id)` it already stands for \(span(known.sorted()))",
          at: label.place, remedy: "take the line out, or correct it; the codes are \(span(codes))")
      }
      settled[text] = [label.code]
    }
  }
}

/// Labels of one instrument from a file that the analyst names.
enum LabelsFile {
  /// Reads a study file's `labels:`, from the study file itself or a file that holds nothing else.
  /// - Throws: `Problem` with file, line and key; also for a file without labels of this instrument.
  static func read(_ text: String, file: String, for instrument: Instrument) throws(Problem) -> [StudyFile.AnswerLabel]
  {
    let root = try YAMLField.root(of: text, file: file)
    guard let all = try root.pairs().first(where: { $0.key == "labels" })?.value,
      let map = try all.pairs().first(where: { $0.key == instrument.id })?.value
    else {
      throw Problem(
        "the file has no labels of `\(instrument.id)`", at: file,
        remedy: "write labels: {\(instrument.id): {\"answer\": code}}, as in a study file")
    }
    return try StudyFile.labels(map)
  }
}

/// An answer's text without regard to case and spacing.
func plainAnswer(_ text: String) -> String {
  text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// `1–5` for numbers without a gap, `0, 25, 50` for others.
func span(_ numbers: [Int]) -> String {
  guard let low = numbers.first, let high = numbers.last else { return "" }
  return high - low + 1 == numbers.count ? "\(low)–\(high)" : numbers.map(String.init).joined(separator: ", ")
}
