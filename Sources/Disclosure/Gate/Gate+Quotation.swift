extension Gate {
  /// Words of one person that a reviewer marked as printable.
  ///
  /// The band of the writer's score stands beside them only where both the people who share it and those with a score outside
  /// of it reach the threshold. Where they do not, no quotation carries either band: one printed beside some quotations and
  /// not beside others would tell which of the two the others are in.
  public mutating func release(_ guarded: Guarded<QuotationDraft>) -> Verdict<Quotation> {
    let draft = guarded.value
    if let reason = tooFew { return .withheld(withheld(draft.subject, "Quotation", reason)) }
    guard draft.text.contains(where: { !$0.isWhitespace }) else {
      return .withheld(withheld(draft.subject, "Quotation", "There are no words left to print."))
    }
    let band = draft.band.flatMap { band in
      band.people >= threshold && band.others >= threshold && band.people <= people.count - band.others
        ? band.label : nil
    }
    return .released(Released(Quotation(subject: draft.subject, text: draft.text, band: band)))
  }
}
