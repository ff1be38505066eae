import Yams

/// A question and its lines in the text.
extension DraftQuestion {
  init(_ node: Node.Mapping, in draft: QuestionnaireDraft) {
    id = node.value("id")?.scalar?.string ?? ""
    ask = draft.translations(node.value("ask"))
    hint = draft.translations(node.value("hint"))
    isRequired = node.flag("required")
    when = Questionnaire.Condition.all(node.value("when"))
    let name = Kind.Name.allCases.first { node.value($0.rawValue) != nil } ?? .text
    let value = node.value(name.rawValue)
    switch name {
    case .choice: kind = .choice(Options(node, value, in: draft))
    case .several: kind = .several(Options(node, value, in: draft))
    case .rate: kind = .rate(Rating(node, value, in: draft))
    case .instrument:
      var use = Use(key: value?.scalar?.string ?? "")
      use.acceptsUnverified = node.flag("acceptUnverified")
      use.definition = draft.heldText(node.value("definition"))
      use.confirmation = draft.heldText(node.value("confirmation"))
      kind = .instrument(use)
    case .number:
      let ends = value?.texts ?? []
      kind = .number(lowest: ends.first ?? "", highest: ends.dropFirst().first ?? "")
    case .month:
      let ends = value?.texts ?? []
      kind = .month(first: ends.first ?? "", last: ends.dropFirst().first ?? "")
    case .text: kind = .text(limit: value?.scalar?.string ?? "")
    }
  }

  /// Changes the lines that the form knows, and leaves the others (`wording`).
  func write(to node: inout Node.Mapping, in draft: QuestionnaireDraft) {
    node.set("id", .plain(id))
    node.set("ask", draft.node(ask))
    node.set("hint", draft.node(hint))
    for other in Kind.Name.allCases where other != kind.name { node.set(other.rawValue, nil) }
    switch kind {
    case .choice(let options):
      options.write(to: &node, "choice", in: draft)
      node.set("compare", flag: options.compares)
      node.set("ordered", flag: options.ordered)
      let merges = options.merges.map { ($0.label, Node.list($0.levels.map(Node.words), .block)) }
      node.set("merge", merges.isEmpty ? nil : .pairs(merges))
    case .several(let options): options.write(to: &node, "several", in: draft)
    case .rate(let rating): rating.write(to: &node, in: draft)
    case .instrument(let use):
      node.set("instrument", .plain(use.key))
      node.set("acceptUnverified", flag: use.acceptsUnverified)
      node.set("definition", use.definition.isEmpty ? nil : .words(use.definitionName))
      node.set("confirmation", use.confirmation.isEmpty ? nil : .words(use.confirmationName))
    case .number(let lowest, let highest): node.set("number", .list([.plain(lowest), .plain(highest)], .flow))
    case .month(let first, let last): node.set("month", .list([.plain(first), .plain(last)], .flow))
    case .text(let limit): node.set("text", .plain(limit))
    }
    node.set("required", flag: isRequired)
    node.set("when", Questionnaire.Condition.node(when))
  }
}

extension DraftQuestion.Options {
  init(_ node: Node.Mapping, _ value: Node?, in draft: QuestionnaireDraft) {
    labels = draft.lists(value)
    preferNot = node.flag("preferNot")
    describesPeople = node.value("about")?.scalar?.string == "person"
    compares = node.flag("compare")
    ordered = node.flag("ordered")
    merges = (node.value("merge")?.mapping.map(Array.init) ?? []).map { pair in
      DraftQuestion.Merge(label: pair.key.scalar?.string ?? "", levels: pair.value.texts)
    }
  }

  fileprivate func write(to node: inout Node.Mapping, _ key: String, in draft: QuestionnaireDraft) {
    node.set(key, draft.node(labels))
    node.set("about", describesPeople ? .plain("person") : nil)
    node.set("preferNot", flag: preferNot)
  }
}

extension DraftQuestion.Rating {
  init(_ node: Node.Mapping, _ value: Node?, in draft: QuestionnaireDraft) {
    statements = draft.lists(value)
    steps = (node.value("steps")?.mapping.map(Array.init) ?? []).map { pair in
      DraftQuestion.Step(code: pair.key.scalar?.string ?? "", words: draft.translations(pair.value))
    }
    let scale = node.value("scale")?.mapping
    title = draft.translations(scale?.value("title"))
    higherIs = scale?.value("higherIs")?.scalar?.string ?? ""
    reversed = scale?.value("reversed")?.texts ?? []
  }

  fileprivate func write(to node: inout Node.Mapping, in draft: QuestionnaireDraft) {
    node.set("rate", draft.node(statements))
    node.set(
      "steps",
      Node(steps.map { (.plain($0.code), draft.node($0.words) ?? .words("")) }, .implicit, .block))
    var scale = node.value("scale")?.mapping ?? Node.Mapping([])
    scale.set("title", draft.node(title))
    scale.set("higherIs", higherIs.isEmpty ? nil : .plain(higherIs))
    scale.set("reversed", reversed.isEmpty ? nil : .list(reversed.map(Node.plain), .flow))
    node.set("scale", .mapping(scale))
  }
}
