extension CheckReport {
  /// The report for a terminal: findings first, then what was and was not checked.
  package func text(of document: String) -> String {
    var lines: [String] = []
    for finding in findings {
      lines.append("\(finding.severity.rawValue): \(finding.place): “\(finding.quote)”")
      lines.append("  reported:   \(finding.reported)")
      lines.append("  recomputed: \(finding.recomputed)")
      lines.append("  \(finding.why)")
      lines.append("")
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    let notes = findings.count { $0.severity == .note }
    lines.append("\(document): \(counted(errors, "error")), \(counted(warnings, "warning")), \(counted(notes, "note"))")
    if recognised == 0 {
      lines.append("Nothing in this document was recognised as a statistic, so nothing was checked.")
      return lines.joined(separator: "\n")
    }
    lines.append("\(counted(recognised, "statement")) recognised, \(checked) checked:")
    for tally in tallies {
      let rest = tally.recognised - tally.checked
      lines.append(
        "  \(tally.rule.title): \(tally.checked) of \(tally.recognised) checked, \(tally.differing) with a finding"
          + (rest > 0 ? ", \(rest) not checkable" : ""))
    }
    if !unchecked.isEmpty {
      lines.append("Not checked, and why:")
      var reasons: [String] = []
      var byReason: [String: [Unchecked]] = [:]
      for statement in unchecked {
        if byReason[statement.reason] == nil { reasons.append(statement.reason) }
        byReason[statement.reason, default: []].append(statement)
      }
      for reason in reasons.prefix(60) {
        let statements = byReason[reason] ?? []
        lines.append("  \(statements.count) × \(reason):")
        for statement in statements.prefix(3) { lines.append("    \(statement.place): “\(statement.quote)”") }
        if statements.count > 3 { lines.append("    and \(statements.count - 3) more (--json lists all)") }
      }
      if reasons.count > 60 { lines.append("  and \(reasons.count - 60) more reasons (--json lists all)") }
    }
    return lines.joined(separator: "\n")
  }
}

func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
