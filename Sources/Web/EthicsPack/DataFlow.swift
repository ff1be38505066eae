import Markup

/// Who holds what, and what never meets.
enum DataFlow {
  static func text(threshold: Int) -> [Node] {
    [
      HTML.p {
        "Two databases know two different things, and nothing in one leads to the other. Keys lie in a third place."
      },
      drawing,
      HTML.ol {
        for step in steps(threshold: threshold) { HTML.li { .text(step) } }
      },
    ]
  }

  static func steps(threshold: Int) -> [String] {
    [
      "Roster to directory: name, contact and unit of everybody who is asked, encrypted.",
      "Directory to person: an invitation with a secret, by e-mail, letter or slip.",
      "Person to directory: that they agree, and a number that their own browser has wrapped. The directory signs it once and notes, without a date, that it was collected.",
      "Person to answers: the unwrapped number with the signature, and the answers. No name, no invitation, no cookie, no log. The server has never seen this number before.",
      "Answers, while open: sealed; nobody can read them, the server included.",
      "At the close: opened, groups below \(threshold) put together, mixed, written in an order of chance; then the key is destroyed.",
      "Answers to report: figures about \(threshold) people or more that have passed disclosure control; words that a reviewer has cleared.",
      "After the close: names and contacts are destroyed.",
    ]
  }

  /// The drawing, closed in itself, for a page of 760 by 430 units.
  static let drawing = SVG.svg(.svgNamespace, .viewBox(width: 760, height: 430)) {
    style
    SVG.title { "How data flow" }
    SVG.desc {
      "The roster goes to the directory, the directory invites people and signs a wrapped number, people send answers with the unwrapped number to the answers database, and reports are made from it. Nothing joins directory and answers."
    }
    box(20, 30, 190, 90, "Directory", ["name, contact, unit (encrypted)", "agreed; collected (no date)"])
    box(20, 170, 190, 70, "Roster", ["from each organisation"])
    box(285, 100, 190, 90, "Person’s browser", ["wraps and unwraps", "the right to answer"])
    box(550, 30, 190, 90, "Answers", ["sealed while open,", "mixed at the close"])
    box(550, 170, 190, 70, "Disclosure control", ["groups large enough only"])
    box(550, 290, 190, 70, "Report", ["to staff first or together"])
    box(285, 290, 190, 70, "Keyring", ["in neither database"])
    arrow(115, 170, 115, 120)
    arrow(210, 62, 300, 100)
    arrow(285, 160, 200, 120)
    arrow(475, 130, 550, 90)
    arrow(645, 120, 645, 170)
    arrow(645, 240, 645, 290)
    label(268, 70, "invitation, signature")
    label(205, 150, "wrapped number")
    label(515, 130, "number, answers")
    SVG.text(.x(380), .y(405), .anchor(.middle)) { "No name, number, time or order is in both databases." }
  }

  private static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ name: String, _ lines: [String]
  )
    -> [Node]
  {
    [SVG.rect(.class("box"), .x(x), .y(y), .width(width), .height(height), .rx(8))]
      + ([name] + lines).enumerated().map { number, line in
        SVG.text(
          .class(number == 0 ? "name" : "line"), .x(x + width / 2), .y(y + 26 + 20 * Double(number)), .anchor(.middle)
        ) { .text(line) }
      }
  }

  private static func arrow(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> [Node] {
    let length = ((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1)).squareRoot()
    let (dx, dy) = ((x2 - x1) / length, (y2 - y1) / length)
    let (bx, by) = (x2 - 9 * dx, y2 - 9 * dy)
    let head =
      "M\(coordinate(x2)) \(coordinate(y2))L\(coordinate(bx - 5 * dy)) \(coordinate(by + 5 * dx))L\(coordinate(bx + 5 * dy)) \(coordinate(by - 5 * dx))Z"
    return [SVG.line(.class("arrow"), .x1(x1), .y1(y1), .x2(bx), .y2(by)), SVG.path(.class("head"), .d(head))]
  }

  private static func label(_ x: Double, _ y: Double, _ words: String) -> Node {
    SVG.text(.class("line"), .x(x), .y(y), .anchor(.middle)) { .text(words) }
  }

  /// Colours for white paper.
  private static let style = Node.stylesheet(
    """
    .box{fill:#fff;stroke:#1d3d4f;stroke-width:2}.arrow{stroke:#1d3d4f;stroke-width:2}.head{fill:#1d3d4f}
    text{font-family:sans-serif;font-size:13px;fill:#14222b}.name{font-weight:bold;font-size:15px}
    """)
}
