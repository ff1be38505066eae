/// What can go wrong for the people who are asked, and what is done about it. The likelihoods are for the study lead to judge: they depend on
/// the place, so the column stands empty.
enum RiskAssessment {
  static let head = [
    "What can go wrong", "What is done about it", "What remains", "Likelihood and severity here (to fill in)",
  ]

  static func rows(threshold: Int) -> [[String]] {
    [
      [
        "Somebody is identified from a table",
        "Figures rest on \(threshold) people or more; smaller groups are put together; every figure is checked against everything released before",
        "Small groups who put their own answers together know more than the check assumes", "",
      ],
      [
        "Somebody is identified from their own words",
        "The page asks people not to name anybody; a reviewer reads every answer before any is printed; no attribute stands beside a quotation",
        "The reviewer may recognise a writer: choose one outside line management", "",
      ],
      [
        "Somebody links names to answers in the databases",
        "Names and answers are in two databases with no value in common; the right to answer is signed blindly; responses are sealed until the close and then mixed",
        "Whoever runs the server could change the page that people see", "",
      ],
      [
        "People feel pressed to take part",
        "Who has answered is not known to anybody; reminders go to those who have not collected their right to answer and are seen by the mailer only; nobody who refers people learns who took part",
        "Pressure in conversation, which no program sees", "",
      ],
      [
        "Questions cause distress",
        "Hard questions are announced; any of them can be left out; help stands on every page and at the end",
        "Nobody can reach a person who writes of harm, because nobody knows who it is: the page says so before the start",
        "",
      ],
      [
        "Results are used against staff",
        "The organisation confirms that nothing here serves capability, absence or disciplinary processes; nothing ranks workers; staff hear results no later than managers",
        "Results of a team as a whole can be misread: give them with the team", "",
      ],
      [
        "Nothing follows, and trust is lost",
        "A wave does not open before somebody owns the results and time or money is set aside",
        "Promises can be broken", "",
      ],
      [
        "Data are lost or stolen",
        "Separate backups in separate hands; contact details encrypted and destroyed after the close; keys in a third place",
        "A lost keyring loses the waves that are open", "",
      ],
    ]
  }
}
