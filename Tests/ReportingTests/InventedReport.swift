import Reporting

@testable import Disclosure

/// A report about an invented study with invented instruments: every shape, merged and withheld parts, labels that need escaping.
enum InventedReport {
  static func report(_ audience: Report.Audience = .full) -> Report {
    Report(
      title: "How work is in the harbour services", study: "harbour-2026", wave: "Spring 2026",
      organisation: "Harbour & Coast Partnership", audience: audience,
      introduction: [
        "The partnership asked everyone who works in its services how work is, so that it can change what makes work hard."
      ],
      sections: [sample, work, scales, items, comparison, openAnswers],
      method: Method(
        notes: [
          "Two sectors with fewer than ten people were joined with the nearest larger one before anything was compared."
        ],
        limits: ["The survey ran in the weeks before the summer leave."]),
      provenance: Provenance(
        inputFile: "answers.csv", inputSHA256: String(repeating: "0123456789abcdef", count: 4), rows: 40,
        studyFile: "study.yaml", studySHA256: String(repeating: "fedcba9876543210", count: 4), hearthVersion: "0.1.0",
        instruments: [
          InstrumentUse(
            id: "tides18", name: "Working Tides Questionnaire (18 items)", keyStatus: "from secondary sources",
            confidence: "medium", acceptedUnverified: "the partnership holds no manual yet.",
            source: "Harbour (2020)."),
          InstrumentUse(
            id: "lantern9", name: "Lantern Inventory (9 items)", keyStatus: "verified against the manual",
            confidence: "high",
            confirmation: .init(by: "A. Keeper", date: "2026-03-02", edition: "the manual, 2nd edition")),
        ],
        threshold: 10, seed: 20_260_301),
      plan: .object(["headline": .string("welch"), "threshold": .integer(10)]))
  }

  static let sector = Subject(id: "sector", title: "Sector")

  static let people = FrequencyTable(
    subject: sector, base: 40, several: false, rows: [row("Statutory", [], 17, 42.5), row("Other", [], 23, 57.5)],
    notes: [])

  static let sample = Section(
    .sample, title: "Who took part",
    findings: [
      .frequency(
        Released(
          FrequencyTable(
            subject: sector, base: 40, several: false,
            rows: [
              row("Statutory", ["NHS", "Local authority", "Health and social care"], 17, 42.5),
              row("Third and community", ["Third sector", "Community-led"], 23, 57.5),
            ],
            notes: ["Five sectors were joined to two, because three of them had fewer than ten people."]))),
      .frequency(
        Released(
          FrequencyTable(
            subject: Subject(id: "age", title: "Age"), base: 40, several: false,
            rows: [
              row("Under 45", ["Under 25", "25 to 34", "35 to 44"], 21, 52.5),
              row("45 and over", ["45 to 54", "55 and over"], 19, 47.5),
            ], notes: []))),
      .frequency(
        Released(
          FrequencyTable(
            subject: Subject(id: "lived", title: "Lived experience"), base: 40, several: true,
            rows: [
              row("Own or a family member’s", [], 18, 45),
              .init(
                label: "Prefer not to say", members: [], count: .suppressed(reason: "fewer than 10 people"),
                percent: .suppressed(reason: "fewer than 10 people")),
            ], notes: []))),
      .withheld(
        Withheld(
          subject: Subject(id: "gender", title: "Gender"), what: "the table",
          reason: "One group had fewer than ten people and no neighbouring group could be joined with it.")),
    ])

  static let work = Section(
    .work, title: "The work",
    findings: [
      .answers(
        Released(
          AnswerTable(
            subject: Subject(id: "challenges", title: "Challenges for the sector"), base: 40, several: true,
            ordered: false, step: 5,
            rows: [
              answer("Short funding rounds", 65), answer("Too few staff for the number of people who need support", 60),
              answer("Stress and burnout at work", 55), answer("Paperwork <and> forms", 30),
              .init(label: "Travel", share: .shown(.atMost(5))),
              .init(label: "Something else", share: .suppressed(reason: "would reveal another share")),
            ], notes: []))),
      .crossTabulation(
        Released(
          CrossTabulation(
            rowSubject: sector, columnSubject: Subject(id: "delivery", title: "Way of delivery"),
            rowLabels: ["Statutory", "Third and community"], columnLabels: ["In person", "By telephone", "Online"],
            base: 40,
            cells: .shares([
              [
                .shown(.about(Figure(45, unit: 5))), .shown(.about(Figure(35, unit: 5))),
                .shown(.about(Figure(20, unit: 5))),
              ],
              [.shown(.atLeast(95)), .shown(.atMost(5)), .suppressed(reason: "would reveal another share")],
            ]), notes: []))),
      .crossTabulation(
        Released(
          CrossTabulation(
            rowSubject: sector, columnSubject: Subject(id: "age", title: "Age"),
            rowLabels: ["Statutory", "Third and community"], columnLabels: ["Under 45", "45 and over"], base: 40,
            cells: .counts(
              [
                [.suppressed(reason: "fewer than 10 people"), .suppressed(reason: "protects another cell")],
                [.suppressed(reason: "protects another cell"), .suppressed(reason: "protects another cell")],
              ], rowTotals: [.shown(17), .shown(23)], columnTotals: [.shown(21), .shown(19)]), notes: []))),
    ])

  static let tides = ScaleReading(
    lower: 1, upper: 5, higherIs: .better,
    anchors: [
      .init(code: 1, words: "hardly ever"), .init(code: 2, words: "seldom"), .init(code: 3, words: "now and then"),
      .init(code: 4, words: "often"), .init(code: 5, words: "nearly always"),
    ],
    midpoint: .init(value: 3, below: "out of step", above: "in step"))
  static let lantern = ScaleReading(
    lower: 0, upper: 6, higherIs: .worse,
    anchors: (0...6).map {
      .init(
        code: Double($0), words: ["never", "rarely", "monthly", "twice a month", "weekly", "most days", "daily"][$0])
    })

  static let scales = Section(
    .scales, title: "How work is, and how people are",
    findings: [
      .scale(Released(scale("tides.load", "Workload", "Working Tides", tides, mean: 3.1, sd: 0.9, norms: true))),
      .scale(Released(scale("tides.say", "Having a say", "Working Tides", tides, mean: 3.5, sd: 0.8))),
      .scale(Released(scale("tides.thanks", "Recognition", "Working Tides", tides, mean: 3.0, sd: 1.0))),
      .scale(
        Released(
          scale("lantern.dim", "Exhaustion at work", "Lantern Inventory", lantern, mean: 2.4, sd: 1.7, bands: true))),
      .scale(
        Released(scale("lantern.far", "Distance from the work", "Lantern Inventory", lantern, mean: 1.1, sd: 0.9))),
    ])

  static let items = Section(
    .items, title: "Question by question",
    findings: [
      .answers(
        Released(item("tides.1", "First invented question about the time there is for the work", [10, 20, 25, 30, 15]))),
      .answers(Released(item("tides.2", "Second invented question", [5, 10, 20, 45, 20]))),
    ])

  static let comparison = Section(
    .comparison, title: "Differences between groups",
    findings: [
      .comparison(
        Released(
          compared(
            "tides.load", "Workload", "Working Tides", tides, (2.5, 3.5), 11.3,
            .equal(Figure(0.00192, significantDigits: 3))))),
      .comparison(
        Released(
          compared(
            "tides.say", "Having a say", "Working Tides", tides, (3.4, 3.6), 0.61,
            .equal(Figure(0.441, significantDigits: 3))))),
      .comparison(
        Released(
          compared("lantern.dim", "Exhaustion at work", "Lantern Inventory", lantern, (4.1, 1.4), 38.1, .below(0.0001)))
      ),
      .comparison(Released(byAge)),
      .withheld(
        Withheld(
          subject: Subject(id: "tides.load", title: "Workload"), what: "the comparison by gender",
          reason: "A group had fewer than ten people.")),
    ])

  static let openAnswers = Section(
    .openAnswers, title: "In people’s own words",
    findings: [
      .quotation(
        Released(
          Quotation(
            subject: Subject(id: "change", title: "What should change first"),
            text: "Time to sit down with a colleague after a hard day, and “not just when something went wrong”.",
            band: nil))),
      .quotation(
        Released(
          Quotation(
            subject: Subject(id: "change", title: "What should change first"),
            text: "A rota that is known a month ahead.",
            band: "Exhaustion at work above the middle of the scale"))),
    ], waiting: 17)

  private static func row(_ label: String, _ members: [String], _ count: Int, _ percent: Double) -> FrequencyTable.Row {
    .init(label: label, members: members, count: .shown(count), percent: .shown(Figure(percent, unit: 0.1)))
  }

  private static func answer(_ label: String, _ share: Double) -> AnswerTable.Row {
    .init(label: label, share: .shown(.about(Figure(share, unit: 5))))
  }

  private static func item(_ id: String, _ title: String, _ shares: [Double]) -> AnswerTable {
    AnswerTable(
      subject: Subject(id: id, title: title, instrument: "Working Tides"), base: 40, several: false, ordered: true,
      step: 5,
      rows: zip(tides.anchors, shares).map { anchor, share in
        share <= 5 ? .init(label: anchor.words, share: .shown(.atMost(5))) : answer(anchor.words, share)
      }, notes: [])
  }

  static func interval(_ middle: Double, _ half: Double) -> Interval {
    Interval(lower: Figure(middle - half, unit: 0.1), upper: Figure(middle + half, unit: 0.1), confidence: 0.95)
  }

  static func box(_ median: Double, whiskers: Bool) -> BoxSummary {
    BoxSummary(
      median: Figure(median, unit: 0.5), lowerHinge: Figure(median - 0.5, unit: 0.5),
      upperHinge: Figure(median + 0.5, unit: 0.5),
      whiskers: whiskers ? .init(tenth: Figure(median - 1, unit: 0.5), ninetieth: Figure(median + 1, unit: 0.5)) : nil)
  }

  private static func scale(
    _ id: String, _ title: String, _ instrument: String, _ reading: ScaleReading, mean: Double, sd: Double,
    norms: Bool = false, bands: Bool = false
  ) -> ScaleSummary {
    ScaleSummary(
      subject: Subject(id: id, title: title, instrument: instrument), reading: reading, base: 40,
      mean: Figure(mean, unit: 0.1), standardDeviation: Figure(sd, unit: 0.1), interval: interval(mean, 0.3),
      box: box(mean, whiskers: true),
      reliability: ReliabilitySummary(
        items: 4, people: .shown(40), alpha: Figure(0.82, unit: 0.01),
        interval: Interval(lower: Figure(0.71, unit: 0.01), upper: Figure(0.89, unit: 0.01), confidence: 0.95),
        itemRest: [0.61, 0.58, 0.7, 0.49].map { Figure($0, unit: 0.01) },
        alphaIfDeleted: [0.78, 0.79, 0.74, 0.81].map { Figure($0, unit: 0.01) }),
      norms: norms
        ? [
          NormComparison(
            name: "Harbour staff 2020", source: "the partnership", mean: Figure(3.3, unit: 0.1),
            standardDeviation: Figure(0.8, unit: 0.1), difference: Figure(-0.2, unit: 0.1),
            interval: interval(-0.2, 0.3), tScore: Figure(47.5, unit: 1), percentile: Figure(40, unit: 1),
            quarter: "moderate mismatch"
          )
        ] : [],
      bands: bands
        ? [
          BandShares(
            name: "thirds of the 1998 sample", source: "Lantern (1998)", mayHeadline: false,
            caution: "These cut-offs were thirds of one sample. They do not say who is well or unwell.",
            table: AnswerTable(
              subject: Subject(id: id + ".bands", title: "Exhaustion at work by band"), base: 40, several: false,
              ordered: true, step: 5, rows: [answer("lower", 45), answer("middle", 35), answer("upper", 20)], notes: [])
          )
        ] : [],
      notes: [])
  }

  private static func compared(
    _ id: String, _ title: String, _ instrument: String, _ reading: ScaleReading, _ means: (Double, Double),
    _ statistic: Double, _ p: PValue
  ) -> GroupComparison {
    let difference = Figure(means.0 - means.1, unit: 0.1)
    return GroupComparison(
      subject: Subject(id: id, title: title, instrument: instrument), reading: reading, by: sector,
      groups: [
        .init(
          label: "Statutory", members: ["NHS"], base: 17, mean: Figure(means.0, unit: 0.1),
          standardDeviation: Figure(1.2, unit: 0.1), interval: interval(means.0, 0.6),
          box: box(means.0, whiskers: false)),
        .init(
          label: "Third and community", members: ["Third sector"], base: 23, mean: Figure(means.1, unit: 0.1),
          standardDeviation: Figure(0.9, unit: 0.1), interval: interval(means.1, 0.4),
          box: box(means.1, whiskers: false)),
      ],
      headline: .welch,
      tests: [
        .init(
          method: .welch, symbol: "F", statistic: Figure(statistic, significantDigits: 3),
          degreesOfFreedom: [Figure(1, significantDigits: 3), Figure(26.24, significantDigits: 3)], p: p),
        .init(
          method: .classic, symbol: "F", statistic: Figure(statistic * 1.1, significantDigits: 3),
          degreesOfFreedom: [Figure(1, unit: 1), Figure(38, unit: 1)], p: p),
        .init(
          method: .rank, symbol: "H", statistic: Figure(statistic * 0.6, significantDigits: 3),
          degreesOfFreedom: [Figure(1, unit: 1)], p: p),
      ],
      pairs: [
        .init(
          first: "Statutory", second: "Third and community", method: .gamesHowell, difference: difference,
          interval: interval(difference.value, 0.7), p: p, effect: Figure(-0.83, unit: 0.01),
          effectInterval: Interval(lower: Figure(-1.48, unit: 0.01), upper: Figure(-0.18, unit: 0.01), confidence: 0.95)
        )
      ],
      effects: [
        .init(kind: .etaSquared, value: Figure(0.23, unit: 0.01), interval: nil),
        .init(
          kind: .hedgesG, value: Figure(-0.83, unit: 0.01),
          interval: Interval(lower: Figure(-1.48, unit: 0.01), upper: Figure(-0.18, unit: 0.01), confidence: 0.95)),
      ],
      notes: ["The spreads of the groups may differ, so Welch’s test is the headline."])
  }

  /// Three groups, ranks as the headline.
  static let byAge = GroupComparison(
    subject: Subject(id: "lantern.far", title: "Distance from the work", instrument: "Lantern Inventory"),
    reading: lantern, by: Subject(id: "years", title: "Years with the service"),
    groups: zip(["Under 2", "2 to 9", "10 and over"], [0.8, 1.1, 1.9]).map { label, mean in
      .init(
        label: label, members: [label], base: 13, mean: Figure(mean, unit: 0.1),
        standardDeviation: Figure(0.8, unit: 0.1),
        interval: interval(mean, 0.5), box: box(mean, whiskers: false))
    },
    headline: .rank,
    tests: [
      .init(
        method: .rank, symbol: "H", statistic: Figure(8.42, significantDigits: 3),
        degreesOfFreedom: [Figure(2, unit: 1)],
        p: .equal(Figure(0.0148, significantDigits: 3)))
    ],
    pairs: [
      .init(
        first: "Under 2", second: "10 and over", method: .dunnHolm, difference: nil, interval: nil,
        p: .equal(Figure(0.0113, significantDigits: 3)), effect: nil, effectInterval: nil),
      .init(
        first: "Under 2", second: "2 to 9", method: .dunnHolm, difference: nil, interval: nil,
        p: .equal(Figure(0.402, significantDigits: 3)), effect: nil, effectInterval: nil),
    ],
    effects: [.init(kind: .epsilonSquared, value: Figure(0.21, unit: 0.01), interval: nil)], notes: [])
}
