package import Problems

/// What is fixed about people's contact details when a wave opens.
package struct ContactTerms: Sendable, Hashable {
  /// What links begin with.
  package let address: LinkAddress
  /// Names, contacts and links are destroyed so many days after the wave has closed.
  package let keepDays: Int

  package static let standardKeepDays = 30

  /// - Throws: `Problem` unless they are kept for 1 to 90 days.
  package init(address: LinkAddress, keepDays: Int = standardKeepDays) throws(Problem) {
    if let problem = Self.problem(keepDays: keepDays) { throw problem }
    self.address = address
    self.keepDays = keepDays
  }

  package static func problem(keepDays days: Int) -> Problem? {
    guard !(1...90).contains(days) else { return nil }
    return Problem(
      "contacts cannot be kept for \(days) days after the close", remedy: "give a whole number from 1 to 90")
  }

  /// What participants are told.
  package static func words(keepDays days: Int, in language: Language) -> String {
    switch language {
    case .english:
      "Names, addresses and personal links are destroyed \(days == 1 ? "1 day" : "\(days) days") after the questionnaire has closed."
    case .welsh: "Caiff enwau, cyfeiriadau a dolenni personol eu dinistrio \(days) diwrnod ar ôl i’r holiadur gau."
    }
  }
}
