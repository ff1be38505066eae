import Dataset
import Instruments
import Problems

extension StudyScorer {
  /// The scales and totals that the study wants of an instrument.
  /// - Throws: `Problem` for scales it does not have, and when none is left.
  func scales(of instrument: Instrument, use: StudyFile.InstrumentUse) throws(Problem) -> [Scale] {
    let all = instrument.scales + instrument.totals
    let place = "\(studyName), instruments, \(use.id)"
    let named =
      use.norms.map { ($0.scale, "\(studyName), norms.\(use.id)") } + use.without.map { ($0, place + ", without") }
    for (scale, place) in named where instrument.scale(scale) == nil {
      throw Problem(
        "`\(use.id)` has no scale `\(scale)`", at: place,
        remedy: (nearest(to: scale, among: all.map(\.id)).map { "did you mean `\($0)`? " } ?? "")
          + "its scales are \(all.map(\.id).joined(separator: ", "))")
    }
    for norm in use.norms {
      guard let range = instrument.scale(norm.scale)?.range else { continue }
      try range.checkNorm(
        [norm.mean] + norm.quartiles, scale: "\(use.id).\(norm.scale)",
        at: "\(studyName), norms.\(use.id).\(norm.scale)")
    }
    let wanted = all.filter { !use.without.contains($0.id) }
    guard !wanted.isEmpty else {
      throw Problem(
        "`without:` leaves out every scale of `\(use.id)`", at: place, remedy: "leave the whole instrument out instead")
    }
    return wanted
  }

  /// Every item's answers, in item order; those out of range are noted in `result`.
  ///
  /// An item that nobody answered is a wrong column far more often than a question that nobody wanted to answer, so it stops the run unless
  /// every scale it belongs to is left out.
  /// - Parameter needed: items of the scales that are wanted.
  func answers(
    in columns: [Column], _ coder: ItemCoder, needed: Set<Int>, use: StudyFile.InstrumentUse, into result: inout Result
  ) throws(Problem) -> [ItemAnswers] {
    try NotNumbers.check(columns, in: dataset.source)
    var answers: [ItemAnswers] = []
    var empty: [String] = []
    for (index, column) in columns.enumerated() {
      guard column.validity.presentCount > 0 else {
        if needed.contains(index + 1) { empty.append(column.name) }
        let rows = dataset.rowCount
        answers.append(
          ItemAnswers(
            codes: [UInt8](repeating: 0, count: rows), offset: 0,
            validity: [UInt64](repeating: 0, count: (rows + 63) / 64)))
        continue
      }
      let (coded, strange) = try coder.answers(column, item: index + 1)
      answers.append(coded)
      guard let strange else { continue }
      result.strange.append(strange)
      if strange.others == 0, needed.contains(index + 1) { empty.append(column.name) }
    }
    guard empty.isEmpty else {
      throw Problem(
        empty.count == 1
          ? "an item of `\(use.id)` has no answer that counts"
          : "\(empty.count) items of `\(use.id)` have no answer that counts",
        at: "\(dataset.source.fileName), \(columnList(empty))",
        remedy:
          "check the columns named for `\(use.id)`, or export the data again"
          + (study.origin == .file
            ? "; if these questions were not asked, leave their scales out of the study file with `without:`" : "")
      )
    }
    return answers
  }
}

extension ScoreRange {
  /// - Throws: `Problem` for a norm's mean or quartile that no score can reach: mostly a norm of sums for a score that is a mean.
  func checkNorm(_ figures: [Double], scale: String, at place: String) throws(Problem) {
    guard let stray = figures.first(where: { !(lowest...highest).contains($0) }) else { return }
    throw Problem(
      "a norm of \(shortText(stray)) lies outside of the scale `\(scale)`, which goes from \(shortText(lowest)) to \(shortText(highest))",
      at: place, remedy: "give the norm in the unit of the score: sum or mean, and from the same lowest code")
  }

  private func shortText(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : "\(value)" }
}

/// `column c1` or `columns c1, c2 and 4 more`.
func columnList(_ names: [String]) -> String {
  guard names.count > 1 else { return "column \(names.first ?? "")" }
  let shown = names.prefix(8).joined(separator: ", ")
  return "columns \(shown)" + (names.count > 8 ? " and \(names.count - 8) more" : "")
}
