import Disclosure
import Markup

/// A table of the page: a caption, headed columns, a head cell in every row, and notes below.
struct Table {
  let caption: Node
  var columns: [String]
  var rows: [Row] = []
  /// Figures of this table alone, in sentences.
  var facts: [String] = []
  /// What was merged or hidden, in sentences; equal ones stand once a chapter.
  var notes: [String] = []
  /// A heading right above says the same: the caption is for screen readers only.
  var captionIsUnseen = false

  struct Row {
    let head: Node
    let cells: [Cell]
  }

  struct Cell {
    let content: Node
    /// Numbers stand right-aligned with equal figures.
    var isNumber = true
    var reason: String?

    static func number(_ content: Node) -> Cell { Cell(content: content) }
    static func words(_ content: Node) -> Cell { Cell(content: content, isNumber: false) }
    static func shown<Value>(_ shown: Shown<Value>, _ content: (Value) -> Node) -> Cell {
      switch shown {
      case .shown(let value): Cell(content: content(value))
      case .suppressed(let reason): Cell(content: HTML.span(.class("withheld")) { "withheld" }, reason: reason)
      }
    }
    static let none = Cell(content: HTML.span(.class("none")) { "–" })
  }

  var reasons: [String] {
    unique(rows.flatMap(\.cells).compactMap(\.reason)).map { printed("Withheld: \(FixedWords.plainReason($0))") }
  }

  /// With bases headed by what they count.
  func counting(_ counted: Counted) -> Table {
    var table = self
    table.columns = columns.map { $0 == Counted.head ? counted.title : $0 }
    return table
  }

  /// The table inside a region that scrolls by itself, by keyboard too, so that the page never does.
  func node(id: String) -> Node {
    // Two columns wrap and never scroll; wider tables are a stop on the keyboard's way, so that they can be scrolled without a mouse.
    let scrolls = columns.count > 2
    let numeric = columns.indices.dropFirst().map { index in
      rows.allSatisfy { index > $0.cells.count || $0.cells[index - 1].isNumber }
    }
    let kind: Attribute = .class(columns.count > 6 ? "table many" : "table")
    return
      HTML.div(scrolls ? [kind, .role("group"), .labelledBy(id), .tabIndex(0)] : [kind]) {
        HTML.table {
          HTML.caption([.id(id)] + (captionIsUnseen ? [.class("unseen")] : [])) { HTML.span { caption } }
          HTML.thead {
            HTML.tr {
              for (index, column) in columns.enumerated() {
                HTML.th(index > 0 && numeric[index - 1] ? [.scope(.column), .class("n")] : [.scope(.column)]) {
                  name(column, atMost: 60)
                }
              }
            }
          }
          HTML.tbody {
            for row in rows {
              HTML.tr {
                HTML.th(.scope(.row)) { row.head }
                for cell in row.cells { HTML.td(cell.isNumber ? [.class("n")] : []) { cell.content } }
              }
            }
          }
        }
      }
  }
}

/// Notes below a table or drawing; nothing when there are none.
func noteList(_ notes: [String]) -> Node {
  if notes.isEmpty { return .empty }
  if notes.count == 1, let note = notes.first { return HTML.p(.class("note")) { .text(note) } }
  return HTML.ul(.class("note")) { for note in notes { HTML.li { .text(note) } } }
}
