import Markup

extension EthicsPack {
  @MarkupBuilder var information: [Node] {
    for section in questionnaire.information { self.section(section.title, section.paragraphs) }
    if let commitments = questionnaire.commitments {
      section(Commitments.title(in: questionnaire.language), commitments.words(in: questionnaire.language))
    }
    if let custody = questionnaire.custody {
      section(
        CustodyTerms.title(in: questionnaire.language),
        custody.words(in: questionnaire.language, threshold: questionnaire.threshold))
    }
    section(HarmLimit.title(in: questionnaire.language), HarmLimit.words(in: questionnaire.language))
    HTML.h2 { "Help that is named on every page" }
    Self.list(questionnaire.support)
    if let server { section(ParticipantInformation.serverTitle(in: questionnaire.language), [server]) }
  }

  @MarkupBuilder private func section(_ title: String?, _ paragraphs: [String]) -> [Node] {
    if let title { HTML.h2 { .text(title) } }
    for paragraph in paragraphs { HTML.p { .text(paragraph) } }
  }

  var consent: [Node] {
    [
      HTML.p {
        "Each statement is ticked by itself, after the information and before anything is asked. Agreeing is recorded with the wave and the version of the information, without a date, apart from the answers. It is a step of its own: the right to answer is collected afterwards."
      },
      Self.list(questionnaire.consent),
      HTML.p {
        "A person can stop at any time by closing the page, and can take answers back with the receipt code until the wave closes. Afterwards nobody can find them among the others."
      },
    ]
  }

  @MarkupBuilder var questions: [Node] {
    for page in questionnaire.pages {
      if let title = page.title { HTML.h2 { .text(title) } }
      for condition in page.when { self.condition(condition) }
      for line in page.text { HTML.p { .text(line) } }
      for question in page.questions { self.question(question) }
    }
  }

  private func condition(_ condition: Questionnaire.Condition) -> Node {
    HTML.p {
      "Only after \(HTML.code { .text(condition.question) }): \(condition.options.joined(separator: ", "))"
    }
  }

  @MarkupBuilder private func question(_ question: Questionnaire.Question) -> [Node] {
    HTML.h3 { .text(question.ask + (question.required ? " (needed)" : "")) }
    for condition in question.when { self.condition(condition) }
    if let hint = question.hint { HTML.p { .text(hint) } }
    answers(question.kind)
  }

  private func offered(_ options: Questionnaire.Options) -> [String] {
    options.words + (options.preferNot ? ["Prefer not to say"] : [])
  }

  private func answers(_ kind: Questionnaire.Kind) -> [Node] {
    switch kind {
    case .choice(let options): [HTML.p { "One of:" }, Self.list(offered(options))]
    case .several(let options): [HTML.p { "Any of:" }, Self.list(offered(options))]
    case .rating(let rating):
      rating.statements.map { statement in
        HTML.p { .text("\(statement.words) (\(statement.steps.map(\.words).joined(separator: " – ")))") }
      }
    case .number(let range): [HTML.p { "A number from \(range.lowerBound) to \(range.upperBound)." }]
    case .month(let range):
      [HTML.p { .text("A month from \(range.lowerBound) to \(range.upperBound).") }]
    case .text(let limit):
      [
        HTML.p {
          "In one’s own words, at most \(limit) characters. Before the box stands that nobody reads this live, that nobody can find the writer, and where help is now."
        }
      ]
    }
  }

  @MarkupBuilder var poster: [Node] {
    HTML.h2 { .text(questionnaire.title) }
    HTML.p { .text(questionnaire.information.first?.paragraphs.first ?? "") }
    HTML.p {
      "Taking part is up to you. Whether you answered is written down nowhere, and your answers are kept without your name."
    }
    if let commitments = questionnaire.commitments { Self.list(commitments.words(in: questionnaire.language)) }
    HTML.p { "Ask for your invitation, or for a paper slip with a code if you have no e-mail at work." }
    HTML.h3 { "Help that is there now" }
    Self.list(questionnaire.support)
  }

  var distress: [Node] {
    let hard = questionnaire.questions.contains { if case .text = $0.kind { true } else { false } }
    return [
      HTML.p {
        "Answers are sealed until the close and carry no name: nobody can read them in time, and nobody can find the person who wrote them. The protocol rests on help that people can reach themselves, and on people around them."
      },
      HTML.h2 { "Before" },
      Self.list([
        "The information says before the start that nobody here can act on what is written, and where help is.",
        "Team leads know the date, have the list of help, and keep time free on that day.",
        "The help below is rung up within \(Commitments.checkHolds) days before the start; the wave does not open otherwise.",
      ]),
      HTML.h2 { "While somebody answers" },
      Self.list(
        [
          "Help stands below every page and after the end.",
          "Every question that is not marked as needed can be left out, and anybody can stop.",
          "Items about harming oneself are not asked in anonymous waves.",
        ] + (hard ? ["Before every text box stands that nobody reads this live, and where help is now."] : [])),
      HTML.h2 { "If somebody speaks up" },
      Self.list([
        "Whoever is told listens, asks whether the person is safe now, and stays until help is reached.",
        "Risk of harm to somebody goes the organisation’s own safeguarding way: write its name and telephone number here.",
        "Nothing of it is entered in Hearth.",
      ]),
      HTML.h2 { "If an open answer tells of harm" },
      Self.list([
        "The reviewer reads it after the close. The writer cannot be found, and nobody tries to.",
        "The reviewer tells the owner of the results that there is concern, without the words where these could name the writer.",
        "Help is offered to everybody again, with the results.",
      ]),
      HTML.h2 { "Help" }, Self.list(questionnaire.support),
    ]
  }

  var dataPlan: [[String]] {
    [
      [
        "Roster", "Name, contact, unit", "Directory, encrypted under the wave’s contact key",
        "Destroyed after the close",
      ],
      [
        "Invitation", "Hash of a secret; collected, as a flag without a date", "Directory",
        "As long as the wave’s record",
      ],
      [
        "Consent", "Wave and version of the information; no date", "Directory, apart from contacts and answers",
        "To fill in",
      ],
      ["Response while open", "Sealed; nobody can read it", "Answers", "Until the close"],
      [
        "Response after the close",
        "Answers, mixed, without name or date; groups below \(questionnaire.threshold) put together", "Answers",
        "To fill in",
      ],
      ["Report", "Released figures and cleared words", "Answers; wherever it is published", "To fill in"],
      [
        "Keys", "To seal, sign and encrypt", "Keyring, in neither database",
        "Destroyed at the close; contact key later",
      ],
      ["Log of administrators’ acts", "Who did what on which day; no content", "Directory", "To fill in"],
    ]
  }
}
