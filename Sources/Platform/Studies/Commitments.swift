package import Problems

/// What an organisation promises before it asks anybody: who owns the results, what it will do about them, when staff hear of them, and that
/// the help it names is there.
package struct Commitments: Sendable, Hashable {
  /// Who owns the results and answers for what follows.
  package var owner: String
  /// Time or money that is set aside for acting on them.
  package var act: String
  package var staffHear: Day
  package var managersHear: Day

  package init(owner: String, act: String, staffHear: Day, managersHear: Day) {
    self.owner = owner
    self.act = act
    self.staffHear = staffHear
    self.managersHear = managersHear
  }

  /// Help that a page names, and the day on which somebody last made sure that it is there.
  package struct Support: Sendable, Hashable {
    package var words: String
    /// Nil when nobody has said.
    package var checked: Day?

    package init(words: String, checked: Day?) {
      self.words = words
      self.checked = checked
    }

    /// For how many days a check holds.
    package static let holds = 90
  }

  /// What keeps a wave from opening today.
  package static func problems(_ commitments: Commitments?, supports: [Support], on today: Day) -> [Problem] {
    var problems: [Problem] = []
    for support in supports {
      let name = "“\(support.words.prefix(60))”"
      guard let checked = support.checked else {
        problems.append(
          Problem(
            "nobody has said when the help was last checked", at: "support, \(name)",
            remedy: "ring or write there, then give the day: checked: \(today)"))
        continue
      }
      if checked > today {
        problems.append(
          Problem(
            "the help was checked on a day to come, \(checked)", at: "support, \(name)", remedy: "correct the day"))
      } else if today.number - checked.number > Support.holds {
        problems.append(
          Problem(
            "the help was last checked on \(checked), more than \(Support.holds) days ago", at: "support, \(name)",
            remedy: "make sure that it is still there, then give the day: checked: \(today)"))
      }
    }
    guard let commitments else {
      problems.append(
        Problem(
          "nobody has said what will become of the results", at: "results",
          remedy: "give results: with owner, act, staffHear and managersHear"))
      return problems
    }
    for (name, text) in [("owner", commitments.owner), ("act", commitments.act)] where text.allSatisfy(\.isWhitespace) {
      problems.append(Problem("\(name) is empty", at: "results, \(name)", remedy: "fill it in"))
    }
    if commitments.staffHear < today {
      problems.append(
        Problem(
          "the day on which staff hear the results, \(commitments.staffHear), has passed", at: "results, staffHear",
          remedy: "name a day to come"))
    }
    if commitments.staffHear > commitments.managersHear {
      problems.append(
        Problem(
          "managers would hear the results before staff do", at: "results, staffHear",
          remedy: "tell staff no later than managers: on \(commitments.managersHear) or before"))
    }
    return problems
  }

  /// What participants are told.
  package var words: [String] {
    [
      "\(owner) owns the results and answers for what follows from them. Set aside for that: \(act)",
      staffHear == managersHear
        ? "You and your managers hear the results on the same day, \(staffHear.words)."
        : "You hear the results on \(staffHear.words), your managers on \(managersHear.words).",
    ]
  }
}
