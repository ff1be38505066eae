import Dataset
import Disclosure
import Problems

extension StudyAnalysis {
  /// What is right by itself and leads nowhere with these data.
  func checkPlan() throws(Problem) {
    for question in study.openQuestions { try checkBand(question) }
    guard dataset.rowCount < study.threshold else { return }
    let people = dataset.rowCount == 1 ? "1 person" : "\(dataset.rowCount) people"
    throw Problem(
      "the file has \(people), fewer than the threshold of \(study.threshold), so no figure could be given",
      at: dataset.source.fileName,
      remedy: study.threshold > 10
        ? "wait for more answers, or lower `threshold:` in \(studyName)"
        : "wait for more answers: who said what could be guessed")
  }

  private func checkBand(_ question: StudyFile.OpenQuestion) throws(Problem) {
    let known = scored.scales.map(\.subject.id)
    guard let band = question.band, !known.contains(band) else { return }
    let isLeftOut = study.instruments.contains { use in use.without.contains { "\(use.id).\($0)" == band } }
    let meant = nearest(to: band, among: known).map { "did you mean `\($0)`? " } ?? ""
    throw Problem(
      isLeftOut ? "the scale `\(band)` is left out by `without:`" : "the study has no scale `\(band)`",
      at: question.place + ", band",
      remedy: known.isEmpty
        ? "leave `band:` out" : meant + "its scales are \(known.joined(separator: ", ")); or leave `band:` out")
  }
}
