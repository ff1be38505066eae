import Instruments
import Problems

/// What stands around the questions: information, help, promises.
extension QuestionnaireReader {
  /// A plain list of paragraphs, or paragraphs under the headings that an ethics committee looks for.
  mutating func information(_ field: YAMLField) throws(Problem) -> [Questionnaire.Section] {
    let headings = ParticipantInformation.Heading.allCases
    guard let record = try? field.record(headings.map(\.rawValue) + [Self.server]) else {
      return [Questionnaire.Section(part: .plain, title: nil, paragraphs: try paragraphs(field))]
    }
    var sections: [Questionnaire.Section] = []
    for heading in headings {
      guard let texts = record[heading.rawValue] else { continue }
      sections.append(
        .init(
          part: .heading(heading), title: heading.title(in: language), paragraphs: try paragraphs(texts)))
    }
    if let paragraphs = record[Self.server] { sections.append(try server(paragraphs)) }
    return sections
  }

  /// Who runs the server: written by the author under `information:`, or by an installation as a section of its own, which then stands instead.
  mutating func server(_ field: YAMLField) throws(Problem) -> Questionnaire.Section {
    .init(
      part: .server, title: ParticipantInformation.serverTitle(in: language), paragraphs: try paragraphs(field))
  }

  static let server = "server"
  static let keepContacts = "keepContacts"

  func keepContacts(_ field: YAMLField) throws(Problem) -> Int {
    let days = try field.integer()
    if let problem = ContactTerms.problem(keepDays: days) { throw field.problem(problem.what, remedy: problem.remedy) }
    return days
  }

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
