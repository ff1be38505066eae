/// A language that the interface speaks. Questions are asked in those that a questionnaire gives its texts in.
package enum Language: String, Sendable, Hashable, CaseIterable, Codable, CodingKeyRepresentable {
  case english = "en"
  case welsh = "cy"

  /// The language's name in itself.
  package var name: String {
    switch self {
    case .english: "English"
    case .welsh: "Cymraeg"
    }
  }
}
