import Dataset
import Instruments
import Problems

/// A study's questionnaire as a form of other tools. Information, consent, help and promises are the study's own and do not travel.
extension Studies {
  /// - Returns: the latest questionnaire as an .xlsx file; nil before the first is saved.
  package func form(of study: StudyName) async throws -> [UInt8]? {
    guard let kept = try await questionnaire(of: study) else { return nil }
    let file = "questionnaire \(kept.number)"
    let frame = StudyFrame(
      information: Version(number: 0, content: .draft()), support: ["Help"], commitments: nil, threshold: 10,
      server: nil)
    let text = try frame.text(around: kept.content, file: file)
    return try XLSForm.Export(framed: false) { language in
      try Questionnaire(text: text, file: file, language: language, isDraft: true)
    }.bytes()
  }

  /// Reads a form for a study; nothing is kept yet. Wordings of instruments are those of the questionnaire before.
  /// - Throws: `Problem` for what is no workbook, `SeveralProblems` for what cannot be asked.
  package func read(form bytes: [UInt8], file: String, for study: StudyName) async throws -> XLSForm.Import {
    let workbook = try WorkbookSheets(xlsx: bytes, file: file)
    let packs = try await questionnaire(of: study).map { try XLSForm.packs(in: $0.content) } ?? [:]
    return try XLSForm.Import(workbook, file: file, packs: packs)
  }
}
