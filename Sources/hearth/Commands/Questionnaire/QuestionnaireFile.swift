import Foundation
import Platform
import Problems

/// A questionnaire on the disk with the files that it names, which lie beside it.
enum QuestionnaireFile {
  /// - Parameter isDraft: whether instruments may still lack their wording.
  static func read(_ path: String, isDraft: Bool = false, language: Language? = nil) throws(Problem) -> Questionnaire {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    return try Questionnaire(text: try TextFile.read(path), file: path, language: language, isDraft: isDraft) {
      name throws(Problem) in
      try TextFile.read(
        URL(fileURLWithPath: name, relativeTo: folder).path,
        missing: "the questionnaire names it: put it beside the questionnaire")
    }
  }
}
