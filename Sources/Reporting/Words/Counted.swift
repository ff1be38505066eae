/// What a base counts: people who answered, or responses where one person may have sent several.
package enum Counted: Hashable, Sendable {
  case people, responses

  /// The head of a column.
  var title: String {
    switch self {
    case .people: Counted.head
    case .responses: "Responses"
    }
  }

  var noun: String {
    switch self {
    case .people: "people"
    case .responses: "responses"
    }
  }

  /// The head of a column of bases, before it is known what they count.
  static let head = "People"

  /// A sentence of the gate or of the report's own, which count people: `fewer than 10 people`.
  func said(_ sentence: String) -> String {
    guard self == .responses else { return sentence }
    return sentence.replacing(/(\d) people\b/) { "\($0.1) responses" }
      .replacing("number of people", with: "number of responses")
      .replacing("the people of each row who answered", with: "the responses of each row")
      .replacing("of the people who answered", with: "of the responses that have")
  }
}
