/// Forms as somebody left them, for pages that come back without a script: what a script would otherwise do to the fields that are there.
///
/// An element of the class `ask` holds what belongs together: a legend or label with the words, then its fields.
extension Node {
  /// The same fields with what was answered and what is wrong with it.
  ///
  /// What is hidden until a script shows it (`hidden`) is left out: without one it would never be.
  /// - Parameters:
  ///   - answers: values by the field's name.
  ///   - faults: a sentence by the field's name; it stands below the words, and the fields name it in their description.
  package func filled(with answers: [String: [String]], faults: [String: String] = [:]) -> Node {
    var rest = answers
    return filled(with: answers, faults: faults, rest: &rest)
  }

  /// - Parameter rest: what is left for written fields: several of one name take one value after the other.
  private func filled(
    with answers: [String: [String]], faults: [String: String], rest: inout [String: [String]]
  ) -> Node {
    switch content {
    case .fragment(let nodes): return .fragment(nodes.map { $0.filled(with: answers, faults: faults, rest: &rest) })
    case .element(let tag, let attributes, let children):
      if attributes.contains(where: { $0.name == .hidden }) { return .empty }
      if let name = attributes.value(.name), tag.isField {
        let isChoice = ["radio", "checkbox"].contains(attributes.value(.type) ?? "")
        let given = isChoice ? answers[name] ?? [] : rest[name].map { Array($0.prefix(1)) } ?? []
        if !isChoice { rest[name] = rest[name].map { Array($0.dropFirst()) } }
        return field(tag, attributes, given: given, fault: faults[name] == nil ? nil : name)
      }
      var nodes = children.map { $0.filled(with: answers, faults: faults, rest: &rest) }
      if isAsk, let name = fields.compactMap(\.name).first(where: { faults[$0] != nil }), let fault = faults[name] {
        let place = nodes.firstIndex { $0.tag == HTML.legend || $0.tag == HTML.label } ?? -1
        nodes.insert(HTML.p(.class("fault"), .id("fault-\(name)")) { .text(fault) }, at: place + 1)
      }
      return Node(.element(tag, attributes, nodes))
    case .text, .data, .verbatim, .doctype: return self
    }
  }

  private func field(_ tag: Tag, _ attributes: [Attribute], given: [String], fault: String?) -> Node {
    var attributes = attributes
    var children: [Node] = []
    if let fault {
      let note = "fault-\(fault)"
      attributes.append(Attribute(.ariaInvalid, "true"))
      let hints = attributes.value(.ariaDescribedby).map { [note, $0] } ?? [note]
      attributes.removeAll { $0.name == .ariaDescribedby }
      attributes.append(Attribute(.ariaDescribedby, hints.joined(separator: " ")))
    }
    if tag == HTML.textarea {
      // Browsers drop a line break at the start of a text field.
      children = given.first.map { [.text(($0.first?.isNewline == true ? "\n" : "") + $0)] } ?? []
    } else {
      switch attributes.value(.type) {
      case "radio", "checkbox": if given.contains(attributes.value(.value) ?? "") { attributes.append(.checked) }
      case "hidden", "submit": break
      default: if let text = given.first { attributes.append(.value(text)) }
      }
    }
    return Node(.element(tag, attributes, children))
  }
}

/// One question of a form: what it asks, where it is, what is in it.
package struct FormPart: Hashable, Sendable {
  /// The first words of its legend or label.
  package let words: String
  /// The names of its fields, once each.
  package let names: [String]
  /// The id of its first field, for a link.
  package let firstField: String
  /// The labels of what is ticked, or what is written; empty when nothing is.
  package let answer: String
}

extension Node {
  /// The questions of a form in their order.
  package var formParts: [FormPart] {
    guard isAsk else { return children.flatMap(\.formParts) }
    let fields = fields
    var names: [String] = []
    for name in fields.compactMap(\.name) where !names.contains(name) { names.append(name) }
    let words = descendants { $0.tag == HTML.legend || $0.tag == HTML.label }.first?.firstText ?? ""
    let said = words.split(separator: " ").joined(separator: " ")
    var labels: [String: String] = [:]
    for label in descendants({ $0.tag == HTML.label }) {
      if let id = label.attributes.value(.for) { labels[id] = label.plainText }
    }
    let answers = fields.compactMap { field -> String? in
      switch field.type {
      case "radio", "checkbox": return field.isChecked ? labels[field.id] : nil
      default: return field.text
      }
    }
    return [
      FormPart(
        words: said, names: names, firstField: fields.first?.id ?? "",
        answer: answers.filter { !$0.isEmpty }.joined(separator: ", "))
    ]
  }

  private struct Field {
    let id: String
    let name: String?
    let type: String?
    let isChecked: Bool
    let text: String
  }

  private var isAsk: Bool { attributes.value(.class)?.split(separator: " ").contains("ask") == true }

  private var fields: [Field] {
    descendants { $0.tag?.isField == true && $0.attributes.value(.name) != nil }.map { node in
      Field(
        id: node.attributes.value(.id) ?? "", name: node.attributes.value(.name), type: node.attributes.value(.type),
        isChecked: node.attributes.contains(.checked), text: node.attributes.value(.value) ?? node.plainText)
    }
  }

  private var tag: Tag? {
    if case .element(let tag, _, _) = content { tag } else { nil }
  }

  private var attributes: [Attribute] {
    if case .element(_, let attributes, _) = content { attributes } else { [] }
  }

  private var children: [Node] {
    switch content {
    case .fragment(let nodes), .element(_, _, let nodes): nodes
    case .text, .data, .verbatim, .doctype: []
    }
  }

  private var firstText: String? {
    if case .text(let text) = content { text } else { children.lazy.compactMap(\.firstText).first }
  }

  private func descendants(_ isWanted: (Node) -> Bool) -> [Node] {
    children.flatMap { ($0.tag != nil && isWanted($0) ? [$0] : []) + $0.descendants(isWanted) }
  }
}

extension Tag {
  fileprivate var isField: Bool { self == HTML.input || self == HTML.textarea }
}

extension [Attribute] {
  fileprivate func value(_ name: Attribute.Name) -> String? { first { $0.name == name }?.value }
}
