import Disclosure
import Markup

extension Page {
  func withheldList() -> [Node] {
    let withheld = report.withheld
    if withheld.isEmpty { return [HTML.p { "Nothing that was asked for was withheld as a whole." }] }
    return [
      HTML.p { "These were asked for and are not given, so that nobody can be recognised." },
      HTML.ul(.class("findings")) {
        for part in withheld {
          HTML.li {
            "\(HTML.strong { .text(part.fullTitle) }), \(part.whatInProse): \(report.counted.said(part.reason))"
          }
        }
      },
    ]
  }

  mutating func methodText() -> [Node] {
    var nodes = [
      HTML.ul {
        for text in FixedWords.method + (report.comparisons.isEmpty ? [] : FixedWords.tests) + report.method.notes {
          HTML.li { .text(report.counted.said(text)) }
        }
      }
    ]
    if !report.method.outOfRange.isEmpty {
      nodes.append(HTML.h3(.id(id("Out of range"))) { "Answers that were not counted" })
      nodes.append(
        HTML.p {
          "These columns held answers that the questionnaire does not have. They count as unanswered, as the study file asks."
        })
      nodes.append(node(OutOfRangeAnswers.table(report.method.outOfRange.map(\.value))))
    }
    nodes.append(HTML.h3(.id(id("Protection"))) { "How people are protected" })
    nodes.append(HTML.p(.class("safeguard")) { .text(FixedWords.smallest(report)) })
    nodes.append(HTML.ul { for text in FixedWords.protection { HTML.li { .text(text) } } })
    nodes.append(HTML.h3(.id(id("Instruments"))) { "Instruments" })
    nodes.append(HTML.ul { for use in report.provenance.instruments { HTML.li { use.words } } })
    nodes.append(HTML.h3(.id(id("Origin"))) { "Where the figures come from" })
    nodes.append(origin)
    return nodes
  }

  mutating func limitsText() -> [Node] {
    [
      HTML.p { "What this report cannot protect, and what it cannot say:" },
      HTML.ul { for text in FixedWords.limits + report.method.limits { HTML.li { .text(text) } } },
    ]
  }

  private var origin: Node {
    let provenance = report.provenance
    return HTML.dl(.class("origin")) {
      entry("Answers", "\(provenance.inputFile), \(provenance.rows.bound) rows")
      entry("SHA-256 of the answers", HTML.code { .text(provenance.inputSHA256) })
      if let file = provenance.studyFile { entry("Study file", .text(file)) }
      if let hash = provenance.studySHA256 { entry("SHA-256 of the study file", HTML.code { .text(hash) }) }
      entry("Study", .text(report.study))
      entry("Smallest base", "\(provenance.threshold.bound) \(report.counted.noun)")
      if let seed = provenance.seed { entry("Seed", .text(String(seed))) }
      if let date = provenance.date { entry("Date", .text(date)) }
      entry("Hearth", .text(provenance.hearthVersion))
    }
  }

  @MarkupBuilder
  private func entry(_ term: String, _ value: Node) -> [Node] {
    HTML.div {
      HTML.dt { .text(term) }
      HTML.dd { value }
    }
  }
}

extension Withheld {
  /// The title with its instrument's name, without which “Item 1” says little.
  var fullTitle: String {
    guard let instrument = subject.instrument, instrument != subject.title else { return subject.title }
    return "\(instrument): \(subject.title)"
  }

  /// `what` in the middle of a sentence.
  var whatInProse: String { what.prefix(1).lowercased() + what.dropFirst() }
}

extension InstrumentUse {
  fileprivate var words: Node {
    var sentences = ["scoring key \(keyStatus), confidence \(confidence)."]
    if let confirmation {
      sentences.append("Key confirmed by \(confirmation.by) on \(confirmation.date) from \(confirmation.edition).")
    }
    if let acceptedUnverified {
      sentences.append("The key is not verified; the study file accepts it: \(acceptedUnverified)")
    }
    if let source { sentences.append("Source: \(source)") }
    return "\(HTML.strong { .text(name) }): \(sentences.joined(separator: " "))"
  }
}
