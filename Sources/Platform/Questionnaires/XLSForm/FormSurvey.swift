import Problems

/// Reads the sheet `survey`, row by row, into pages. What cannot be asked is refused with its row; what is merely left out is remarked on.
struct FormSurvey {
  let sheet: FormSheet
  let languages: [Language]
  let lists: FormChoices
  let extras: FormExtras
  var problems: [Problem] = []
  var remarks: [Problem] = []
  private(set) var pages: [FormDraft.Page] = []

  var page = FormDraft.Page()
  private var levels: [Level] = []
  var ids: Set<String> = []
  /// Closed questions so far, by their name in the form.
  var closed: [String: (id: String, list: FormChoices.List, isSeveral: Bool)] = [:]

  /// A group that is open.
  private struct Level {
    let row: Int
    var title: FormDraft.Texts?
    let when: FormDraft.Conditions
  }

  init(sheet: FormSheet, languages: [Language], lists: FormChoices, extras: FormExtras) {
    self.sheet = sheet
    self.languages = languages
    self.lists = lists
    self.extras = extras
  }

  mutating func read() {
    var index = 0
    while index < sheet.rows.count {
      let row = sheet.rows[index]
      index += 1
      guard !FormType.isYes(row["disabled"]) else {
        remarks.append(remark(row, "the row is switched off and left out", "delete “disabled” to ask it"))
        continue
      }
      let type = FormType(row["type"] ?? "")
      switch type {
      case .beginGroup:
        if let end = endOfTable(after: index - 1) {
          add(table: row, Array(sheet.rows[index..<end]))
          index = end + 1
        } else {
          begin(row)
        }
      case .endGroup: end(row)
      case .note: add(note: row)
      case .leftOut(let remedy): remarks.append(remark(row, "“\(row["type"] ?? "")” is left out", remedy))
      case .refused(let remedy):
        problems.append(
          problem(
            row, "type", row["type"].map { "Hearth cannot ask “\($0.prefix(40))”" } ?? "the row has no type", remedy))
      default: add(row, type)
      }
    }
    flush()
    if let open = levels.last {
      problems.append(
        Problem(
          "a group begins here and never ends", at: XLSForm.place(sheet.name, row: open.row),
          remedy: "add a row “end_group”"))
    }
  }

  // MARK: Groups and pages

  private mutating func begin(_ row: FormSheet.Row) {
    flush()
    var when = levels.last?.when ?? []
    for condition in conditions(row) {
      if when.contains(where: { $0.question == condition.question }) {
        problems.append(
          problem(
            row, "relevant", "the group around this one has a condition on the same question",
            "keep one of the two conditions"))
      } else {
        when.append(condition)
      }
    }
    if row.holds("hint") {
      remarks.append(
        remark(row, "the hint of a group is left out", "make a note of it, below the row that begins the group"))
    }
    levels.append(Level(row: row.number, title: texts(row, "label", needed: false), when: when))
  }

  private mutating func end(_ row: FormSheet.Row) {
    flush()
    guard let level = levels.popLast() else {
      problems.append(problem(row, "type", "a group ends here that did not begin", "delete the row"))
      return
    }
    if let title = level.title {
      remarks.append(
        Problem(
          "the group “\(title[languages[0]] ?? "")” asks nothing and is left out",
          at: XLSForm.place(sheet.name, row: level.row), remedy: "nothing is to be done, unless something is missing"))
    }
  }

  /// What stands together so far is a page.
  private mutating func flush() {
    guard !page.questions.isEmpty || !page.text.isEmpty else { return }
    // The titles of groups that have not been shown yet stand above the first page within them.
    let titles = levels.compactMap(\.title)
    for index in levels.indices { levels[index].title = nil }
    if !titles.isEmpty {
      page.title = titles[0].merging(
        languages.map { language in (language, titles.compactMap { $0[language] }.joined(separator: ": ")) }
      ) { $1 }
    }
    page.when += levels.last?.when ?? []
    pages.append(page)
    page = FormDraft.Page()
  }

  private mutating func add(note row: FormSheet.Row) {
    if row["hearth::instrument"] != nil { return add(row, .instrument) }
    let when = conditions(row)
    // Text stands above the questions of a page.
    if !page.questions.isEmpty || !when.isEmpty { flush() }
    if let text = texts(row, "label", needed: true) { page.text.append(text) }
    if row.holds("hint"), let hint = texts(row, "hint", needed: true) { page.text.append(hint) }
    guard !when.isEmpty else { return }
    guard !(levels.last?.when ?? []).contains(where: { outer in when.contains { $0.question == outer.question } })
    else {
      problems.append(
        problem(row, "relevant", "the group around it has a condition on the same question", "keep one of the two"))
      return
    }
    page.when = when
    flush()
  }

  // MARK: Questions

  private mutating func add(_ row: FormSheet.Row, _ type: FormType) {
    guard let id = id(row), let kind = kind(row, type, id) else { return }
    let when = conditions(row)
    remarkOnRules(row, type)
    if let list = kind.list, let name = row["name"] { closed[name] = (id, list, kind.isSeveral) }
    guard let ask = texts(row, "label", needed: true) else { return }
    page.questions.append(
      FormDraft.Question(
        id: id, ask: ask, hint: row.holds("hint") ? texts(row, "hint", needed: true) : nil, required: required(row),
        when: when, kind: kind.value))
  }

  /// Rules that a question of this type does not have here.
  private mutating func remarkOnRules(_ row: FormSheet.Row, _ type: FormType) {
    var columns: [String] = []
    switch type {
    case .integer, .date, .text: columns = ["parameters"]
    case .range: columns = ["constraint"]
    default: columns = ["parameters", "constraint"]
    }
    for column in columns {
      guard let rule = row[column] else { continue }
      remarks.append(
        remark(
          row, "“\(rule.prefix(60))” in the column “\(column)” is left out",
          "look whether the question asks what it should"))
    }
  }

  private struct Read {
    let value: FormDraft.Kind
    var list: FormChoices.List?
    var isSeveral = false
  }

  private mutating func kind(_ row: FormSheet.Row, _ type: FormType, _ id: String) -> Read? {
    switch type {
    case .one(let name), .several(let name):
      guard let list = list(name, row) else { return nil }
      if row["choice_filter"] != nil {
        problems.append(
          problem(
            row, "choice_filter", "the choices depend on an earlier answer",
            "make a question of each list, and ask each with “relevant”"))
      }
      let options = FormDraft.Options(
        words: list.choices.filter { $0.name != XLSForm.preferNot }.map(\.words),
        preferNot: list.choices.contains { $0.name == XLSForm.preferNot },
        describesPeople: row["hearth::about"] == "person", compares: FormType.isYes(row["hearth::compare"]),
        ordered: FormType.isYes(row["hearth::ordered"]), merges: extras.merges[id] ?? [])
      guard case .several = type else { return Read(value: .choice(options), list: list) }
      return Read(value: .several(options), list: list, isSeveral: true)
    case .integer:
      guard let range = row["constraint"].flatMap(ConstraintReader.range) else {
        problems.append(
          problem(row, "constraint", "a number needs a lowest and a highest value", "write . >= 0 and . <= 31, say"))
        return nil
      }
      return Read(value: .number(range))
    case .range:
      guard let range = FormType.range(row["parameters"] ?? "") else {
        problems.append(
          problem(
            row, "parameters", "a range needs whole numbers as its ends, in steps of one", "write start=0 end=10 step=1"
          ))
        return nil
      }
      return Read(value: .number(range))
    case .date:
      guard row["appearance"]?.contains("month-year") == true else {
        problems.append(
          problem(row, "appearance", "a day says too much about one person", "ask for a month: write month-year here"))
        return nil
      }
      guard let range = row["constraint"].flatMap(ConstraintReader.months) else {
        problems.append(
          problem(
            row, "constraint", "a month needs an earliest and a latest one",
            "write . >= date('1990-01-01') and . <= date('2026-12-01'), say"))
        return nil
      }
      return Read(value: .month(range))
    case .text:
      if let constraint = row["constraint"], ConstraintReader.length(constraint) == nil {
        remarks.append(
          remark(
            row, "the rule “\(constraint.prefix(60))” for the text is left out", "nothing is checked but its length"))
      }
      let length = row["constraint"].flatMap(ConstraintReader.length)
      if length == nil {
        remarks.append(
          remark(
            row, "a text without a longest length may have 1,000 characters",
            "write string-length(.) <= 500 as its constraint for another"))
      }
      return Read(value: .text(limit: length ?? 1000))
    case .instrument:
      return Read(value: .instrument(key: row["hearth::instrument"] ?? "", facts: extras.facts[id] ?? []))
    case .beginGroup, .endGroup, .note, .leftOut, .refused: return nil
    }
  }

  mutating func list(_ name: String, _ row: FormSheet.Row) -> FormChoices.List? {
    if let list = lists.lists[name] { return list }
    problems.append(
      problem(
        row, "type", "there is no list of choices “\(name.prefix(40))”", "write its choices on the sheet “choices”"))
    return nil
  }
}
