extension ParticipantInformation {
  /// What follows from how Hearth works, for a study lead to complete: headings that only they can fill are left empty.
  package static func draft(threshold: Int = 10) -> ParticipantInformation {
    ParticipantInformation(
      sections: [
        .whoSees: [
          "Nobody reads the answers of one person. Reports show groups of \(threshold) people or more; smaller groups are put together or left out.",
          "What you write in your own words is read by a reviewer, without any other answer beside it, before any of it is printed.",
        ],
        .confidentiality: [
          "Your name is on the list of people who are asked. Your answers are kept in another database, without your name, and nothing in the one leads to the other.",
          "Confidentiality ends where your own words say who you are, or where only one person could have given an answer.",
          "Nobody reads answers while the questionnaire is open, and nobody can find out who wrote them. If you or somebody else is at risk of harm, please do not leave it at an answer here: use the help that is named on every page.",
        ],
        .voluntary: [
          "Taking part is up to you, and nobody will know whether you answered. You may leave out any question that is not marked as needed, and stop at any time by closing the page.",
          "With the receipt code that you get at the end you can take your answers back until the questionnaire closes. Afterwards nobody can find them among the others.",
        ],
        .data: [
          "Kept about you: name, contact and unit on the list; that you agreed, and to which version of this text; that you collected your right to answer. None of it has a date.",
          "Answers are kept without names.",
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
