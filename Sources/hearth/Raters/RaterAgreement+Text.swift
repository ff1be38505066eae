import Analysis

extension RaterAgreement: TerminalText {
  var text: String {
    var table = TextTable(["coefficient", "estimate", "standard error", "95 % interval"])
    for coefficient in coefficients {
      table.rows.append([
        coefficient.name, shortNumber(coefficient.estimate),
        coefficient.standardError.map { shortNumber($0, digits: 3) } ?? "",
        intervalText(coefficient.lower, coefficient.upper),
      ])
    }
    let given = values.count <= 12 ? ": " + values.joined(separator: ", ") : ""
    return """
      \(raters.count) raters, \(units) units (\(pairedUnits) with two ratings or more), \(ratings) ratings of \(values.count) values\(given)

      \(table.text)
      """
  }

  var notes: [String] { refused.map { "\($0.name): \($0.reason)" } }
}
