extension Gate {
  /// Words of one person that a reviewer marked as printable, with the band of the writer's score only where enough people share it.
  public mutating func release(_ guarded: Guarded<QuotationDraft>) -> Verdict<Quotation> {
    let draft = guarded.value
    if let reason = tooFew { return .withheld(withheld(draft.subject, "Quotation", reason)) }
    guard draft.text.contains(where: { !$0.isWhitespace }) else {
      return .withheld(withheld(draft.subject, "Quotation", "There are no words left to print."))
    }
    // A band that nearly everyone is outside of, or inside of, would say as much as a small group.
    let band = draft.band.flatMap { band in
      band.people >= threshold && band.people <= people.count ? band.label : nil
    }
    return .released(Released(Quotation(subject: draft.subject, text: draft.text, band: band)))
  }
}
