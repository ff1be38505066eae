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
  /// Its page in another format.
  case converted(Report.Audience, ReportFormat)
  /// Its figures to look at, group by group.
  case dashboard(Report.Audience)
  /// Asks for part of the results, and lists what was asked for.
  case looks
  case look(Int)
  /// A partner's own results.
  case sheet(ID<Organisation>)
  case makeSheet(ID<Organisation>)
  /// Rows of answers, where people were told that they are handed on.
  case custody(CustodyLink)

  /// Who asks for parts of the results and reads them.
  static let lookReaders: Set<Role> = [.analyst, .studyLead]

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
    case .converted(let audience, let format): ["report", audience.rawValue, format.rawValue]
    case .dashboard(let audience): ["dashboard", audience.rawValue]
    case .looks: ["looks"]
    case .look(let number): ["looks", String(number)]
    case .sheet(let partner): ["sheets", partner.description]
    case .makeSheet(let partner): ["sheets", partner.description, "make"]
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
      } else if let format = ReportFormat(rawValue: parts[2]) {
        self = .converted(audience, format)
      } else {
        guard let number = Int(parts[2]), number >= 0 else { return nil }
        self = .file(audience, number)
      }
    case ("dashboard", 2):
      guard let audience = Report.Audience(rawValue: parts[1]) else { return nil }
      self = .dashboard(audience)
    case ("looks", 1): self = .looks
    case ("looks", 2):
      guard let number = Int(parts[1]), number > 0 else { return nil }
      self = .look(number)
    case ("sheets", 2), ("sheets", 3):
      guard let partner = ID<Organisation>(parts[1]) else { return nil }
      guard parts.count == 2 || parts[2] == "make" else { return nil }
      self = parts.count == 2 ? .sheet(partner) : .makeSheet(partner)
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
    case .answers, .decided, .make, .makeSheet: .roles([.analyst])
    case .looks, .look: .roles(Self.lookReaders)
    case .report(let audience), .file(let audience, _), .converted(let audience, _), .dashboard(let audience):
      .roles(audience.readers)
    case .sheet: .roles(Report.Audience.staff.readers)
    case .custody(let link): link.access
    }
  }

  var takes: Takes {
    switch self {
    case .overview, .report, .file, .converted, .messages, .poster, .dashboard, .look, .sheet: .get
    case .promises, .roster, .recruitment, .answers, .slips, .openLink, .person, .decided, .looks: .both
    case .takeBack, .addPerson, .removePerson, .voidSlips, .handSlip, .letters, .bounces, .optOuts: .post
    case .open, .invite, .remind, .close, .make, .makeSheet: .post
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
