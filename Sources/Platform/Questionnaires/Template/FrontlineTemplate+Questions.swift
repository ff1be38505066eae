/// The questions of our own. Deaths are spoken of plainly and without blame; nobody is asked what they did.
extension FrontlineTemplate {
  static let opening = """
    # Frontline burnout study: a questionnaire to begin with. Change what does not fit, then look at
    #   hearth questionnaire check questionnaire.yaml --roster roster.csv
    # Every question about who somebody is makes groups smaller: leave out what you will not use.
    questionnaire: How work is for us
    version: "1"
    threshold: 10
    ownScores: true
    information:
      - We ask everybody in our services how work is for them, so that we can change what wears people down.
      - Answers are kept without names, unread until the close. A reviewer then reads what people wrote. Figures are about ten people or more. All staff hear the results, no later than managers do.
      - Some questions are about deaths and overdoses at work. You can leave out every question, and stop at any time.
    consent:
      - I have read this and could ask questions about it.
      - I know that I can stop, and how to take my answers back.
      - I want to take part.
    support:
      # Ring each of these up before you ask: a check holds for 90 days.
      - Somebody you trust at work, or your own doctor
      - Samaritans, day and night, 116 123
      - If somebody is in danger now, call 999
    # A wave opens only with these promises, which people are told: fill them in and take the # away.
    # results:
    #   owner: who answers for what follows from the results
    #   act: time or money that is set aside for acting on them
    #   supportChecked: 2026-01-31
    #   staffHear: 2026-06-30
    #   managersHear: 2026-06-30
    pages:

    """

  static let you = """
      - title: About you
        text: [These answers are kept apart from what you say about work unless enough people share them.]
        questions:
          - {id: age, ask: How old are you?, choice: [Under 25, 25 to 34, 35 to 44, 45 to 54, 55 or over], ordered: true, about: person, preferNot: true}
          - {id: gender, ask: What is your gender?, choice: [Woman, Man, In another way], about: person, preferNot: true}
          - id: role
            ask: What is most of your work?
            choice: [With people who use the service, Leading others, Peer work, Clinical work, Behind the scenes]
            about: person
            compare: true
            preferNot: true
          - {id: sector, ask: Who employs you?, choice: [A charity, The NHS, A council, Another employer], about: person, preferNot: true}
          - {id: job, ask: What kind of post do you have?, choice: [Permanent, Fixed term, Sessional or agency, Volunteer], about: person, preferNot: true}
          - {id: hours, ask: How many hours a week do you work?, choice: [Under 16, 16 to 29, 30 to 37, Over 37], ordered: true, about: person, preferNot: true}
          - {id: service, ask: How long have you worked in this service?, choice: [Under a year, 1 to 2 years, 3 to 5 years, Over 5 years], ordered: true, about: person, preferNot: true}
          - {id: field, ask: How long have you worked in this field?, choice: [Under 2 years, 2 to 5 years, 6 to 10 years, Over 10 years], ordered: true, about: person, preferNot: true}
          - id: lived
            ask: Have you, or somebody close to you, had problems with alcohol or other drugs?
            hint: Leave this out if you like.
            choice: ["I have", Somebody close to me, Both, Neither]
            about: person
            preferNot: true

    """

  static let job = """
      - title: About your job
        questions:
          - {id: tasks, ask: What fills most of your week?, several: [One-to-one work, Groups, Outreach, Telephone or online work, Clinical care, Records, Meetings, Leading others]}
          - {id: before, ask: How did you mostly see people a year ago?, choice: [In person, By telephone or online, Half each, Not at all]}
          - {id: now, ask: How do you mostly see people now?, choice: [In person, By telephone or online, Half each, Not at all]}
          - {id: staffing, ask: Over the last year the number of staff in my team has, choice: [Gone down, Stayed about the same, Gone up], ordered: true}

    """

  static let service = """
      - title: What makes it hard, and what helps
        questions:
          - {id: challenges, ask: What makes the work hardest at present?, several: [Too many people to see, Too few staff, Needs that we cannot meet, Waiting times elsewhere, Records and targets, Short funding, Pay, Violence or threats, Deaths, Change without explanation]}
          - {id: supports, ask: Which of these have you used in the last year?, several: [Supervision, Reflective practice, A debrief, Talking with colleagues, A support line or counselling, Occupational health, Training, Changed hours or duties, None of these]}

    """

  static let exposure = """
      - title: Deaths and overdoses
        text:
          - You may leave all of these out.
        questions:
          - id: deaths
            ask: In the last 12 months, how many people that you worked with died?
            choice: [None, "1", 2 or 3, 4 to 6, 7 or more]
            ordered: true
            preferNot: true
          - id: suicide
            ask: Did any of them die by suicide, as far as you know?
            choice: ["Yes", "No", I do not know]
            preferNot: true
            when: {deaths: ["1", 2 or 3, 4 to 6, 7 or more]}
          - id: overdoses
            ask: In the last 12 months, how many near-fatal overdoses did you deal with at work?
            choice: [None, "1", 2 or 3, 4 to 6, 7 or more]
            ordered: true
            preferNot: true
          - id: followup
            ask: After the last death or near-fatal overdose, what did you receive at work?
            several: [Time with my manager, A team debrief, Lighter duties, Supervision, Counselling offered, Nothing, I wanted nothing, There was none]
            preferNot: true

    """

  static let moreWords = """
      - title: More in your own words
        questions:
          - {id: keeps, ask: What keeps you going in this work?, text: 1000}
          - {id: stop, ask: What should we stop doing?, text: 1000}

    """

  static let words = """
      - title: In your own words
        questions:
          - {id: change, ask: What one thing would make your work better?, text: 1000}

    """
}
