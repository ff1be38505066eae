import Dataset
import Disclosure
import Foundation
import Instruments
import Problems

/// Scores every scale that a study names.
struct StudyScorer {
  let dataset: Dataset
  let study: StudyFile
  /// Reads a file that the study names: a custom instrument, a confirmation, a wording pack.
  let companion: (String) throws(Problem) -> String
  let studyName: String

  struct Result {
    var scales: [ScoredScale] = []
    var strange: [StrangeAnswers] = []
    var instruments: [InstrumentRecord] = []
  }

  func scores() throws(Problem) -> Result {
    var result = Result()
    for use in study.instruments { try score(use, into: &result) }
    for use in study.scores { result.scales.append(try finished(use)) }
    return result
  }

  private func definition(_ use: StudyFile.InstrumentUse) throws(Problem) -> Instrument {
    var instrument: Instrument
    if let file = use.file {
      instrument = try Instrument(yaml: try companion(file), file: file)
    } else {
      instrument = try Catalogue.instrument(use.id)
    }
    if let file = use.confirmation {
      instrument = try instrument.confirmed(by: try Confirmation(yaml: try companion(file), file: file), file: file)
    }
    return instrument
  }

  private func score(_ use: StudyFile.InstrumentUse, into result: inout Result) throws(Problem) {
    let place = "\(studyName), instruments, \(use.id)"
    let instrument = try definition(use)
    let scorable = try instrument.scorable(acceptingUnverified: study.acceptUnverified)
    let coder = ItemCoder(
      dataset: dataset, instrument: instrument, labels: use.labels, outOfRange: study.outOfRange, place: place)
    var answers: [ItemAnswers] = []
    for (index, column) in try coder.columns(use.columns).enumerated() {
      let (coded, strange) = try coder.answers(column, item: index + 1)
      answers.append(coded)
      if let strange { result.strange.append(strange) }
    }
    let wording = try use.wording.map { file throws(Problem) in
      try WordingPack(text: try companion(file), for: instrument, file: file)
    }
    for scale in use.norms.map(\.scale) where instrument.scale(scale) == nil {
      let known = (instrument.scales + instrument.totals).map(\.id)
      throw Problem(
        "`\(use.id)` has no scale `\(scale)`", at: "\(studyName), norms.\(use.id)",
        remedy: (nearest(to: scale, among: known).map { "did you mean `\($0)`? " } ?? "")
          + "its scales are \(known.joined(separator: ", "))")
    }
    let all = instrument.scales + instrument.totals
    let rows = dataset.rowCount
    let items = answers
    let scored = parallelMap(all.count, worthwhile: rows > 20_000) { index -> Swift.Result<ScoredScale, Problem> in
      do throws(Problem) {
        return .success(try score(all[index], of: scorable, answers: items, rows: rows, use: use, wording: wording))
      } catch {
        return .failure(error)
      }
    }
    for scale in scored {
      switch scale {
      case .success(let scale): result.scales.append(scale)
      case .failure(let problem): throw problem
      }
    }
    result.instruments.append(
      InstrumentRecord(
        instrument: instrument, caveats: scorable.caveats, accepted: study.acceptUnverified.contains(use.id)))
  }

  private func score(
    _ scale: Scale, of scorable: ScorableInstrument, answers: [ItemAnswers], rows: Int, use: StudyFile.InstrumentUse,
    wording: WordingPack?
  ) throws(Problem) -> ScoredScale {
    let instrument = scorable.instrument
    var scorer = try ScaleScorer(scale, of: scorable, rows: rows)
    for item in scale.items {
      let item_ = answers[item - 1]
      if let validity = item_.validity {
        try scorer.add(item: item, codes: item_.codes.span, offset: item_.offset, validity: validity.span)
      } else {
        try scorer.add(item: item, codes: item_.codes.span, offset: item_.offset)
      }
    }
    let column = scorer.finish()
    // A total repeats the items of its parts, whose tables stand with the parts.
    let tables = scale.items.map { item in
      let responses = instrument.responses(to: item)
      return JointCounts(keys: column.keys, keyCount: column.values.count, answers: answers[item - 1]).table(
        item: item, responses: responses, offset: answers[item - 1].offset, units: scorer.units(ofItem: item),
        complete: column.completeKeys)
    }
    return ScoredScale(
      subject: Subject(id: "\(instrument.id).\(scale.id)", title: scale.label, instrument: instrument.name),
      reading: reading(scale, instrument, labels: labels(use, wording)), scores: column, definition: (instrument, scale),
      items: tables, complete: column.completeKeys, norms: use.norms.filter { $0.scale == scale.id },
      itemTitles: wording.map { pack in
        Dictionary(uniqueKeysWithValues: pack.items.enumerated().map { ($0 + 1, $1) })
      } ?? [:])
  }

  /// How the scale's numbers are read: response words only where score and codes are on one metric and all items share the words.
  private func reading(
    _ scale: Scale, _ instrument: Instrument, labels: [Int: String]
  ) -> ScaleReading {
    let direction = ScaleReading.Direction(rawValue: scale.direction.rawValue) ?? .descriptive
    var anchors: [ScaleReading.Anchor] = []
    let sets = Set(scale.items.compactMap { instrument.responses(to: $0) })
    if sets.count == 1, let set = sets.first, scale.aggregate == .mean || scale.aggregate == .single {
      anchors = set.options.compactMap { option in
        let words = labels[option.code] ?? option.words ?? option.label
        return words.map { ScaleReading.Anchor(code: Double(option.code), words: $0) }
      }
      if anchors.count != set.options.count { anchors = [] }
    }
    return ScaleReading(
      lower: scale.range.lowest, upper: scale.range.highest, higherIs: direction, anchors: anchors,
      midpoint: midpoint(scale, instrument))
  }

  /// Words for the codes from the study file, then the wording pack; the first word for a code counts.
  private func labels(_ use: StudyFile.InstrumentUse, _ wording: WordingPack?) -> [Int: String] {
    var words = wording?.labels ?? [:]
    for label in use.labels.reversed() { words[label.code] = label.text }
    return words
  }

  private func midpoint(_ scale: Scale, _ instrument: Instrument) -> ScaleReading.Midpoint? {
    // Only the Areas of Worklife Survey is read against its midpoint: above it the job fits the person, below it does not.
    guard instrument.id.hasPrefix("aws") else { return nil }
    return ScaleReading.Midpoint(value: scale.range.midpoint, below: "mismatch", above: "match")
  }

  private func finished(_ use: StudyFile.ScoreColumnUse) throws(Problem) -> ScoredScale {
    let place = "\(studyName), scores, \(use.column)"
    let column = try QuestionReader(dataset: dataset, file: dataset.source.fileName).column(use.column, at: place)
    let scores = try FinishedScores(column, range: use.range, source: dataset.source, study: study).column
    return ScoredScale(
      subject: Subject(id: use.column, title: use.title, instrument: use.instrument),
      reading: ScaleReading(
        lower: use.range.lowerBound, upper: use.range.upperBound,
        higherIs: ScaleReading.Direction(rawValue: use.higherIs.rawValue) ?? .descriptive),
      scores: scores, definition: nil, items: [], complete: 0..<0, norms: [], itemTitles: [:])
  }
}

/// What a report says about an instrument it used.
package struct InstrumentRecord: Sendable {
  package let instrument: Instrument
  package let caveats: [String]
  package let accepted: Bool
}
