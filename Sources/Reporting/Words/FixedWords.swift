/// Sentences that stand in every report. None of them holds a figure.
enum FixedWords {
  static let burnout = """
    Burnout is a response to long-lasting stress at work. It is not a diagnosis. These scores describe groups; they \
    cannot say whether one person is unwell.
    """

  static let notCauses = """
    A difference between groups does not say why it is there, and one survey cannot tell a cause from an effect.
    """

  static let support = """
    If work weighs on you, you do not have to wait for a report: talk to someone you trust, your supervisor, \
    occupational health or your GP. In the UK and Ireland you can call Samaritans free, day and night, on 116 123.
    """

  static let method: [String] = [
    "Means, standard deviations and intervals are of the people who answered enough items of a scale.",
    """
    An interval is a 95% confidence interval unless it says otherwise: if the survey could be repeated many times with \
    people of the same kind, 19 in 20 such intervals would hold the true value.
    """,
    """
    “Clear” means that the headline test gives p below .05. “No clear difference” does not mean that groups are equal: \
    read the interval.
    """,
    "p-values are two-sided. p-values of pairs are adjusted for the number of pairs by the method named beside them.",
    """
    Differences between groups are worked out before rounding, so they may differ by one in the last digit from the \
    difference of the means as printed.
    """,
    "Several scales were compared, so a single p-value just below .05 is weak evidence.",
  ]

  static let tests: [String] = [
    "Analysis of variance compares group means and takes the spread of all groups to be equal; Welch’s test does not.",
    "The Kruskal–Wallis test compares ranks, so single very high or low scores count for less.",
    "The Brown–Forsythe test asks whether the spreads of the groups are equal.",
  ]

  static let protection: [String] = [
    """
    Counts of who people are appear only where every group, its complement and every difference between published \
    groups holds at least the threshold. Smaller groups were merged or left out.
    """,
    "Answers appear as shares, without counts, in coarse steps in smaller groups, and never as “all” or “none”.",
    "Statistics are rounded on purpose, and a group’s mean appears only with everything released before in view.",
  ]

  static let limits: [String] = [
    "People who were asked can talk to each other and put what they know together. No rule about figures prevents that.",
    """
    Whoever holds the file of answers can read every answer in it. This report protects people from its readers, not \
    from the holder of the file.
    """,
    "Protection counts people in this file. It cannot know what another report or another survey has already said.",
    "Not everyone who was asked may have answered. Those who did not may be the ones who are most tired.",
    "The figures belong to one point in time.",
    notCauses,
    burnout,
  ]

  static let questions: [String] = [
    "Does this picture fit what you see at work? What is missing from it?",
    "What already works well here, and what would put it at risk?",
  ]

  static let closingQuestions: [String] = [
    "Which one condition of work can we change in the next three months? Who decides, and who needs to agree?",
    "What do we need from the organisation that we cannot change ourselves?",
    "When will we look at this again, and how will everyone hear what was decided?",
  ]
}

extension FixedWords {
  /// Why shares as printed look odd beside each other.
  static let roundedShares = """
    Rounded shares need not add up to a hundred. Next to an end, a share that would stand for a single number of people is \
    given as the next step towards the middle, so it may be off by nearly a whole step.
    """

  /// A reason that continues “Withheld:”.
  static func plainReason(_ reason: String) -> String {
    reason.hasPrefix("Hidden: it ") ? "a cell that " + reason.dropFirst("Hidden: it ".count) : reason
  }

  static func smallest(_ report: Report) -> String {
    "No figure in this report is about fewer than \(report.provenance.threshold) \(report.counted.noun)."
  }
}

extension Report {
  /// A wave that is only a number says what it counts: “Wave 2026”, “Spring 2026”.
  var waveInWords: String? {
    guard let wave, !wave.isEmpty else { return nil }
    return wave.allSatisfy { !$0.isLetter } ? "Wave \(wave)" : wave
  }
}

/// A note as it is printed: the typesetter's apostrophe.
func printed(_ note: String) -> String { note.replacing("'", with: "’") }
