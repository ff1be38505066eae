import Disclosure
import Markup

extension Page {
  /// Two pages for a lead: what was found, means, and questions to discuss in the team.
  mutating func lead() -> Node {
    let chapters = [
      chapter("What was found") { page in
        page.opening + [
          HTML.ul(.class("findings")) { for text in page.headlines(means: false) { HTML.li { text } } }
        ]
      },
      chapter("The means") { $0.means() },
      chapter("Questions to discuss") { $0.questions() },
      chapter("How to read this") { $0.reading() },
    ]
    return document(chapters, contents: false)
  }

  /// One page for everyone who was asked.
  mutating func staff() -> Node {
    let chapters = [
      chapter("What you told us") { page in
        page.opening + [
          HTML.ul(.class("findings")) { for text in page.headlines(means: true) { HTML.li { text } } }
        ]
      },
      chapter("If work weighs on you") { $0.supportText() },
      chapter("How you are protected") { page in
        [
          HTML.p(.class("safeguard")) {
            "\(FixedWords.smallest(page.report)) \(FixedWords.burnout)"
          }
        ]
      },
    ]
    return document(chapters, contents: false)
  }

  /// A drawing of each instrument over everyone, and a table of each comparison.
  mutating func means() -> [Node] {
    var nodes: [Node] = []
    for block in report.sections.flatMap(\.blocks) {
      switch block {
      case .scales(let scales):
        nodes.append(heading(block.title))
        let table = ScaleSummary.table(scales, caption: .text(block.title))
        nodes.append(figure(block, caption: "Means of everyone with 95% intervals", table: table, folded: true))
      case .comparisons(let comparisons):
        nodes.append(heading(block.title))
        nodes.append(node(GroupComparison.table(comparisons, caption: .text(block.title))))
      default: continue
      }
    }
    return nodes.isEmpty ? [HTML.p { "No scale was scored." }] : nodes
  }

  mutating func questions() -> [Node] {
    var questions: [Node] = FixedWords.questions.map { .text($0) }
    // One question a pair of groups, however many scales differ between them.
    var asked: Set<[String]> = []
    for comparison in report.comparisons where comparison.isClear {
      guard let first = comparison.ranked.first, let last = comparison.ranked.last,
        asked.insert([first.label, last.label].sorted()).inserted
      else { continue }
      let scales = report.comparisons.filter { other in
        other.isClear && Set([other.ranked.first?.label, other.ranked.last?.label]) == [first.label, last.label]
      }
      questions.append(
        """
        \(list(scales.map { .text($0.subject.title) })): what is different about how work is organised in \
        \(first.label) and in \(last.label)? What could each learn from the other?
        """)
    }
    questions += FixedWords.closingQuestions.map { .text($0) }
    return [HTML.ol(.class("questions")) { for question in questions { HTML.li { question } } }]
  }

  mutating func reading() -> [Node] {
    [
      HTML.p(.class("safeguard")) { "\(FixedWords.smallest(report)) \(FixedWords.notCauses)" },
      HTML.p(.class("safeguard")) { .text(FixedWords.burnout) },
    ]
  }

  mutating func supportText() -> [Node] {
    (report.support.isEmpty ? [FixedWords.support] : report.support).map { text in
      HTML.p(.class("support")) { .text(text) }
    }
  }
}
