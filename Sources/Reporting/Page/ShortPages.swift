import Disclosure
import Markup

extension Page {
  /// Two pages for a lead: what was found, group means, and questions to discuss in the team.
  mutating func lead() -> Node {
    var chapters = [chapter("What was found") { $0.summary() }]
    for section in report.sections where section.kind == .comparison {
      chapters.append(chapter(section.title) { $0.body(of: section) })
    }
    chapters.append(chapter("Questions to discuss") { $0.questions() })
    chapters.append(chapter("How to read this") { $0.reading() })
    return document(chapters, contents: false)
  }

  /// One page for everyone who was asked.
  mutating func staff() -> Node {
    let chapters = [
      chapter("What you told us") { $0.summary() },
      chapter("If work weighs on you") { $0.supportText() },
      chapter("How you are protected") { page in
        [HTML.p { "\(FixedWords.smallest(page.report.provenance.threshold)) \(FixedWords.limits[0])" }]
      },
    ]
    return document(chapters, contents: false)
  }

  mutating func questions() -> [Node] {
    var questions: [Node] = FixedWords.questions.map { .text($0) }
    for comparison in report.comparisons where comparison.isClear {
      let ranked = comparison.ranked
      if let first = ranked.first, let last = ranked.last {
        questions.append(
          "\(comparison.subject.title): what is different about how work is organised in \(first.label) and in \(last.label)? What could each learn from the other?"
        )
      }
    }
    questions += FixedWords.closingQuestions.map { .text($0) }
    return [HTML.ol(.class("questions")) { for question in questions { HTML.li { question } } }]
  }

  mutating func reading() -> [Node] {
    [
      HTML.p { "\(FixedWords.smallest(report.provenance.threshold)) \(FixedWords.notCauses)" },
      HTML.p { .text(FixedWords.burnout) },
    ]
  }

  mutating func supportText() -> [Node] {
    (report.support.isEmpty ? [FixedWords.support] : report.support).map { text in HTML.p { .text(text) } }
  }
}
