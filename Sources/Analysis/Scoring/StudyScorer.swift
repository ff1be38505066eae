import Dataset
import Disclosure
import Foundation
package import Instruments
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
    for use in study.scores { result.scales.append(try finished(use, into: &result)) }
    return result
  }

  private func definition(_ use: StudyFile.InstrumentUse) throws(Problem) -> Instrument {
    var instrument: Instrument
    if let file = use.file {
      instrument = try Instrument(yaml: try companion(file), file: file)
    } else {
      do {
        instrument = try Catalogue.instrument(use.id)
      } catch {
        throw Problem(error.what, at: "\(studyName), instruments", remedy: error.remedy)
      }
    }
    if let alternate = use.alternate {
      guard let other = instrument.using(alternate: alternate) else {
        let known = instrument.alternates.map(\.id)
        throw Problem(
          "`\(use.id)` has no alternate “\(alternate)”", at: "\(studyName), instruments, \(use.id)",
          remedy: known.isEmpty ? "leave `alternate:` out" : "it has \(known.joined(separator: ", "))")
      }
      instrument = other
    }
    if let file = use.confirmation {
      instrument = try instrument.confirmed(by: try Confirmation(yaml: try companion(file), file: file), file: file)
    }
    return instrument
  }

  private func score(_ use: StudyFile.InstrumentUse, into result: inout Result) throws(Problem) {
    let place = "\(studyName), instruments, \(use.id)"
    let instrument = try definition(use)
    let scorable = try scorable(instrument, place: place)
    var labels = use.labels
    if let file = use.labelsFile { labels += try LabelsFile.read(try companion(file), file: file, for: instrument) }
    try StudyFile.AnswerLabel.check(labels, of: instrument)
    let coder = ItemCoder(
      dataset: dataset, instrument: instrument, labels: labels, outOfRange: study.outOfRange, origin: study.origin,
      place: place)
    let all = try scales(of: instrument, use: use)
    let columns = try coder.columns(use.columns)
    let answers = try answers(in: columns, coder, needed: Set(all.flatMap(\.items)), use: use, into: &result)
    let wording = try use.wording.map { file throws(Problem) in
      try WordingPack(text: try companion(file), for: instrument, file: file)
    }
    let rows = dataset.rowCount
    let scoring = ScaleScoring(
      scorable: scorable, answers: answers, columns: columns.map(\.name), texts: columns.map(ItemCoder.texts),
      rows: rows, use: use, wording: wording)
    let scored = parallelMap(all.count, worthwhile: rows > 20_000) { index -> Swift.Result<ScoredScale, Problem> in
      do throws(Problem) {
        return .success(try scoring.score(all[index]))
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

  /// - Throws: `Problem` for an unverified key, in the words of whoever asks: a study file has no options.
  private func scorable(_ instrument: Instrument, place: String) throws(Problem) -> ScorableInstrument {
    do throws(Problem) {
      return try instrument.scorable(acceptingUnverified: study.acceptUnverified)
    } catch {
      guard study.origin == .file, instrument.scoring == .needsAcceptance else { throw error }
      throw Problem(
        error.what, at: place,
        remedy:
          "confirm it from the manual with `hearth instruments confirm \(instrument.id)`, or score it as it is with "
          + "acceptUnverified: [\(instrument.id)] in the study file; the report will say so")
    }
  }

  private func finished(_ use: StudyFile.ScoreColumnUse, into result: inout Result) throws(Problem) -> ScoredScale {
    let place = "\(studyName), scores, \(use.column)"
    let column = try QuestionReader(dataset: dataset, file: dataset.source.fileName).column(use.column, at: place)
    let finished = try FinishedScores(column, title: use.title, range: use.range, source: dataset.source, study: study)
    if let strange = finished.strange { result.strange.append(strange) }
    return ScoredScale(
      subject: Subject(id: use.column, title: use.title, instrument: use.instrument),
      reading: ScaleReading(
        lower: use.range.lowerBound, upper: use.range.upperBound,
        higherIs: ScaleReading.Direction(rawValue: use.higherIs.rawValue) ?? .descriptive),
      scores: finished.column, columns: [use.column], definition: nil, items: [], complete: 0..<0, norms: [],
      itemTitles: [:], words: [:])
  }
}

/// What a report says about an instrument it used.
package struct InstrumentRecord: Sendable {
  package let instrument: Instrument
  package let caveats: [String]
  package let accepted: Bool
}
