package import Problems

/// What an organisation promises before it asks anybody: who owns the results, what it will do about them, when staff hear of them, and that
/// the help it names is there.
package struct Commitments: Sendable, Hashable {
  /// Who owns the results and answers for what follows.
  package var owner: String
  /// Time or money that is set aside for acting on them.
  package var act: String
  /// When somebody last made sure that the help which the pages name is there.
  package var supportChecked: Day
  package var staffHear: Day
  package var managersHear: Day

  package init(owner: String, act: String, supportChecked: Day, staffHear: Day, managersHear: Day) {
    self.owner = owner
    self.act = act
    self.supportChecked = supportChecked
    self.staffHear = staffHear
    self.managersHear = managersHear
  }

  /// For how many days a check of the help holds.
  package static let checkHolds = 90

  /// What keeps a wave from opening on a day; places are keys of `results:`.
  package func problems(on today: Day) -> [Problem] {
    var problems: [Problem] = []
    for (name, text) in [("owner", owner), ("act", act)] where text.allSatisfy(\.isWhitespace) {
      problems.append(Problem("\(name) is empty", at: "results, \(name)", remedy: "fill it in"))
    }
    if supportChecked > today {
      problems.append(
        Problem(
          "the help was checked on a day to come, \(supportChecked)", at: "results, supportChecked",
          remedy: "correct the day"))
    } else if today.number - supportChecked.number > Self.checkHolds {
      problems.append(
        Problem(
          "the help was last checked on \(supportChecked), more than \(Self.checkHolds) days ago",
          at: "results, supportChecked", remedy: "make sure that it is still there, then give the day, \(today)"))
    }
    if staffHear < today {
      problems.append(
        Problem(
          "the day on which staff hear the results, \(staffHear), has passed", at: "results, staffHear",
          remedy: "name a day to come"))
    }
    if staffHear > managersHear {
      problems.append(
        Problem(
          "managers would hear the results before staff do", at: "results, staffHear",
          remedy: "tell staff no later than managers: on \(managersHear) or before"))
    }
    return problems
  }

  package static let missing = Problem(
    "nobody has said what will become of the results", at: "results",
    remedy: "give results: with owner, act, supportChecked, staffHear and managersHear")

  package static func title(in language: Language) -> String {
    switch language {
    case .english: "What happens with the results"
    case .welsh: "Beth sy’n digwydd gyda’r canlyniadau"
    }
  }

  /// What participants are told.
  package func words(in language: Language) -> [String] {
    let (staff, managers) = (staffHear.words(in: language), managersHear.words(in: language))
    switch language {
    case .english:
      return [
        "Whoever owns the results answers for what follows from them: \(owner)", "Set aside for acting on them: \(act)",
        staff == managers
          ? "You and your managers hear the results on the same day, \(staff)."
          : "You hear the results on \(staff), your managers on \(managers).",
      ]
    case .welsh:
      return [
        "Pwy bynnag sy’n berchen ar y canlyniadau sy’n atebol am yr hyn sy’n dilyn: \(owner)",
        "Wedi’i neilltuo ar gyfer gweithredu arnynt: \(act)",
        staff == managers
          ? "Byddwch chi a’ch rheolwyr yn clywed y canlyniadau ar yr un diwrnod, \(staff)."
          : "Byddwch chi’n clywed y canlyniadau ar \(staff), a’ch rheolwyr ar \(managers).",
      ]
    }
  }
}
