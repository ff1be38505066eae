import Analysis

extension ProcessSeries: TerminalText {
  var text: String {
    var phases = TextTable(["from", "to", "points", "centre", "lower limit", "upper limit"])
    var start = 0
    for phase in self.phases {
      let last = points[start + phase.points - 1]
      start += phase.points
      // Limits of counts move with what they are counted of: those of the last point stand for them.
      phases.rows.append([
        phase.from, phase.to, String(phase.points), shortNumber(phase.centre),
        last.lower.map { shortNumber($0) } ?? "none",
        last.upper.map { shortNumber($0) } ?? "none",
      ])
    }
    var lines = [phases.text, ""]
    if specialCauses == 0 {
      lines.append("No special cause: what goes up and down here is what this process does.")
    } else {
      var table = TextTable(["time", "value", "special cause"])
      for point in points where !point.signals.isEmpty {
        let side = point.isBetter.map { $0 ? ", better" : ", worse" } ?? ""
        table.rows.append([
          point.time, shortNumber(point.value), point.signals.map(Self.words).joined(separator: "; ") + side,
        ])
      }
      lines.append(table.text)
    }
    if let target, let assurance {
      let words =
        switch assurance {
        case "met": "is met every time, if nothing changes"
        case "missed": "is out of reach, unless something changes"
        default: "is met or missed by chance"
        }
      lines += ["", "The target of \(shortNumber(target)) \(words)."]
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] {
    var notes: [String] = []
    if leftOut > 0 { notes.append("\(leftOut) row(s) without a figure are passed over") }
    let screened = phases.reduce(0) { $0 + $1.screenedMovingRanges }
    if screened > 0 {
      notes.append(
        "\(screened) step(s) between neighbours were too large to tell of the usual spread, and the limits leave them out"
      )
    }
    for phase in phases where phase.points < 12 {
      notes.append("limits from \(phase.points) points (from \(phase.from)) are rough: 12 or more make them steady")
    }
    return notes
  }

  private static func words(_ signal: String) -> String {
    switch signal {
    case "outsideLimits": "beyond a limit"
    case "shift": "seven or more on one side"
    case "trend": "seven or more in one direction"
    default: "two of three near a limit"
    }
  }
}
