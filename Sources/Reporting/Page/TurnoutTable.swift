import Disclosure
import Markup

/// How many were asked, and how many of them answered.
extension Page {
  static let turnoutTitle = "Who was asked"

  /// `87 of the 120 people who were invited answered (72.5%).`
  var turnoutSentence: Node? {
    guard let turnout = report.turnout?.value, case .shown(let invited) = turnout.invited,
      case .shown(let answers) = turnout.answers, case .shown(let percent) = turnout.percent
    else { return nil }
    return "\(answers.bound) of the \(invited.bound) people who were invited answered (\(percent.bound)%)."
  }

  mutating func body(of turnout: Turnout) -> [Node] {
    var rows: [Table.Row] = []
    if let invited = turnout.invited {
      rows.append(
        Table.Row(head: "Invited, each with a right to answer of their own", cells: [.shown(invited, \.bound)]))
    }
    if let expected = turnout.expected {
      rows.append(Table.Row(head: "Expected to use the open link", cells: [.number(expected.bound)]))
    }
    rows += turnout.routes.map { route in
      Table.Row(head: "\(name(route.title)): could have answered", cells: [.number(route.eligible.bound)])
    }
    let answered: Node = report.counted == .people ? "Answered" : "Responses that came in"
    rows.append(Table.Row(head: answered, cells: [.shown(turnout.answers, \.bound)]))
    if let percent = turnout.percent {
      rows.append(
        Table.Row(head: "Answered, in a hundred of those invited", cells: [.shown(percent) { "\($0.bound)%" }]))
    }
    var notes = ["Numbers are over everybody, not by unit. Nobody can tell who of them answered."]
    if !turnout.routes.isEmpty {
      notes.append(
        "How people were told was counted by those who told them. One person may have been reached in several ways, so these numbers do not add up, and by which way an answer came is not known."
      )
    }
    if report.counted == .responses {
      notes.append("By an open link somebody may have answered more than once, so no share is given.")
    }
    return [
      node(
        Table(
          caption: "How many were asked", columns: ["Who", "Number"], rows: rows, notes: notes, captionIsUnseen: true))
    ]
  }
}
