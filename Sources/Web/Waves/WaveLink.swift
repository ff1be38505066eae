import Platform
package import Reporting

/// Pages about one wave of a study.
package enum WaveLink: Hashable, Sendable {
  case overview, promises, roster, recruitment, open, invite, remind, close, answers
  case report(Report.Audience)
  /// Makes the report, instead of the one before.
  case make(Report.Audience)
  /// A report's file, by its place in the list of paths.
  case file(Report.Audience, Int)
  /// Rows of answers, where people were told that they are handed on.
  case custody(CustodyLink)

  var parts: [String] {
    switch self {
    case .overview: []
    case .promises: ["promises"]
    case .roster: ["roster"]
    case .recruitment: ["recruitment"]
    case .open: ["open"]
    case .invite: ["invite"]
    case .remind: ["remind"]
    case .close: ["close"]
    case .answers: ["open-answers"]
    case .report(let audience): ["report", audience.rawValue]
    case .make(let audience): ["report", audience.rawValue, "make"]
    case .file(let audience, let number): ["report", audience.rawValue, String(number)]
    case .custody(let link): ["rows"] + link.parts
    }
  }

  init?(parts: [String]) {
    switch (parts.first, parts.count) {
    case (nil, _): self = .overview
    case ("promises", 1): self = .promises
    case ("roster", 1): self = .roster
    case ("recruitment", 1): self = .recruitment
    case ("open", 1): self = .open
    case ("invite", 1): self = .invite
    case ("remind", 1): self = .remind
    case ("close", 1): self = .close
    case ("open-answers", 1): self = .answers
    case ("rows", _):
      guard let link = CustodyLink(parts: Array(parts.dropFirst())) else { return nil }
      self = .custody(link)
    case ("report", 2):
      guard let audience = Report.Audience(rawValue: parts[1]) else { return nil }
      self = .report(audience)
    case ("report", 3):
      guard let audience = Report.Audience(rawValue: parts[1]) else { return nil }
      if parts[2] == "make" {
        self = .make(audience)
      } else {
        guard let number = Int(parts[2]), number >= 0 else { return nil }
        self = .file(audience, number)
      }
    default: return nil
    }
  }

  var access: Access {
    switch self {
    case .overview: .roles(StudiesLink.readers)
    case .promises, .recruitment, .open, .invite, .remind, .close: .roles([.studyLead])
    case .roster: .roles([.custodian])
    case .answers, .make: .roles([.analyst])
    case .report(let audience), .file(let audience, _): .roles(audience.readers)
    case .custody(let link): link.access
    }
  }

  var takes: Takes {
    switch self {
    case .overview, .report, .file: .get
    case .promises, .roster, .recruitment, .answers: .both
    case .open, .invite, .remind, .close, .make: .post
    case .custody(let link): link.takes
    }
  }

  var longestForm: Int {
    switch self {
    case .roster: FormBody.largestFile + FormBody.restOfForm
    // Twenty answers and what may be printed of them.
    case .answers: 1024 * 1024
    default: 64 * 1024
    }
  }
}
