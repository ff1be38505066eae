import Disclosure
import Instruments
import Statistics

extension ScoredScale {
  /// The study file's norms, with the four labels of a quarter where quartiles are given.
  var normDrafts: [NormDraft] {
    norms.map { norm in
      NormDraft(
        name: norm.name, source: norm.source, mean: norm.mean, standardDeviation: norm.standardDeviation,
        quartiles: norm.quartiles, quarterLabels: norm.quartiles.isEmpty ? [] : quarterLabels)
    } + confirmedQuartiles
  }

  /// Quartile cut-offs that the licence holder entered from the manual.
  private var confirmedQuartiles: [NormDraft] {
    guard let (instrument, scale) = definition, let cuts = instrument.quartiles[scale.id] else { return [] }
    return [
      NormDraft(
        name: "Median of the manual’s norm group",
        source: instrument.provenance?.sentence ?? instrument.citation, mean: cuts.median, standardDeviation: nil,
        quartiles: [cuts.lower, cuts.median, cuts.upper], quarterLabels: quarterLabels)
    ]
  }

  /// Match and mismatch are the words of the Areas of Worklife Survey, which is read against its midpoint; elsewhere a quarter is a quarter.
  private var quarterLabels: [String] {
    guard reading.midpoint != nil else {
      return ["lowest quarter", "second quarter", "third quarter", "highest quarter"]
    }
    let rising = ["high mismatch", "moderate mismatch", "moderate match", "high match"]
    return reading.higherIs == .worse ? rising.reversed() : rising
  }

  /// How many people fall in each published band.
  func bandDrafts(_ scores: Tabulation) -> [BandDraft] {
    guard let (instrument, scale) = definition else { return [] }
    return instrument.bands.compactMap { set in
      guard let bands = set.bands[scale.id], !bands.isEmpty, set.metric == .score || set.metric == .sum else {
        return nil
      }
      let factor = set.metric == .sum && scale.aggregate == .mean ? Double(scale.items.count) : 1
      var counts = [Int](repeating: 0, count: bands.count)
      var outside = 0
      for (value, count) in zip(scores.values, scores.counts) {
        if let band = set.band(of: value * factor, on: scale.id), let index = bands.firstIndex(of: band) {
          counts[index] += count
        } else {
          outside += count
        }
      }
      let labels = set.labels(bands, factor: factor, items: scale.items.count, reading: reading)
      return BandDraft(
        name: set.id.replacing("_", with: " "), source: set.sourceInWords(instrument),
        mayHeadline: set.mayHeadline,
        caution: set.caution, labels: labels.bands + (outside > 0 ? [labels.none] : []),
        counts: counts + (outside > 0 ? [outside] : []))
    }
  }

  /// The columns and people behind the scores.
  func footing(_ digests: AnswerDigests) -> Footing {
    digests.footing(
      columns, people: peopleDigest(answered, count: scores.keys.count), instrument: definition?.instrument.id)
  }

  var notes: [String] {
    guard let (_, scale) = definition else { return [] }
    // The catalogue speaks to whoever gives the questionnaire: alone it would read like a finding.
    return scale.note.map { ["Of “\(scale.label)” the catalogue says: \($0.hasSuffix(".") ? $0 : $0 + ".")"] } ?? []
  }

  /// The answers to one item as a table of shares, in the order of the codes.
  func itemDraft(_ table: ItemTable, _ digests: AnswerDigests) -> AnswerDraft {
    let labels: [String]
    if let (instrument, _) = definition, let responses = instrument.responses(to: table.item) {
      labels = responses.options.map { option in
        words[table.item]?[option.code] ?? option.words ?? option.label ?? "code \(option.code)"
      }
    } else {
      labels = table.counts.indices.map { "code \($0)" }
    }
    return AnswerDraft(
      subject: Subject(
        id: subject.id + ".item\(table.item)", title: itemTitles[table.item] ?? "Item \(table.item)",
        instrument: subject.instrument),
      labels: labels, counts: table.counts, base: table.counts.reduce(0, +), several: false, ordered: true,
      footing: digests.footing([table.column], people: table.people, instrument: definition?.instrument.id))
  }
}
