extension ParticipantInformation {
  /// What follows from how Hearth works, for a study lead to complete: headings that only they can fill are left empty. It is true for everybody, by
  /// invitation, by slip and by an open link: one study may ask in all three ways.
  package static func draft(threshold: Int = 10) -> ParticipantInformation {
    ParticipantInformation(
      sections: [
        .whoSees: [
          "Nobody reads answers before the questionnaire closes. Reports show groups of \(threshold) people or more; smaller groups are put together or left out.",
          "What you write in your own words is read by a reviewer, one text at a time and without any other answer beside it, before any of it is printed.",
        ],
        .confidentiality: [
          "Your answers are kept without your name. If you were sent an invitation or given a slip, your name is on a list of people who are asked; the list is kept in another database, and nothing in the one leads to the other. If you use a link that is the same for everybody, nobody is asked for a name.",
          "Confidentiality ends where your own words say who you are, or where only one person could have given an answer.",
          "Nobody reads answers while the questionnaire is open, and no name stands with them. If you or somebody else is at risk of harm, please do not leave it at an answer here: use the help that is named on every page.",
        ],
        .voluntary: [
          "Taking part is up to you, and whether you answered is written down nowhere. You may leave out any question that is not marked as needed, and stop at any time by closing the page.",
          "With the receipt code that you get at the end you can take your answers back until the questionnaire closes. Afterwards they cannot be found among the others.",
        ],
        .data: [
          "Where there is a list of people: name, contact and unit are kept on it, and that a right to answer was collected, or a slip given, without a date. That this text was agreed to, and in which version, is kept apart from the answers. By a link that is the same for everybody nothing is kept about you but your answers.",
          "Names and contacts on a list are destroyed after the questionnaire has closed. Answers are kept without names.",
        ],
        .publication: ["Figures about groups of \(threshold) people or more, and words that a reviewer has cleared."],
      ],
      consent: [
        "I have read the information and could ask questions.",
        "I know that taking part is up to me and that I can stop at any time.",
        "I agree to take part.",
      ])
  }
}
