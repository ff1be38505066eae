/// How many were asked, beside how many answered: over the whole of a wave, never by unit.
public struct Turnout: Hashable, Sendable, Encodable {
  /// A way in which people were told.
  public struct Route: Hashable, Sendable, Encodable {
    public let title: String
    /// People who were reached so and could have answered; one person may have been reached in several ways.
    public let eligible: Int
    public init(title: String, eligible: Int) {
      self.title = title
      self.eligible = eligible
    }
  }

  /// People who had a right to answer of their own; nil where nobody was invited by name.
  public let invited: Shown<Int>?
  /// People who were expected, where anybody with the link could answer.
  public let expected: Int?
  public let answers: Shown<Int>
  /// Answers in a hundred of those invited; nil where nobody was invited by name.
  public let percent: Shown<Figure>?
  public let routes: [Route]
}
