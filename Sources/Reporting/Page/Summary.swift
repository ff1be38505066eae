import Disclosure
import Markup

extension Page {
  /// What was found, in the order of the plan: how many took part, what was named most often, the means of each instrument, clear
  /// differences, and what does not differ clearly.
  mutating func summary() -> [Node] {
    opening + [
      HTML.ul(.class("findings")) { for sentence in keySentences(means: true, tests: true) { HTML.li { sentence } } },
      HTML.p(.class("note safeguard")) { .text(FixedWords.burnout) },
    ]
  }

  var opening: [Node] {
    report.introduction.map { text in HTML.p { .text(text) } }
      + ((turnoutSentence ?? takingPart).map { people in [HTML.p(.class("lede")) { people }] } ?? [])
  }

  private var takingPart: Node? {
    for finding in report.sections.flatMap(\.findings) {
      switch finding {
      case .frequency(let table):
        return "\(table.value.base.bound) \(report.counted == .people ? "people took part" : "responses came in")."
      case .scale(let scale):
        return "\(scale.value.base.bound) \(report.counted == .people ? "people answered" : "responses came in")."
      default: continue
      }
    }
    return nil
  }

  /// One sentence a finding that matters, in the order of the plan. `means` adds the means over everyone, `tests` the statistics
  /// of differences.
  func keySentences(means: Bool, tests: Bool) -> [Node] {
    var sentences: [Node] = []
    for block in report.sections.flatMap(\.blocks) {
      switch block {
      case .answers(let answers): if let sentence = answers.sentence { sentences.append(sentence) }
      case .scales(let scales): if means { sentences.append(ScaleSummary.sentence(of: scales, title: block.title)) }
      case .comparisons(let comparisons):
        sentences += comparisons.filter(\.isClear).map { tests ? $0.sentence : $0.plainSentence }
      default: continue
      }
    }
    return sentences + unclearSentences
  }

  /// What does not differ clearly and what could not be tested, a sentence a question.
  var unclearSentences: [Node] {
    let unclear = report.comparisons.filter { !$0.isClear }
    return unique(unclear.map(\.by.inProse)).flatMap { by -> [Node] in
      let here = unclear.filter { $0.by.inProse == by }
      let alike = here.filter(\.isTested).map { Node.text($0.subject.title) }
      let untested = here.filter { !$0.isTested }.map { Node.text($0.subject.title) }
      return (alike.isEmpty ? [] : ["No clear difference by \(by): \(list(alike))."])
        + (untested.isEmpty ? [] : ["No test by \(by) could be made: \(list(untested))."])
    }
  }
}

extension ScaleSummary {
  /// One scale in full, several of one instrument in a line: “Working Tides (1 to 5, higher is better): Workload 3.1 and Having a
  /// say 3.5. All are above the midpoint of 3 (match).”
  static func sentence(of scales: [ScaleSummary], title: String) -> Node {
    guard let first = scales.first, scales.count > 1 else { return scales.first?.sentence ?? .empty }
    let oneDirection = scales.allSatisfy { $0.reading.higherIs == first.reading.higherIs }
    let range =
      oneDirection ? first.reading.range : "\(plain(first.reading.lower)) to \(plain(first.reading.upper))"
    let means = scales.map { scale -> Node in
      let direction = oneDirection ? "" : scale.reading.direction.map { " (\($0))" } ?? ""
      return "\(scale.subject.title) \(scale.mean.bound)\(direction)"
    }
    let sides = scales.compactMap { scale in
      scale.reading.beside(midpoint: scale.mean).map { (title: scale.subject.title, side: $0) }
    }
    let readings = unique(sides.map(\.side)).map { side in
      let titles = sides.filter { $0.side == side }.map { Node.text($0.title) }
      let subject: Node = titles.count == scales.count ? "All" : list(titles)
      return " \(subject) \(titles.count == 1 ? "is" : "are") \(side)." as Node
    }
    return "\(HTML.strong { .text(title) }) (\(range)): \(list(means)).\(Node.fragment(readings))"
  }
}
