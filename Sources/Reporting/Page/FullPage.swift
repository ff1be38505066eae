import Disclosure
import Markup

extension Page {
  /// Summary, the plan's sections, what was withheld, method, limits, appendix.
  mutating func full() -> Node {
    var chapters = [chapter("Summary") { $0.summary() }]
    for section in report.sections {
      chapters.append(chapter(section.title) { $0.body(of: section) })
    }
    chapters.append(chapter("What was withheld and why") { $0.withheldList() })
    chapters.append(chapter("Method") { $0.methodText() })
    chapters.append(chapter("Limits") { $0.limitsText() })
    chapters.append(chapter("Appendix") { $0.appendix() })
    return document(chapters, contents: true)
  }

  mutating func body(of section: Section) -> [Node] {
    var nodes = section.introduction.map { text in HTML.p { .text(text) } }
    if section.kind == .comparison { nodes.append(HTML.p(.class("note")) { .text(FixedWords.notCauses) }) }
    for block in section.blocks { nodes += body(of: block) }
    if section.kind == .openAnswers, let waiting = section.waiting, waiting > 0 {
      nodes.append(
        HTML.p(.class("note")) {
          """
          \(waiting) open answer\(waiting == 1 ? "" : "s") wait\(waiting == 1 ? "s" : "") for review. An answer is \
          printed only after a person has read it and marked it as safe to print.
          """
        })
    }
    if nodes.isEmpty { nodes.append(HTML.p { "Nothing was asked for here." }) }
    return nodes
  }

  private mutating func body(of block: Block) -> [Node] {
    switch block {
    case .frequency(let table):
      return [HTML.h3(.id(id(table.subject.title))) { .text(table.subject.title) }, HTML.p { table.basis }]
        + [table.table.node(id: id(table.subject.title + " table"))]
    case .answers(let answers):
      return [HTML.h3(.id(id(answers.subject.title))) { .text(answers.subject.title) }]
        + (answers.sentence.map { sentence in [HTML.p { sentence }] } ?? [])
        + [answers.table.node(id: id(answers.subject.title + " table")), HTML.p(.class("note")) { answers.basis }]
    case .items(let items): return itemsBody(items)
    case .crossTabulation(let table):
      return [
        HTML.h3(.id(id(table.rowSubject.title))) { "\(table.rowSubject.title) by \(table.columnSubject.inProse)" },
        table.table.node(id: id(table.rowSubject.title + " table")),
      ]
    case .scales(let scales): return scalesBody(scales)
    case .comparisons(let comparisons): return comparisonsBody(comparisons)
    case .quotations(let quotations):
      return [HTML.h3(.id(id(quotations.first?.subject.title ?? ""))) { .text(quotations.first?.subject.title ?? "") }]
        + quotations.map { quotation in
          HTML.blockquote {
            HTML.p { .text(quotation.text) }
            if let band = quotation.band { HTML.p(.class("note")) { .text(band) } }
          }
        }
    case .withheld(let withheld):
      return [
        HTML.p(.class("note")) {
          "Not shown here: \(list(withheld.map { "\($0.subject.title) (\($0.what))" as Node })). The reasons stand under “What was withheld and why”."
        }
      ]
    }
  }

  private mutating func itemsBody(_ items: [AnswerTable]) -> [Node] {
    guard let first = items.first else { return [] }
    let title = items.count == 1 ? first.subject.title : first.subject.instrument ?? "Answers question by question"
    return [
      HTML.h3(.id(id(title))) { .text(title) },
      AnswerTable.table(items, caption: "\(title): shares of answers").node(id: id(title + " table")),
      HTML.p(.class("note")) { first.basis },
    ]
  }

  private mutating func scalesBody(_ scales: [ScaleSummary]) -> [Node] {
    guard let first = scales.first else { return [] }
    let title = first.subject.instrument ?? first.subject.title
    var nodes = [HTML.h3(.id(id(title))) { .text(title) }]
    nodes.append(
      HTML.ul(.class("findings")) {
        for scale in scales {
          HTML.li {
            scale.sentence
            if let direction = scale.reading.direction {
              " \(direction.prefix(1).uppercased() + direction.dropFirst())."
            }
          }
        }
      })
    nodes.append(
      ScaleSummary.table(scales, caption: "\(title): everyone who answered").node(id: id(title + " table")))
    nodes += scales.flatMap(\.normSentences).map { norm in HTML.p { norm } }
    for scale in scales {
      for bands in scale.bands where bands.mayHeadline { nodes += bandsBody(bands, of: scale) }
    }
    return nodes
  }

  mutating func bandsBody(_ bands: BandShares, of scale: ScaleSummary) -> [Node] {
    let title = "\(scale.subject.title): \(bands.name)"
    return [HTML.h4(.id(id(title))) { .text(title) }]
      + (bands.caution.map { caution in [HTML.p(.class("caution")) { "\(HTML.strong { "Caution:" }) \(caution)" }] } ?? [])
      + [
        bands.table.table.node(id: id(title + " table")),
        HTML.p(.class("note")) { "\(bands.table.basis) Bands: \(bands.source)." },
      ]
  }

  private mutating func comparisonsBody(_ comparisons: [GroupComparison]) -> [Node] {
    guard let first = comparisons.first else { return [] }
    let name = first.subject.instrument ?? first.subject.title
    let title = "\(name) by \(first.by.inProse)"
    var nodes = [HTML.h3(.id(id(title))) { .text(title) }]
    nodes.append(
      HTML.ul(.class("findings")) {
        for comparison in comparisons {
          HTML.li {
            comparison.sentence
            if let pairs = comparison.pairSentence { " \(pairs)" }
            if let direction = comparison.reading.direction {
              " \(direction.prefix(1).uppercased() + direction.dropFirst())."
            }
          }
        }
      })
    nodes.append(
      GroupComparison.table(comparisons, caption: "\(title): means").node(id: id(title + " table")))
    nodes.append(noteList(unique(comparisons.flatMap(\.notes))))
    return nodes
  }
}
