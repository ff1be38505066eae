import Platform

/// Pages about studies.
package enum StudiesLink: Hashable, Sendable {
  case list
  case create
  case study(String)
  case information(String)
  case questionnaire(String)
  case partners(String)
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
    case .questionnaire(let study): [study, "questionnaire"]
    case .partners(let study): [study, "partners"]
    case .sharing(let study): [study, "own-sheets"]
    case .plan(let study): [study, "waves"]
    }
  }

  init?(parts: [String]) {
    switch (parts.count, parts.last) {
    case (0, _): self = .list
    case (1, StudyName.reserved): self = .create
    case (1, let study?): self = .study(study)
    case (2, "information"): self = .information(parts[0])
    case (2, "questionnaire"): self = .questionnaire(parts[0])
    case (2, "partners"): self = .partners(parts[0])
    case (2, "own-sheets"): self = .sharing(parts[0])
    case (2, "waves"): self = .plan(parts[0])
    default: return nil
    }
  }

  var access: Access {
    switch self {
    case .list, .study: .roles(Self.readers)
    case .create, .information, .questionnaire, .partners, .sharing, .plan: .roles([.studyLead])
    }
  }

  /// Everybody with work on a study, or results to read.
  static let readers = Set(Role.allCases).subtracting([.administrator])

  var takes: Takes {
    switch self {
    case .create, .information, .questionnaire, .partners, .sharing: .both
    case .list, .study: .get
    case .plan: .post
    }
  }

  var longestForm: Int {
    switch self {
    case .list, .create, .study, .partners, .sharing, .plan: 64 * 1024
    case .information: 256 * 1024
    case .questionnaire: FormBody.largestFile + FormBody.restOfForm
    }
  }
}
