import Charts
import Disclosure
import Markup

extension Page {
  /// Summary, the plan's sections, what was withheld, method, limits, appendix.
  mutating func full() -> Node {
    var chapters = [chapter("Summary") { $0.summary() }]
    if let turnout = report.turnout { chapters.append(chapter(Page.turnoutTitle) { $0.body(of: turnout.value) }) }
    for section in report.sections {
      chapters.append(chapter(section.title) { $0.body(of: section) })
    }
    chapters.append(chapter(Page.withheldTitle) { $0.withheldList() })
    chapters.append(chapter("Method") { $0.methodText() })
    chapters.append(chapter("Limits") { $0.limitsText() })
    chapters.append(chapter("Appendix") { $0.appendix() })
    return document(chapters, contents: true)
  }

  mutating func body(of section: Section) -> [Node] {
    var nodes = section.introduction.map { text in HTML.p { .text(text) } }
    forgetNotes()
    if section.kind == .comparison { nodes.append(HTML.p(.class("note safeguard")) { .text(FixedWords.notCauses) }) }
    for block in section.blocks { nodes += body(of: block, under: section.title) }
    // Not how many: fewer people than the threshold may have written them.
    if section.kind == .openAnswers, let waiting = section.waiting, waiting > 0 {
      nodes.append(
        HTML.p(.class("note")) {
          "Open answers wait for review. An answer is printed only after a person has read it and marked it as safe to print."
        })
    }
    if nodes.isEmpty { nodes.append(HTML.p { "Nothing was asked for here." }) }
    return nodes
  }

  private mutating func body(of block: Block, under title: String) -> [Node] {
    // A chapter that is named after what it holds needs no second heading.
    let named = block.title.isEmpty || title.contains(block.title)
    return (named ? [] : [heading(block.title)]) + body(of: block)
  }

  private mutating func body(of block: Block) -> [Node] {
    switch block {
    case .frequency(let table):
      return [HTML.p(.class("note")) { table.basis(report.counted) }, node(table.table)]
    case .answers(let answers): return answersBody(answers, block)
    case .items(let items): return [itemsBody(items, block)]
    case .crossTabulation(let table):
      return [node(table.table)] + (table.associationSentence.map { sentence in [HTML.p { sentence }] } ?? [])
    case .scales(let scales): return scalesBody(scales, block)
    case .comparisons(let comparisons): return comparisonsBody(comparisons, block)
    case .quotations(let quotations):
      return quotations.map { quotation in
        HTML.blockquote {
          HTML.p { .text(quotation.text) }
          if let band = quotation.band { HTML.p(.class("note")) { .text(band) } }
        }
      }
    case .withheld(let withheld):
      let parts = list(withheld.map { "\($0.fullTitle) (\($0.whatInProse))" as Node })
      return [
        HTML.p(.class("note")) { "Not shown here: \(parts). The reasons stand under “\(Page.withheldTitle)”." }
      ]
    }
  }

  static let withheldTitle = "What was withheld and why"

  mutating func heading(_ title: String) -> Node {
    HTML.h3(.id(id(title))) { .text(title) }
  }

  mutating func node(_ table: Table, notes: Bool = true) -> Node {
    let body = table.counting(report.counted).node(id: id(table.caption.plainText + " table"))
    return notes ? .fragment([body, noteList(notesAndReasons(of: table))]) : body
  }

  /// The block's drawing with its table beside it; the table alone where nothing is drawn.
  /// `folded` puts a table away that holds no more than the drawing shows.
  mutating func figure(_ block: Block, caption: Node, table: Table, folded: Bool = false) -> Node {
    guard let chart = block.chart else { return node(table) }
    return figure(chart, caption: caption, table: table, folded: folded)
  }

  mutating func figure(_ chart: any Chart, caption: Node, table: Table, folded: Bool = false) -> Node {
    let id = id(chart.title + " figure")
    let body = node(table, notes: !folded)
    guard folded else { return chart.figure(id: id, caption: caption, table: body) }
    let details = HTML.details {
      HTML.summary { "As a table" }
      body
    }
    return .fragment([chart.figure(id: id, caption: caption, table: details), noteList(notesAndReasons(of: table))])
  }

  mutating func answersBody(_ answers: AnswerTable, _ block: Block) -> [Node] {
    (answers.mostOften.map { mostOften in [HTML.p { "Most often: \(mostOften)." }] } ?? [])
      + [figure(block, caption: answers.basis(report.counted), table: answers.table, folded: true)]
  }

  mutating func itemsBody(_ items: [AnswerTable], _ block: Block) -> Node {
    let table = AnswerTable.table(items, caption: block.title)
    return figure(block, caption: AnswerTable.basis(items, report.counted), table: table, folded: true)
  }

  private mutating func scalesBody(_ scales: [ScaleSummary], _ block: Block) -> [Node] {
    let title = block.title
    var nodes: [Node] = []
    nodes.append(
      HTML.ul(.class("findings")) {
        for scale in scales {
          HTML.li {
            scale.sentence
          }
        }
      })
    nodes.append(
      figure(
        block, caption: "Means with 95% intervals",
        table: ScaleSummary.table(scales, caption: "\(title): everyone who answered")))
    nodes += scales.flatMap(\.normSentences).map { norm in HTML.p { norm } }
    if let norms = ScaleSummary.normTable(scales, caption: "\(title): beside norms") { nodes.append(node(norms)) }
    for scale in scales {
      for bands in scale.bands where bands.mayHeadline { nodes += bandsBody(bands, of: scale) }
    }
    return nodes
  }

  mutating func bandsBody(_ bands: BandShares, of scale: ScaleSummary) -> [Node] {
    let title = "\(scale.subject.title): \(bands.name)"
    return [HTML.h4(.id(id(title))) { .text(title) }]
      + (bands.caution.map { caution in [HTML.p(.class("caution")) { "\(HTML.strong { "Caution:" }) \(caution)" }] }
        ?? [])
      + [
        node(bands.table.table(of: "Band")),
        HTML.p(.class("note")) { "\(bands.table.basis(report.counted)) Bands: \(bands.source)." },
      ]
  }

  private mutating func comparisonsBody(_ comparisons: [GroupComparison], _ block: Block) -> [Node] {
    let title = block.title
    var nodes: [Node] = []
    nodes.append(
      HTML.ul(.class("findings")) {
        for comparison in comparisons {
          HTML.li {
            comparison.sentence
            if let pairs = comparison.pairSentence { " \(pairs)" }
          }
        }
      })
    nodes.append(
      figure(
        block, caption: "Means with 95% intervals",
        table: GroupComparison.table(comparisons, caption: "\(title): means")))
    nodes.append(noteList(newNotes(comparisons.flatMap(\.notes))))
    nodes.append(node(GroupComparison.checkTable(comparisons, caption: "\(title): checks of the tests")))
    return nodes
  }
}
