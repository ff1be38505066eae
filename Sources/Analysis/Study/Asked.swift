package import Disclosure
import Instruments
import Problems

/// How many were asked, as the study file says: what shares of those who answered rest on.
package struct Asked: Hashable, Sendable {
  /// People with a right to answer of their own.
  package var invited: Int?
  /// People expected, where one link was for everybody.
  package var expected: Int?
  /// By the way in which people were told.
  package var routes: [Turnout.Route]

  var draft: TurnoutDraft { TurnoutDraft(invited: invited, expected: expected, routes: routes) }

  /// - Throws: `Problem` for a number of people that is none, and for an entry that says nothing.
  init(_ entry: YAMLField) throws(Problem) {
    let item = try entry.record(["invited", "expected", "told"])
    invited = try item["invited"].map(Self.people)
    expected = try item["expected"].map(Self.people)
    routes = []
    for told in try item["told"]?.list() ?? [] {
      let route = try told.record(["how", "eligible"])
      routes.append(
        Turnout.Route(
          title: try route.required("how").text(), eligible: try Self.people(try route.required("eligible"))))
    }
    if invited == nil, expected == nil, routes.isEmpty {
      throw entry.problem("this says of nobody that they were asked", remedy: "write invited, expected or told")
    }
  }

  private static func people(_ field: YAMLField) throws(Problem) -> Int {
    let number = try field.integer()
    guard (1...10_000_000).contains(number) else {
      throw field.problem("\(number) is no number of people", remedy: "count those who were asked")
    }
    return number
  }
}
