import Disclosure
import Markup

extension Page {
  /// What was found, in the order of the plan: how many took part, clear differences, means, what was named most often, and what
  /// does not differ clearly.
  mutating func summary() -> [Node] {
    var nodes = report.introduction.map { text in HTML.p { .text(text) } }
    if let people = takingPart { nodes.append(HTML.p(.class("lead")) { people }) }
    nodes.append(HTML.ul(.class("findings key")) { for sentence in keySentences { HTML.li { sentence } } })
    nodes.append(HTML.p(.class("note")) { .text(FixedWords.burnout) })
    return nodes
  }

  var takingPart: Node? {
    for finding in report.sections.flatMap(\.findings) {
      switch finding {
      case .frequency(let table): return "\(table.value.base.bound) people took part."
      case .scale(let scale): return "\(scale.value.base.bound) people answered."
      default: continue
      }
    }
    return nil
  }

  var keySentences: [Node] {
    var sentences: [Node] = []
    for section in report.sections {
      for finding in section.findings {
        switch finding {
        case .answers(let answers): if let sentence = answers.value.sentence { sentences.append(sentence) }
        case .scale(let scale): sentences.append(scale.value.sentence)
        case .comparison(let comparison): if comparison.value.isClear { sentences.append(comparison.value.sentence) }
        default: continue
        }
      }
    }
    let alike = report.comparisons.filter { !$0.isClear }
    for by in unique(alike.map(\.by.inProse)) {
      let names = alike.filter { $0.by.inProse == by }.map { Node.text($0.subject.title) }
      sentences.append("No clear difference by \(by): \(list(names)).")
    }
    return sentences
  }
}
