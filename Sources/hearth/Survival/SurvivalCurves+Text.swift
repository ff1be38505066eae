import Analysis

extension SurvivalCurves: TerminalText {
  var text: String {
    var lines = [
      "\(n) people, \(events) with the event (\(event): \(eventAnswer)); times: \(time)"
        + (strata.map { "; compared within each \($0)" } ?? ""),
      "", groupTable.text,
    ]
    if let logRank {
      lines += [
        "",
        "log-rank test: chi-squared(\(logRank.degreesOfFreedom)) = \(shortNumber(logRank.statistic)), \(pText(logRank.p))",
      ]
    }
    if groups.contains(where: { !$0.at.isEmpty }) {
      lines += ["", "without the event so far:", "", pointTable.text]
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] {
    var notes: [String] = []
    if let line = leftOutText(leftOut, "every column") { notes.append(line) }
    if otherAnswers.count > 1 {
      notes.append(
        "times that ended otherwise (\(otherAnswers.prefix(8).joined(separator: ", "))) count as time without the event"
      )
    }
    for group in groups where group.events > 0 && group.events < 10 && groups.count <= 8 {
      let whose = group.label.map { " in “\($0)”" } ?? ""
      notes.append("\(group.events) \(group.events == 1 ? "event" : "events")\(whose): the curve is a rough one")
    }
    return notes + refused.map(\.line)
  }

  private var groupTable: TextTable {
    let hasExpected = groups.contains { $0.expected != nil }
    var table = TextTable(
      (by.map { [$0] } ?? []) + ["people", "events"] + (hasExpected ? ["expected"] : [])
        + ["median time", "95 % interval", "last time"])
    for group in groups {
      var cells = group.label.map { [$0] } ?? []
      cells += [String(group.n), String(group.events)]
      if hasExpected { cells.append(group.expected.map { shortNumber($0, digits: 5) } ?? "") }
      let median = group.median
      let interval =
        median.lower == nil && median.upper == nil
        ? "" : "[\(median.lower.map { shortNumber($0) } ?? "…"), \(median.upper.map { shortNumber($0) } ?? "…")]"
      cells += [median.time.map { shortNumber($0) } ?? "not reached", interval, shortNumber(group.lastTime)]
      table.rows.append(cells)
    }
    return table
  }

  private var pointTable: TextTable {
    var table = TextTable((by.map { [$0] } ?? []) + [time, "at risk", "share", "95 % interval"])
    for group in groups {
      for point in group.at {
        table.rows.append(
          (group.label.map { [$0] } ?? []) + [
            shortNumber(point.time), String(point.atRisk),
            point.survival.map { shortNumber($0, digits: 4) } ?? "not known",
            point.lower == nil
              ? "" : "[\(shortNumber(point.lower ?? 0, digits: 4)), \(shortNumber(point.upper ?? 0, digits: 4))]",
          ])
      }
    }
    return table
  }
}
