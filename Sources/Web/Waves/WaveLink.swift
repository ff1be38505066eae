package import Platform
package import Reporting

/// Pages about one wave of a study.
package enum WaveLink: Hashable, Sendable {
  case overview, promises, roster, recruitment, open, invite, remind, close, answers
  /// How people come to their right to answer: their list, slips, letters, mail that came back, one link for everybody.
  case takeBack, addPerson, slips, voidSlips, handSlip, messages, letters, bounces, optOuts, openLink, poster
  case person(ListedPerson.ID)
  case removePerson(ListedPerson.ID)
  /// Open answers that were decided on, a page of them.
  case decided(Int)
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
    case .takeBack: ["take-back"]
    case .addPerson: ["add-person"]
    case .slips: ["slips"]
    case .voidSlips: ["void-slips"]
    case .handSlip: ["hand-slip"]
    case .messages: ["messages"]
    case .letters: ["letters"]
    case .bounces: ["bounces"]
    case .optOuts: ["opt-outs"]
    case .openLink: ["open-link"]
    case .poster: ["poster"]
    case .person(let id): ["roster", id]
    case .removePerson(let id): ["roster", id, "remove"]
    case .decided(let page): ["open-answers", String(page)]
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
    case ("take-back", 1): self = .takeBack
    case ("add-person", 1): self = .addPerson
    case ("slips", 1): self = .slips
    case ("void-slips", 1): self = .voidSlips
    case ("hand-slip", 1): self = .handSlip
    case ("messages", 1): self = .messages
    case ("letters", 1): self = .letters
    case ("bounces", 1): self = .bounces
    case ("opt-outs", 1): self = .optOuts
    case ("open-link", 1): self = .openLink
    case ("poster", 1): self = .poster
    case ("roster", 2): self = .person(parts[1])
    case ("roster", 3) where parts[2] == "remove": self = .removePerson(parts[1])
    case ("open-answers", 2):
      guard let page = Int(parts[1]), page >= 1 else { return nil }
      self = .decided(page)
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
    case .promises, .recruitment, .open, .close, .openLink, .poster: .roles([.studyLead])
    case .invite, .remind, .slips, .voidSlips: .roles([.studyLead, .custodian])
    // Names and links: each organisation's own custodian.
    case .roster, .takeBack, .addPerson, .person, .removePerson, .handSlip, .messages, .letters, .bounces, .optOuts:
      .roles([.custodian])
    case .answers, .decided, .make: .roles([.analyst])
    case .report(let audience), .file(let audience, _): .roles(audience.readers)
    case .custody(let link): link.access
    }
  }

  var takes: Takes {
    switch self {
    case .overview, .report, .file, .messages, .poster: .get
    case .promises, .roster, .recruitment, .answers, .slips, .openLink, .person, .decided: .both
    case .takeBack, .addPerson, .removePerson, .voidSlips, .handSlip, .letters, .bounces, .optOuts: .post
    case .open, .invite, .remind, .close, .make: .post
    case .custody(let link): link.takes
    }
  }

  var longestForm: Int {
    switch self {
    case .roster, .bounces: FormBody.largestFile + FormBody.restOfForm
    // Twenty answers and what may be printed of them.
    case .answers, .decided: 1024 * 1024
    default: 64 * 1024
    }
  }
}
