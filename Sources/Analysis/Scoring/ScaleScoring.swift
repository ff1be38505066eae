import Disclosure
import Instruments
import Problems

/// Scores the scales of one instrument from its items' answers.
struct ScaleScoring: Sendable {
  let scorable: ScorableInstrument
  /// One an item, in item order.
  let answers: [ItemAnswers]
  /// The column of each item.
  let columns: [String]
  /// The texts that stand in each column, in item order; empty for columns of numbers.
  let texts: [Set<String>]
  let rows: Int
  let use: StudyFile.InstrumentUse
  let wording: WordingPack?

  func score(_ scale: Scale) throws(Problem) -> ScoredScale {
    let instrument = scorable.instrument
    var scorer = try ScaleScorer(scale, of: scorable, rows: rows, rule: use.missing.rule)
    for item in scale.items {
      let given = answers[item - 1]
      if let validity = given.validity {
        try scorer.add(item: item, codes: given.codes.span, offset: given.offset, validity: validity.span)
      } else {
        try scorer.add(item: item, codes: given.codes.span, offset: given.offset)
      }
    }
    let column = scorer.finish()
    let tables = scale.items.compactMap { item -> ItemTable? in
      guard let responses = instrument.responses(to: item) else { return nil }
      var table = JointCounts(keys: column.keys, keyCount: column.values.count, answers: answers[item - 1]).table(
        item: item, responses: responses, offset: answers[item - 1].offset, units: scorer.units(ofItem: item),
        complete: column.completeKeys)
      table.column = columns[item - 1]
      table.people = peopleDigest(answers[item - 1].validity, count: rows)
      return table
    }
    return ScoredScale(
      subject: Subject(id: "\(instrument.id).\(scale.id)", title: scale.label, instrument: instrument.name),
      reading: reading(scale, instrument, words: words(of: scale.items)), scores: column,
      columns: scale.items.map { columns[$0 - 1] }, definition: (instrument, scale),
      items: tables, complete: column.completeKeys, norms: use.norms.filter { $0.scale == scale.id },
      itemTitles: wording.map { pack in
        Dictionary(uniqueKeysWithValues: pack.items.enumerated().map { ($0 + 1, $1) })
      } ?? [:], words: Dictionary(uniqueKeysWithValues: scale.items.map { ($0, words(of: [$0])) }))
  }

  /// How the scale's numbers are read: response words only where score and codes are on one metric and all items share the words.
  ///
  /// Where every item is turned round, so are the words: a high score then stands for the low end of what people ticked.
  private func reading(
    _ scale: Scale, _ instrument: Instrument, words: [Int: String]
  ) -> ScaleReading {
    let direction = ScaleReading.Direction(rawValue: scale.direction.rawValue) ?? .descriptive
    var anchors: [ScaleReading.Anchor] = []
    let sets = Set(scale.items.compactMap { instrument.responses(to: $0) })
    if sets.count == 1, let set = sets.first, scale.aggregate == .mean || scale.aggregate == .single {
      let turned = Set(scale.reversed) == Set(scale.items)
      anchors = set.options.compactMap { option in
        words[option.code].map {
          ScaleReading.Anchor(code: Double(turned ? set.lowest + set.highest - option.code : option.code), words: $0)
        }
      }.sorted { $0.code < $1.code }
      if anchors.count != set.options.count { anchors = [] }
    }
    return ScaleReading(
      lower: scale.range.lowest, upper: scale.range.highest, higherIs: direction, anchors: anchors,
      midpoint: midpoint(scale, instrument))
  }

  /// Words for the codes of items with one set of answers: from the study file, then the wording pack, then our own or the
  /// instrument's; the first word for a code counts.
  private func words(of items: [Int]) -> [Int: String] {
    var words: [Int: String] = [:]
    for item in items {
      for option in scorable.instrument.responses(to: item)?.options ?? [] {
        words[option.code] = words[option.code] ?? option.words ?? option.label
      }
    }
    words.merge(wording?.labels ?? [:]) { $1 }
    let sets = Set(items.compactMap { scorable.instrument.responses(to: $0) })
    for label in use.labels.reversed() where sets.allSatisfy({ isMeant(label.text, for: $0) }) {
      words[label.code] = label.text
    }
    return words
  }

  /// Whether a label of the study file is an answer of this set: the file names a code only, which several sets may have.
  private func isMeant(_ label: String, for set: ResponseSet) -> Bool {
    scorable.instrument.responses.count == 1 || set.items.contains { texts[$0 - 1].contains(plainAnswer(label)) }
  }

  private func midpoint(_ scale: Scale, _ instrument: Instrument) -> ScaleReading.Midpoint? {
    // Only the Areas of Worklife Survey is read against its midpoint: above it the job fits the person, below it does not.
    guard instrument.id.hasPrefix("aws") else { return nil }
    return ScaleReading.Midpoint(value: scale.range.midpoint, below: "mismatch", above: "match")
  }
}
