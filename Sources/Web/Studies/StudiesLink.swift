import Platform

/// Pages about studies.
package enum StudiesLink: Hashable, Sendable {
  case list
  case create
  case study(String)
  case information(String)
  /// What people are told, to read: the latest version, or an earlier one.
  case reading(String, Int?)
  /// The questionnaire as a text or a file.
  case questionnaire(String)
  /// The questionnaire page by page.
  case builder(String, BuilderLink)
  case partners(String)
  /// The questionnaire as an XLSForm: a page that takes one, and the file.
  case form(String)
  case formFile(String)
  /// Who sees a partner's own results.
  case sharing(String)
  /// A form that plans a wave of the study.
  case plan(String)

  var parts: [String] {
    switch self {
    case .list: []
    case .create: [StudyName.reserved]
    case .study(let study): [study]
    case .information(let study): [study, "information"]
    case .reading(let study, let number): [study, "reading"] + (number.map { [String($0)] } ?? [])
    case .questionnaire(let study): [study, "questionnaire"]
    case .builder(let study, let link): [study, "builder"] + link.parts
    case .partners(let study): [study, "partners"]
    case .sharing(let study): [study, "own-sheets"]
    case .plan(let study): [study, "waves"]
    case .form(let study): [study, "xlsform"]
    case .formFile(let study): [study, "xlsform", "file"]
    }
  }

  init?(parts: [String]) {
    if parts.count > 1, parts[1] == "builder" {
      guard let link = BuilderLink(parts: Array(parts.dropFirst(2))) else { return nil }
      self = .builder(parts[0], link)
      return
    }
    switch (parts.count, parts.last) {
    case (0, _): self = .list
    case (1, StudyName.reserved): self = .create
    case (1, let study?): self = .study(study)
    case (2, "information"): self = .information(parts[0])
    case (2, "reading"): self = .reading(parts[0], nil)
    case (2, "questionnaire"): self = .questionnaire(parts[0])
    case (2, "partners"): self = .partners(parts[0])
    case (2, "own-sheets"): self = .sharing(parts[0])
    case (2, "waves"): self = .plan(parts[0])
    case (2, "xlsform"): self = .form(parts[0])
    case (3, "file") where parts[1] == "xlsform": self = .formFile(parts[0])
    case (3, let number?) where parts[1] == "reading":
      guard let number = Int(number), number > 0 else { return nil }
      self = .reading(parts[0], number)
    default: return nil
    }
  }

  var access: Access {
    switch self {
    case .list, .study: .roles(Self.readers)
    case .reading, .builder(_, .preview): .roles(Self.textReaders)
    case .create, .information, .questionnaire, .builder, .partners, .sharing, .plan, .form, .formFile:
      .roles([.studyLead])
    }
  }

  /// Everybody with work on a study, or results to read.
  static let readers = Set(Role.allCases).subtracting([.administrator])

  /// Those who advise on a study, and those who work with its people and answers: they see what is told and asked, and change nothing.
  static let textReaders: Set<Role> = [.studyLead, .reviewer, .custodian, .analyst]

  var takes: Takes {
    switch self {
    case .create, .information, .questionnaire, .partners, .sharing, .form: .both
    case .list, .study, .reading, .formFile: .get
    case .plan: .post
    case .builder(_, let link): link.takes
    }
  }

  var longestForm: Int {
    switch self {
    case .list, .create, .study, .reading, .partners, .sharing, .plan, .formFile: 64 * 1024
    case .information: 256 * 1024
    case .builder(_, let link): link.longestForm
    case .questionnaire, .form: FormBody.largestFile + FormBody.restOfForm
    }
  }
}
