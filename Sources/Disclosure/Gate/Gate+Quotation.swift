extension Gate {
  /// Words of single people that a reviewer marked as printable, in the order given.
  ///
  /// The half of a scale that the writer's score lies in stands beside all of them or beside none. It does where both halves reach the
  /// threshold, where the people who answered the question without a score are none or reach it too (words without a half are
  /// theirs), and where no other scale's halves ever stood beside this question: two halves together single out fewer people.
  public mutating func release(_ guarded: Guarded<QuotationDraft>) -> [ReleasedFinding] {
    let draft = guarded.value
    guard !draft.answers.isEmpty else { return [] }
    if let reason = tooFew { return [.withheld(withheld(draft.subject, "Quotations", reason))] }
    var findings: [ReleasedFinding] = []
    var band = draft.band
    if let asked = band, let reason = problem(asked, column: draft.column) {
      findings.append(.withheld(withheld(draft.subject, "\(asked.title) beside the quotations", reason)))
      band = nil
    }
    for answer in draft.answers {
      guard answer.text.contains(where: { !$0.isWhitespace }) else {
        findings.append(.withheld(withheld(draft.subject, "Quotation", "There are no words left to print.")))
        continue
      }
      let half = answer.half.flatMap { half in
        band.map { "\($0.title) in the \(half == .upper ? "upper" : "lower") half of the scale" }
      }
      findings.append(.quotation(Released(Quotation(subject: draft.subject, text: answer.text, band: half))))
    }
    if let band { record(quoted: .init(column: draft.column, band: band.id)) }
    return findings
  }

  private func problem(_ band: QuotationDraft.Band, column: String) -> String? {
    guard band.lower >= threshold, band.upper >= threshold, band.lower + band.upper <= people.count else {
      return "Fewer than \(threshold) people have a score in one of the halves."
    }
    guard band.withoutScore == 0 || band.withoutScore >= threshold else {
      return "Some who answered have no score, fewer than \(threshold): words without a half would be known as theirs."
    }
    guard !(released.quoted ?? []).contains(where: { $0.column == column && $0.band != band.id }) else {
      return
        "Another scale was given beside answers to this question before, and the two together would single people out."
    }
    return nil
  }
}
