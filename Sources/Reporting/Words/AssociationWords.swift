import Disclosure
import Markup

extension CrossTabulation {
  /// Whether the two go together, with χ² and Cramér's V; nil where they are not given.
  var associationSentence: Node? {
    guard let association else { return nil }
    let both: Node = "\(rowSubject.inProse) and \(columnSubject.inProse)"
    let evidence = HTML.span(.class("stat")) {
      "χ²(\(association.degreesOfFreedom.bound))\u{A0}=\u{A0}\(association.statistic.bound), \(association.p.phrase)"
    }
    let silent =
      (rowLabels + columnLabels).contains("Not stated")
      ? " “Not stated” are people who did not answer the question, not a kind of people." : ""
    let rough: Node =
      association.fewExpected == 0
      ? ""
      : " In \(association.fewExpected.bound) of \(association.cells.bound) cells fewer than 5 people would be expected, so p is rough."
    return """
      \(association.p.isClear ? "There is a clear association" : "There is no clear association") between \(both): \(evidence), \
      Cramér’s V\u{A0}=\u{A0}\(association.cramersV.bound) (0 none, 1 complete). The test takes in everyone in the table.\(silent)\(rough)
      """
  }
}
