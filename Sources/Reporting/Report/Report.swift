package import Disclosure

/// What a report says, before it is laid out: released findings in the order of the plan, and the facts about how they came to be.
///
/// Conditions of work are described before people: put the sections and findings on conditions first, the page keeps the order.
package struct Report: Sendable {
  package enum Audience: String, Hashable, Sendable, Encodable, CaseIterable {
    /// Everything, with method, limits and appendix.
    case full
    /// Two pages for a team or service lead, with questions to discuss.
    case lead
    /// One page for everyone who was asked.
    case staff
  }

  /// The page's heading: `Burnout at work in drug and alcohol services`.
  package var title: String
  /// The study's stable name, as in the study file.
  package var study: String
  package var wave: String?
  package var organisation: String?
  package var audience: Audience
  /// Paragraphs from the study file: why the study was done and who was asked.
  package var introduction: [String]
  /// Where people find help, in sentences from the study file; the page has its own when this is empty.
  package var support: [String]
  package var sections: [Section]
  package var method: Method
  package var provenance: Provenance
  /// What the bases of figures count.
  package var counted = Counted.people
  /// How many were asked beside how many answered, where that is known.
  package var turnout: Released<Turnout>?
  /// The plan as it was carried out, for `results.json`.
  package var plan: JSON

  package init(
    title: String, study: String, wave: String? = nil, organisation: String? = nil, audience: Audience = .full,
    introduction: [String] = [], support: [String] = [], sections: [Section], method: Method, provenance: Provenance,
    plan: JSON = .object([])
  ) {
    self.title = title
    self.study = study
    self.wave = wave
    self.organisation = organisation
    self.audience = audience
    self.introduction = introduction
    self.support = support
    self.sections = sections
    self.method = method
    self.provenance = provenance
    self.plan = plan
  }
}

/// A part of the report: what it is about and the findings in order.
package struct Section: Sendable {
  /// What the section is about. It chooses words and drawings, not the order.
  package enum Kind: String, Hashable, Sendable, Encodable, CaseIterable {
    /// Who took part.
    case sample
    /// Roles, ways of delivery, challenges, supports.
    case work
    /// Scales over everyone.
    case scales
    /// Answers to the single items of a scale.
    case items
    /// Scales between groups.
    case comparison
    case openAnswers
    case other
  }

  package var kind: Kind
  package var title: String
  package var introduction: [String]
  package var findings: [ReleasedFinding]
  /// Open answers that wait for a person to review them; the section says so.
  package var waiting: Int?

  package init(
    _ kind: Kind, title: String, introduction: [String] = [], findings: [ReleasedFinding], waiting: Int? = nil
  ) {
    self.kind = kind
    self.title = title
    self.introduction = introduction
    self.findings = findings
    self.waiting = waiting
  }
}

/// What the method section cannot read off the findings.
package struct Method: Sendable {
  /// How groups of one were treated, missing answers, merges: sentences of the plan.
  package var notes: [String]
  /// Limits of this study in particular, in sentences; the general ones stand in every report.
  package var limits: [String]
  /// Answers that are none of an instrument's codes and were counted as missing.
  package var outOfRange: [Released<OutOfRangeAnswers>]

  package init(notes: [String] = [], limits: [String] = [], outOfRange: [Released<OutOfRangeAnswers>] = []) {
    self.outOfRange = outOfRange
    self.notes = notes
    self.limits = limits
  }
}
