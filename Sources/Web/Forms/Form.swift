import Markup
import Platform
import Problems

/// The parts of forms, as values. Everything works without a script.
enum Form {
  /// The hidden field that a form's session is known by.
  static let tokenField = "form-token"

  static func form(
    to link: DeskLink, token: String?, files: Bool = false, @MarkupBuilder content: () -> [Node]
  ) -> Node {
    HTML.form(
      [.methodPost, .action(Link.desk(link).path), .novalidate] + (files ? [.multipart] : [])
    ) {
      if let token { HTML.input(.type(.hidden), .name(tokenField), .value(token)) }
      content()
    }
  }

  /// One line to write on.
  static func line(
    _ name: String, _ label: String, _ state: FormState, hint: String? = nil, value: String = "",
    type: Attribute.InputType = .text, known: Attribute.Known? = nil
  ) -> Node {
    field(name, label, state, hint: hint) { described in
      // A password is never sent back.
      let shown = type == .password ? "" : state.text(name) ?? value
      return HTML.input(
        [.type(type), .id(name), .name(name), .value(shown), known.map(Attribute.autocomplete) ?? .autocompleteOff]
          + described)
    }
  }

  /// Several lines.
  static func lines(
    _ name: String, _ label: String, _ state: FormState, hint: String? = nil, value: String = "", rows: Int = 6
  ) -> Node {
    field(name, label, state, hint: hint) { described in
      HTML.textarea([.id(name), .name(name), .textRows(rows), .autocompleteOff] + described) {
        // The first line end behind the tag is swallowed by browsers.
        .text("\n" + (state.text(name) ?? value))
      }
    }
  }

  /// A file from the sender's computer; the form needs `files: true`.
  static func file(_ name: String, _ label: String, _ state: FormState, hint: String? = nil) -> Node {
    field(name, label, state, hint: hint) { described in
      HTML.input([.type(.file), .id(name), .name(name)] + described)
    }
  }

  /// One of a list, folded up.
  static func select(
    _ name: String, _ label: String, _ options: [Option], _ state: FormState, hint: String? = nil, value: String = ""
  ) -> Node {
    field(name, label, state, hint: hint) { described in
      HTML.select([.id(name), .name(name)] + described) {
        for option in options {
          HTML.option([.value(option.value)] + ((state.text(name) ?? value) == option.value ? [.selected] : [])) {
            .text(option.title)
          }
        }
      }
    }
  }

  struct Option: Sendable {
    let value: String
    let title: String
    let hint: String?

    init(_ value: String, _ title: String, hint: String? = nil) {
      self.value = value
      self.title = title
      self.hint = hint
    }
  }

  /// One of a few, all in sight.
  static func choice(
    _ name: String, _ label: String, _ options: [Option], _ state: FormState, hint: String? = nil, value: String = ""
  ) -> Node {
    group(name, label, state, hint: hint) {
      for (number, option) in options.enumerated() {
        let chosen = state.wasSent ? state.isChosen(option.value, in: name) : option.value == value
        box(.radio, name, id: number == 0 ? name : "\(name)-\(number + 1)", option, isChosen: chosen)
      }
    }
  }

  /// Any of a few, all in sight.
  static func choices(
    _ name: String, _ label: String, _ options: [Option], _ state: FormState, hint: String? = nil,
    values: Set<String> = []
  ) -> Node {
    group(name, label, state, hint: hint) {
      for (number, option) in options.enumerated() {
        let chosen = state.wasSent ? state.isChosen(option.value, in: name) : values.contains(option.value)
        box(.checkbox, name, id: number == 0 ? name : "\(name)-\(number + 1)", option, isChosen: chosen)
      }
    }
  }

  /// A statement to agree to.
  static func tick(_ name: String, _ statement: String, _ state: FormState) -> Node {
    let fault = state.fault(of: name)
    return HTML.div(.class(fault == nil ? "ask question" : "ask question wrong")) {
      if let fault { HTML.p(.class("fault"), .id("\(name)-fault")) { .text(fault) } }
      HTML.div(.class("option")) {
        HTML.input(
          [.type(.checkbox), .id(name), .name(name), .value("yes")]
            + (state.isChosen("yes", in: name) ? [.checked] : [])
            + (fault == nil ? [] : [.invalid, .describedBy("\(name)-fault")]))
        HTML.label(.for(name)) { .text(statement) }
      }
    }
  }

  /// What is wrong with the whole form, with a link to each field. It stands above the heading.
  static func problems(_ state: FormState, fields: [String]) -> Node {
    guard !state.problems.isEmpty else { return .empty }
    return HTML.div(.class("problem"), .role("alert"), .labelledBy("problem-title")) {
      HTML.h2(.id("problem-title")) { "There is a problem" }
      HTML.ul {
        for problem in state.problems {
          HTML.li {
            if fields.contains(problem.place) {
              HTML.a(.href(fragment: problem.place)) { .text(FormState.sentence(problem)) }
            } else {
              // It may be the name of a file that was sent.
              if !problem.place.isEmpty { "\(HTML.bdi { .text(problem.place) }): " }
              Node.text(FormState.sentence(problem))
            }
          }
        }
      }
    }
  }

  /// What is to be put right elsewhere, each with its place.
  static func list(_ problems: [Problem]) -> Node {
    HTML.ul(.class("missing")) {
      for problem in problems {
        HTML.li {
          HTML.strong { .text(problem.place.prefix(1).uppercased() + problem.place.dropFirst()) }
          Node.text(": \(problem.what). \(problem.remedy.prefix(1).uppercased() + problem.remedy.dropFirst()).")
        }
      }
    }
  }

  static func notice(@MarkupBuilder content: () -> [Node]) -> Node {
    HTML.div(.class("notice"), content: content)
  }

  /// The button that sends the form.
  static func send(_ words: String, back: DeskLink? = nil) -> Node {
    HTML.div(.class("buttons")) {
      HTML.button(.type(.submit), .class("main")) { .text(words) }
      if let back { HTML.a(.href(Link.desk(back).path)) { "Cancel" } }
    }
  }

  /// A table; on narrow screens it can be moved sideways by itself, by keyboard too.
  static func table(_ title: String, head: [String], rows: [[Node]]) -> Node {
    HTML.div(.class("table"), .role("region"), .label(title), .tabIndex(0)) {
      HTML.table {
        HTML.caption { .text(title) }
        HTML.thead { HTML.tr { for cell in head { HTML.th(.scope(.column)) { .text(cell) } } } }
        HTML.tbody {
          for row in rows {
            HTML.tr {
              for (column, cell) in row.enumerated() {
                if column == 0 { HTML.th(.scope(.row)) { cell } } else { HTML.td { cell } }
              }
            }
          }
        }
      }
    }
  }

  /// One of a list of facts, with a way to change it.
  static func fact(_ term: String, _ words: Node, change: (link: DeskLink, act: String)? = nil) -> Node {
    HTML.div {
      HTML.dt { .text(term) }
      HTML.dd {
        words
        if let change {
          Node.text(" ")
          HTML.a(.href(Link.desk(change.link).path), .label("\(change.act): \(term)")) { .text(change.act) }
        }
      }
    }
  }

  private static func field(
    _ name: String, _ label: String, _ state: FormState, hint: String?, control: ([Attribute]) -> Node
  ) -> Node {
    let fault = state.fault(of: name)
    return HTML.div(.class(fault == nil ? "ask question" : "ask question wrong")) {
      HTML.label(.for(name)) { .text(label) }
      remarks(name, hint, fault)
      control(described(name, hint, fault))
    }
  }

  private static func group(
    _ name: String, _ label: String, _ state: FormState, hint: String?, @MarkupBuilder boxes: () -> [Node]
  ) -> Node {
    let fault = state.fault(of: name)
    // A group of boxes can be described as wrong, not marked so.
    let described = described(name, hint, fault).filter { $0 != .invalid }
    return HTML.fieldset([.class(fault == nil ? "ask question" : "ask question wrong")] + described) {
      HTML.legend { .text(label) }
      remarks(name, hint, fault)
      HTML.div(.class("options")) { boxes() }
    }
  }

  private static func box(
    _ type: Attribute.InputType, _ name: String, id: String, _ option: Option, isChosen: Bool
  ) -> Node {
    HTML.div(.class("option")) {
      HTML.input(
        [.type(type), .id(id), .name(name), .value(option.value)] + (isChosen ? [.checked] : [])
          + (option.hint == nil ? [] : [.describedBy("\(id)-hint")]))
      HTML.label(.for(id)) { .text(option.title) }
      if let hint = option.hint { HTML.p(.class("hint"), .id("\(id)-hint")) { .text(hint) } }
    }
  }

  @MarkupBuilder
  private static func remarks(_ name: String, _ hint: String?, _ fault: String?) -> [Node] {
    if let hint { HTML.p(.class("hint"), .id("\(name)-about")) { .text(hint) } }
    if let fault { HTML.p(.class("fault"), .id("\(name)-fault")) { .text(fault) } }
  }

  private static func described(_ name: String, _ hint: String?, _ fault: String?) -> [Attribute] {
    let ids = [hint == nil ? nil : "\(name)-about", fault == nil ? nil : "\(name)-fault"].compactMap { $0 }
    return (ids.isEmpty ? [] : [.describedBy(ids.joined(separator: " "))]) + (fault == nil ? [] : [.invalid])
  }
}
