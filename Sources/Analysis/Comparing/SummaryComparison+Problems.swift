import Problems
import Statistics

extension SummaryComparison {
  /// Why figures that are all there give no F: which rows, and what to look at.
  static func problem(_ error: StatisticsError, rows: [Row], file: String) -> Problem {
    switch error {
    case .zeroVariance:
      return noSpread(rows, file: file)
        ?? Problem("the SDs are too small to divide by", at: place(rows, file), remedy: "check the column sd")
    case .tooFewValues:
      return Problem(
        "every group has one person, so nothing shows how people in a group differ", at: place(rows, file, "n"),
        remedy: "check the column n: it holds the people of each group")
    case .tooFewGroups:
      return Problem(
        "there is one group, and a comparison needs two", at: place(rows, file, "group"),
        remedy: "check the column outcome: groups are compared within one outcome")
    default:
      return Problem("\(error)", at: place(rows, file), remedy: "check the figures")
    }
  }

  /// The problem of SDs that are all 0; nil when one is above 0 or missing.
  static func noSpread(_ rows: [Row], file: String) -> Problem? {
    let measured = rows.filter { $0.n > 1 }
    guard !measured.isEmpty, measured.allSatisfy({ $0.sd == 0 }) else { return nil }
    return Problem(
      "every SD is 0: F would divide by no spread at all", at: place(measured, file, "sd"),
      remedy: "check that the column holds standard deviations and that they were not rounded away")
  }

  private static func place(_ rows: [Row], _ file: String, _ column: String? = nil) -> String {
    let lines = rows.map { String($0.line) }
    let list = lines.count < 2 ? lines.joined() : lines.dropLast().joined(separator: ", ") + " and \(lines.last ?? "")"
    return "\(file), line\(lines.count == 1 ? "" : "s") \(list)" + (column.map { ", column \($0)" } ?? "")
  }
}
