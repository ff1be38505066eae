import Foundation

@testable import Analysis
@testable import Dataset
@testable import Disclosure

/// Real data that lie beside the project and are never copied into it.
enum SharedData {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "../../../shared/data"
  )
  .standardizedFileURL

  static let isHere = FileManager.default.fileExists(atPath: folder.path)

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

func analyse(
  _ dataset: Dataset, _ study: String, companions: [String: String] = [:], ledger: Ledger = Ledger(),
  review: Review = Review()
) throws -> StudyFindings {
  let file = try StudyFile(text: study, file: "study.yaml")
  let analysis = try StudyAnalysis(dataset, study: file, studyName: "study.yaml") { companions[$0] ?? "" }
  return try analysis.findings(inputHash: "test", ledger: ledger, review: review)
}

extension StudyFindings {
  var released: [ReleasedFinding] { topics.flatMap(\.findings) }

  func scale(_ id: String) -> ScaleSummary? {
    for case .scale(let scale) in released where scale.value.subject.id == id { return scale.value }
    return nil
  }

  func comparison(_ id: String) -> GroupComparison? {
    for case .comparison(let comparison) in released where comparison.value.subject.id == id { return comparison.value }
    return nil
  }

  func frequency(_ id: String) -> FrequencyTable? {
    for case .frequency(let table) in released where table.value.subject.id == id { return table.value }
    return nil
  }

  func answers(_ id: String) -> AnswerTable? {
    for case .answers(let table) in released where table.value.subject.id == id { return table.value }
    return nil
  }

  var withheld: [Withheld] {
    released.compactMap { if case .withheld(let withheld) = $0 { withheld } else { nil } }
  }
}
