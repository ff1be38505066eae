package import Problems

/// What is fixed about people's contact details when a wave opens.
package struct ContactTerms: Sendable, Hashable {
  /// What links begin with.
  package let address: LinkAddress
  /// Names, contacts and links are destroyed so many days after the wave has closed.
  package let keepDays: Int

  package static let standardKeepDays = 30

  /// - Throws: `Problem` unless they are kept for 0 to 365 days.
  package init(address: LinkAddress, keepDays: Int = standardKeepDays) throws(Problem) {
    guard (0...365).contains(keepDays) else {
      throw Problem(
        "contacts cannot be kept for \(keepDays) days after the close", remedy: "give a number from 0 to 365")
    }
    self.address = address
    self.keepDays = keepDays
  }
}
