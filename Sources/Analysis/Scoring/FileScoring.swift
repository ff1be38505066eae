package import Dataset
import Disclosure
package import Instruments
package import Problems

/// One instrument scored for a file's holder: every row, full precision, nothing released.
package struct FileScoring: Sendable {
  package struct Scale: Sendable {
    package let id: String
    package let title: String
    let scores: ScoredScale

    var definition: Instruments.Scale? { scores.definition?.scale }
    package func score(_ row: Int) -> Double? { scores.scores[row] }
    package var scored: Int { scores.scores.keys.count { scores.scores.values[Int($0)] != nil } }
  }

  package let scales: [Scale]
  /// nil only without any scale.
  package let instrument: Instrument?
  package let rowCount: Int
  package let strange: [StrangeAnswers]
  package let caveats: [String]

  /// - Parameters:
  ///   - instrument: an id of the catalogue, or the path of a custom instrument's YAML.
  ///   - columns: `first..last` or names separated by commas.
  ///   - labels: a file with the words of the respondents' form, in the study file's form.
  ///   - text: reads a file by its path.
  package init(
    _ dataset: Dataset, instrument: String, columns: String, confirmation: String?, acceptUnverified: [String],
    labels: String? = nil, outOfRangeMissing: Bool, text: @escaping (String) throws(Problem) -> String
  ) throws(Problem) {
    let isFile = instrument.hasSuffix(".yaml") || instrument.hasSuffix(".yml")
    let names = columns.split(separator: ",").map { String($0.drop { $0 == " " }) }
    let ends = columns.split(separator: "..", omittingEmptySubsequences: true).map(String.init)
    let list: StudyFile.ColumnList =
      names.count == 1 && ends.count == 2 ? .range(first: ends[0], last: ends[1]) : .names(names)
    var use = StudyFile.InstrumentUse(
      id: instrument, file: isFile ? instrument : nil, confirmation: confirmation, wording: nil, alternate: nil,
      missing: .declared,
      columns: list,
      labels: [],
      norms: [])
    use.labelsFile = labels
    let study = StudyFile(
      scoring: use, acceptUnverified: acceptUnverified, outOfRange: outOfRangeMissing ? .missing : .refuse)
    let result = try StudyScorer(dataset: dataset, study: study, companion: text, studyName: "the command line")
      .scores()
    scales = result.scales.map { scale in
      Scale(id: scale.definition?.scale.id ?? scale.subject.id, title: scale.subject.title, scores: scale)
    }
    rowCount = dataset.rowCount
    self.instrument = result.instruments.first?.instrument
    strange = result.strange
    caveats = result.instruments.flatMap(\.caveats)
  }
}
