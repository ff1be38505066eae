import Problems

/// Groups that are tables: statements that are answered on the same choices.
extension FormSurvey {
  /// Where a group ends that is a table of questions with the same choices; nil for another group.
  func endOfTable(after begin: Int) -> Int? {
    guard
      let end = sheet.rows[(begin + 1)...].firstIndex(where: { row in
        switch FormType(row["type"] ?? "") {
        case .beginGroup, .endGroup: true
        default: false
        }
      }), case .endGroup = FormType(sheet.rows[end]["type"] ?? "")
    else { return nil }
    if sheet.rows[begin]["appearance"]?.contains("table-list") == true { return end }
    let inside = sheet.rows[(begin + 1)..<end]
    let looks: Set = ["likert", "list-nolabel", "label"]
    let isTable =
      inside.count > 1
      && inside.allSatisfy { row in
        guard case .one = FormType(row["type"] ?? "") else { return false }
        return looks.contains(row["appearance"] ?? "") && row["type"] == inside.first?["type"]
      }
    return isTable ? end : nil
  }

  mutating func add(table group: FormSheet.Row, _ rows: [FormSheet.Row]) {
    guard let id = id(group) else { return }
    // A row that only shows the choices once more, above the table.
    let rows = rows.filter { $0["appearance"] != "label" && !FormType.isYes($0["disabled"]) }
    guard case .one(let listName)? = rows.first.map({ FormType($0["type"] ?? "") }), let list = list(listName, rows[0])
    else {
      problems.append(
        problem(
          group, "appearance", "a table holds questions of the type select_one and nothing else",
          "take table-list away, or what is no such question"))
      return
    }
    var statements: [FormDraft.Texts] = []
    for (index, row) in rows.enumerated() {
      guard case .one(listName) = FormType(row["type"] ?? ""), row["relevant"] == nil else {
        problems.append(
          problem(
            row, "type", "all rows of a table have the same choices and no condition of their own",
            "put this question outside the table"))
        continue
      }
      if let words = texts(row, "label", needed: true) { statements.append(words) }
      if let rule = row["constraint"] {
        remarks.append(remark(row, "the rule “\(rule.prefix(60))” is left out", "people may give any of the answers"))
      }
      if row.holds("hint") {
        remarks.append(remark(row, "the hint of a row of a table is left out", "give the table a hint"))
      }
      let name = XLSForm.id(ofName: row["name"] ?? "")
      let column = "\(id)_\(index + 1)"
      if !ids.insert(column).inserted { problems.append(taken(row, column)) }
      if name != column {
        remarks.append(remark(row, "the column “\(name)” is called “\(column)” here", "nothing is to be done"))
      }
    }
    let needed = rows.filter { required($0) }.count
    if needed > 0, needed < rows.count {
      remarks.append(
        remark(group, "only some rows of the table are required; here none is", "mark all of them, or none"))
    }
    guard let ask = texts(group, "label", needed: true) else { return }
    if extras.scales[id] == nil {
      remarks.append(
        remark(
          group, "the table is a scale of its own name, and nothing says whether higher is better",
          "write higherIs: better or worse into its scale:"))
    }
    page.questions.append(
      FormDraft.Question(
        id: id, ask: ask, hint: group.holds("hint") ? texts(group, "hint", needed: true) : nil,
        required: needed == rows.count, when: conditions(group),
        kind: .rating(
          .init(
            statements: statements, steps: steps(list, group), title: extras.scales[id]?.title ?? ask,
            higherIs: extras.scales[id]?.higherIs, reversed: extras.reversed[id] ?? []))))
  }

  /// The choices' names are their codes where they are rising numbers; otherwise they are counted from 0.
  private mutating func steps(_ list: FormChoices.List, _ row: FormSheet.Row) -> [(code: Int, words: FormDraft.Texts)] {
    let codes = list.choices.compactMap { Int($0.name) }
    if codes.count == list.choices.count, codes.allSatisfy({ (0...100).contains($0) }),
      zip(codes, codes.dropFirst()).allSatisfy(<)
    {
      return zip(codes, list.choices).map { ($0, $1.words) }
    }
    remarks.append(
      remark(
        row, "the answers of the table count 0 to \(list.choices.count - 1), in the order of its choices",
        "name the choices with the numbers that they stand for, rising"))
    return list.choices.enumerated().map { ($0, $1.words) }
  }
}
