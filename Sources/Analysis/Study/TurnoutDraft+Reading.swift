import Disclosure
import Instruments
import Problems

/// How many were asked, as the study file says: what shares of those who answered rest on.
extension TurnoutDraft {
  /// - Throws: `Problem` for a number of people that is none, and for an entry that says nothing.
  init(_ entry: YAMLField) throws(Problem) {
    let item = try entry.record(["invited", "expected", "told"])
    let invited = try item["invited"].map(Self.people)
    let expected = try item["expected"].map(Self.people)
    var routes: [Route] = []
    for told in try item["told"]?.list() ?? [] {
      let route = try told.record(["how", "eligible"])
      routes.append(
        Route(title: try route.required("how").text(), eligible: try Self.people(try route.required("eligible"))))
    }
    if invited == nil, expected == nil, routes.isEmpty {
      throw entry.problem("this says of nobody that they were asked", remedy: "write invited, expected or told")
    }
    self.init(invited: invited, expected: expected, routes: routes)
  }

  private static func people(_ field: YAMLField) throws(Problem) -> Int {
    let number = try field.integer()
    guard (1...10_000_000).contains(number) else {
      throw field.problem("\(number) is no number of people", remedy: "count those who were asked")
    }
    return number
  }
}
