import Foundation
import Markup
import Platform
import Problems

/// The design system on one page, drawn by the same code as every other page.
struct DesignView {
  private struct Component {
    let title: String
    let use: String
    let example: Node
  }

  private let tokens = DesignTokens(String(decoding: Asset.stylesheet.content, as: UTF8.self))

  var node: Node {
    Frame.page(title: "Design", kicker: "Hearth", head: [Node.styleSheet(Link.asset(.deskStylesheet).path)]) {
      HTML.h1 { "Design" }
      HTML.p {
        "The parts that every page is made of, drawn by the code that draws them there. One column, one accent, no movement; everything can be reached and pressed with a keyboard, in light and dark, and on paper."
      }
      HTML.h2 { "Colours" }
      HTML.p { "Words reach a contrast of 4.5 on what they stand on, edges 3, in light and in dark." }
      HTML.div(.class("desk")) {
        Form.table(
          "What each colour is for", head: ["Colour", "For", "Light", "Dark"],
          rows: DesignTokens.named.map { token in
            [
              "\(HTML.span(.class("swatch swatch-\(token.name)")) {}) \(token.name)", .text(token.purpose),
              code(tokens.light[token.name]), code(tokens.dark[token.name]),
            ]
          })
        Form.table(
          "How well they can be told apart", head: ["Colour", "On", "Needed", "Light", "Dark"],
          rows: DesignTokens.pairs.map { pair in
            [
              .text(pair.front), .text(pair.back), .text(String(format: "%.1f", pair.least)),
              contrast(pair.front, pair.back, tokens.light), contrast(pair.front, pair.back, tokens.dark),
            ]
          })
      }
      HTML.h2 { "Parts" }
      for (number, part) in components.enumerated() {
        HTML.section(.class("part"), .labelledBy("part-\(number + 1)")) {
          HTML.h3(.id("part-\(number + 1)")) { .text("\(number + 1). \(part.title)") }
          HTML.p { .text(part.use) }
          HTML.div(.class("sample")) { part.example }
        }
      }
    }
  }

  private func code(_ colour: DesignTokens.Colour?) -> Node { HTML.code { .text(colour?.text ?? "") } }

  private func contrast(_ front: String, _ back: String, _ colours: [String: DesignTokens.Colour]) -> Node {
    guard let front = colours[front], let back = colours[back] else { return .empty }
    return .text(String(format: "%.1f", front.contrast(with: back)))
  }

  private var components: [Component] {
    [
      Component(
        title: "Buttons and links",
        use:
          "One filled button a page: what goes on. What cannot be undone is edged in red and asks again on a page of its own.",
        example: HTML.div(.class("buttons")) {
          HTML.button(.type(.button), .class("main")) { "Continue" }
          HTML.button(.type(.button)) { "Back" }
          HTML.button(.type(.button), .class("grave")) { "Remove" }
          HTML.a(.href(Link.design.path)) { "A link" }
        }),
      Component(
        title: "A line to write on",
        use: "A label above, a hint below it where one is needed. Nothing stands inside the box.",
        example: Form.line("sample-line", "Name of the team", .empty, hint: "As your colleagues say it.")),
      Component(
        title: "Something to put right",
        use: "Said above the form with a link to the field, and again at the field. What was typed stays.",
        example: .fragment([
          Form.problems(Self.wrong, fields: ["sample-wrong"]), Form.line("sample-wrong", "E-mail address", Self.wrong),
        ])),
      Component(
        title: "Several lines", use: "As long as the answer is likely to be.",
        example: Form.lines("sample-lines", "What is this study for?", .empty, rows: 3)),
      Component(
        title: "One of a few", use: "All in sight. The whole line can be pressed.",
        example: Form.choice(
          "sample-choice", "Who is asked?",
          [.init("list", "Everybody on a list", hint: "Each has one answer."), .init("link", "Whoever has the link")],
          .empty)),
      Component(
        title: "Any of a few", use: "Ticked one by one; none is ticked beforehand.",
        example: Form.choices(
          "sample-choices", "How are people told?",
          [.init("meeting", "At a team meeting"), .init("poster", "By a poster"), .init("mail", "By e-mail")], .empty)),
      Component(
        title: "One of many", use: "Only where a list would be longer than a screen.",
        example: Form.select(
          "sample-select", "Role", [.init("lead", "Study lead"), .init("analyst", "Analyst")], .empty)),
      Component(
        title: "Statements on a scale",
        use: "Each statement is a group of its own, read out with its answers; side by side where there is room.",
        example: rating),
      Component(
        title: "A notice", use: "What somebody should know before going on. Help stands here too.",
        example: Form.notice { HTML.p { "Nobody reads this live. Help is at the foot of every page." } }),
      Component(
        title: "Facts", use: "What is settled, as pairs.",
        example: HTML.div(.class("desk")) {
          HTML.dl(.class("facts")) {
            HTML.div {
              HTML.dt { "People behind every figure" }
              HTML.dd { "10" }
            }
            HTML.div {
              HTML.dt { "Staff hear" }
              HTML.dd { "31 January 2027" }
            }
          }
        }),
      Component(
        title: "A table", use: "Can be moved sideways by itself on a small screen, with the keyboard too.",
        example: HTML.div(.class("desk")) {
          Form.table(
            "Lists handed in", head: ["Organisation", "People"],
            rows: [["North Partnership", "34"], ["South Partnership", "fewer than 10"]])
        }),
      Component(
        title: "Progress and receipt", use: "Where somebody is, in words first; a code that can be copied by hand.",
        example: .fragment([
          HTML.p(.class("progress")) {
            HTML.span { "Part 2 of 5" }
            HTML.progress(.value("2"), .maximum(5), .hidden)
          },
          HTML.p(.class("receipt")) { "K7QF-3M2D-9XTB" },
        ])),
    ]
  }

  private static let wrong = FormState(
    nil, [Problem("This is not an e-mail address", at: "sample-wrong", remedy: "write it like name@example.org")])

  private var rating: Node {
    HTML.div(.class("question rating"), .role("group"), .labelledBy("sample-rating")) {
      HTML.h2(.id("sample-rating")) { "How often is this so?" }
      for (number, statement) in ["My days are too short.", "I leave on time."].enumerated() {
        HTML.fieldset(.class("ask statement")) {
          HTML.legend { .text(statement) }
          HTML.div(.class("steps")) {
            for (step, words) in ["never", "rarely", "often", "always"].enumerated() {
              QuestionMarkup(language: .english).option(
                .radio, column: "sample-\(number + 1)", number: step + 1, value: String(step), words: words)
            }
          }
        }
      }
    }
  }
}
