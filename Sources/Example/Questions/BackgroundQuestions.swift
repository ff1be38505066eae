extension Question {
  /// Questions that describe people, in the order of the file. The sector stands after the role.
  static let characteristics: [Question] = [
    Question(
      column: "age", title: "Age", kind: .single,
      options: [
        Option("18 to 24", 0.04), Option("25 to 34", 0.26, 0.2), Option("35 to 44", 0.3), Option("45 to 54", 0.24, 0.3),
        Option("55 or over", 0.16),
      ]),
    Question(
      column: "gender", title: "Gender", kind: .single,
      options: [
        Option("Woman", 0.66, 0.74), Option("Man", 0.29, 0.22), Option("In another way", 0.02),
        Option("Prefer not to say", 0.03),
      ]),
    Question(
      column: "role", title: "Role", kind: .single,
      options: [
        Option("Recovery or support worker", 0.42, 0.1), Option("Harm reduction worker", 0.2, 0.04),
        Option("Lived experience worker", 0.1, 0.02), Option("Nurse", 0.02, 0.44),
        Option("Doctor or psychologist", 0.01, 0.16), Option("Social worker", 0.02, 0.1),
        Option("Team lead or manager", 0.16, 0.12), Option("Administration and reception", 0.07, 0.02),
      ]),
    Question(
      column: "jobStatus", title: "Job status", kind: .single,
      options: [
        Option("Permanent", 0.62, 0.86), Option("Fixed term", 0.28, 0.1),
        Option("Bank, agency or sessional", 0.05, 0.04),
        Option("Volunteer", 0.05, 0),
      ]),
    Question(
      column: "hours", title: "Contracted hours a week", kind: .single,
      options: [
        Option("0 to 15 hours", 0.06, 0.02), Option("16 to 29 hours", 0.2, 0.22), Option("30 to 37 hours", 0.56, 0.66),
        Option("38 hours or more", 0.18, 0.1),
      ]),
    Question(
      column: "timeService", title: "Time with the service", kind: .single,
      options: [
        Option("0 to 1 years", 0.24, 0.16), Option("2 to 4 years", 0.36, 0.28), Option("5 to 9 years", 0.24),
        Option("10 years or more", 0.16, 0.32),
      ],
      plausible: { $0.age == 0 ? 0..<2 : 0..<4 }),
    Question(
      column: "timeSector", title: "Time in the sector", kind: .single,
      options: [
        Option("0 to 1 years", 0.14, 0.06), Option("2 to 4 years", 0.26, 0.2), Option("5 to 9 years", 0.28),
        Option("10 years or more", 0.32, 0.46),
      ],
      plausible: { ($0.timeService ?? 0)..<($0.age == 0 ? 2 : 4) }),
    Question(
      column: "livedExperience", title: "Lived experience",
      kind: .multiple(none: [
        Option("No lived experience", 0.3, 0.48), Option("Prefer not to say", 0.07, 0.1),
      ]),
      options: [
        Option("Own experience of problem drug or alcohol use", 0.5, 0.2),
        Option("A family member's or friend's drug or alcohol use", 0.62),
        Option("Own experience of poor mental health", 0.45),
      ]),
  ]

  /// Questions about the work.
  static let answers: [Question] = [
    Question(
      column: "deliveryBefore", title: "Ways of delivery before the change", kind: .single,
      options: [
        Option("Mostly face to face", 0.84, 0.88), Option("A mix of both", 0.13, 0.1),
        Option("Mostly by phone or video", 0.03, 0.02),
      ]),
    Question(
      column: "deliveryAfter", title: "Ways of delivery after the change", kind: .single,
      options: [
        Option("Mostly face to face", 0.4, 0.24), Option("A mix of both", 0.5, 0.52),
        Option("Mostly by phone or video", 0.1, 0.24),
      ]),
    Question(
      column: "staffingChange", title: "Staffing over the last year", kind: .single,
      options: [
        Option("Fewer staff", 0.36, 0.66), Option("About the same", 0.38, 0.22), Option("More staff", 0.2, 0.05),
        Option("Not sure", 0.06, 0.07),
      ]),
    Question(
      column: "activities", title: "Role activities", kind: .multiple(none: []),
      options: [
        Option("One-to-one support", 0.78, 0.7), Option("Group work", 0.46, 0.16),
        Option("Assessment and care planning", 0.5, 0.76),
        Option("Outreach and home visits", 0.5, 0.34), Option("Naloxone and harm reduction", 0.62, 0.5),
        Option("Prescribing or dispensing", 0.02, 0.44), Option("Injecting equipment provision", 0.34, 0.2),
        Option("Family support", 0.3, 0.14), Option("Crisis response", 0.4, 0.46),
        Option("Notes, reports and returns", 0.72, 0.84), Option("Supervising or training others", 0.28, 0.34),
      ]),
    Question(
      column: "challenges", title: "Challenges for the sector", kind: .multiple(none: []),
      options: [
        Option("Short-term funding", 0.74, 0.4), Option("Staff shortages and turnover", 0.58, 0.82),
        Option("High caseloads", 0.5, 0.76), Option("Deaths of people we support", 0.56, 0.6),
        Option("Waiting times for treatment", 0.44, 0.4), Option("Stigma", 0.6, 0.42),
        Option("New and stronger drugs", 0.5, 0.46), Option("Housing, poverty and the cost of living", 0.62, 0.5),
        Option("Services not working together", 0.36, 0.3), Option("Pay and conditions", 0.46, 0.34),
      ]),
    Question(
      column: "supports", title: "Supports used in the last year",
      kind: .multiple(none: [
        Option("None of these", 0.07, 0.12), Option("Prefer not to say", 0.02),
      ]),
      options: [
        Option("Regular supervision", 0.7, 0.46), Option("Support from colleagues", 0.74, 0.7),
        Option("Debrief after an incident", 0.36, 0.24), Option("Reflective practice group", 0.34, 0.22),
        Option("Employee assistance or counselling", 0.2, 0.16), Option("Occupational health", 0.06, 0.2),
        Option("Training on looking after yourself", 0.26, 0.2), Option("Peer or recovery network", 0.22, 0.05),
        Option("GP or other health professional", 0.18, 0.22),
      ]),
  ]
}
