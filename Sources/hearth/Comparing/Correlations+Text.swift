import Analysis

extension Correlations: TerminalText {
  var text: String {
    var lines = ["\(n) people with every column"]
    if let line = leftOutText(leftOut, "one of the columns") { lines.append(line) }
    let methods: [(name: String, coefficient: (Pair) -> Coefficient?)] = [
      ("Pearson's r", \.pearson), ("Spearman's rho", \.spearman), ("Kendall's tau-b", \.kendall),
    ]
    for method in methods where pairs.contains(where: { method.coefficient($0) != nil }) {
      lines += ["", table(method.name, method.coefficient).text]
      if pairs.count > 1 { lines += ["", matrix(method.name, method.coefficient).text] }
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] { refused.map(\.line) }

  private func table(_ name: String, _ coefficient: (Pair) -> Coefficient?) -> TextTable {
    var table = TextTable(["pair", name, "95 % interval", "p"] + (pairs.count > 1 ? ["p (Holm)"] : []))
    for pair in pairs {
      guard let figure = coefficient(pair) else { continue }
      let row = [
        "\(pair.first), \(pair.second)", shortNumber(figure.estimate), intervalText(figure.lower, figure.upper),
        pNumber(figure.p),
      ]
      table.rows.append(row + (pairs.count > 1 ? [pNumber(figure.holm)] : []))
    }
    return table
  }

  /// The lower triangle, three digits.
  private func matrix(_ name: String, _ coefficient: (Pair) -> Coefficient?) -> TextTable {
    var table = TextTable([name] + columns.dropLast())
    for (index, second) in columns.enumerated().dropFirst() {
      let cells = columns.prefix(index).map { first in
        let pair = pairs.first { $0.first == first && $0.second == second }
        return pair.flatMap(coefficient).map { shortNumber($0.estimate, digits: 3) } ?? ""
      }
      table.rows.append([second] + cells)
    }
    return table
  }
}
