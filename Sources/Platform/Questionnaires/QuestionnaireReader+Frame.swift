import Instruments
import Problems

/// What stands around the questions: information, help, promises.
extension QuestionnaireReader {
  /// A plain list of paragraphs, or paragraphs under the headings that an ethics committee looks for.
  mutating func information(_ field: YAMLField) throws(Problem) -> [Questionnaire.Section] {
    let headings = ParticipantInformation.Heading.allCases
    guard let record = try? field.record(headings.map(\.rawValue) + [Self.server]) else {
      return [Questionnaire.Section(title: nil, paragraphs: try list(field).map(\.words))]
    }
    var sections: [Questionnaire.Section] = []
    for heading in headings {
      guard let paragraphs = record[heading.rawValue] else { continue }
      sections.append(.init(title: heading.title(in: language), paragraphs: try list(paragraphs).map(\.words)))
    }
    if let paragraphs = record[Self.server] {
      sections.append(
        .init(title: ParticipantInformation.serverTitle(in: language), paragraphs: try list(paragraphs).map(\.words)))
    }
    return sections
  }

  static let server = "server"

  mutating func commitments(_ field: YAMLField) throws(Problem) -> Commitments {
    let record = try field.record(["owner", "act", "supportChecked", "staffHear", "managersHear"])
    return Commitments(
      owner: try words(record.required("owner")), act: try words(record.required("act")),
      supportChecked: try day(record.required("supportChecked")),
      staffHear: try day(record.required("staffHear")), managersHear: try day(record.required("managersHear")))
  }

  mutating func custody(_ field: YAMLField) throws(Problem) -> CustodyTerms {
    let record = try field.record(["to", "for", "until"])
    return CustodyTerms(
      to: try words(record.required("to")), purpose: try words(record.required("for")),
      until: try day(record.required("until")))
  }

  private func day(_ field: YAMLField) throws(Problem) -> Day {
    guard let day = Day(try field.text()) else {
      throw field.problem("“\(try field.text())” is no day", remedy: "write it as 2026-11-30")
    }
    return day
  }
}
