package import Problems
import Store

/// What the partners of a study have agreed on: a partner's own sheet goes to that partner first.
package struct Sharing: Hashable, Sendable {
  /// When the other partners may read a partner's own sheet.
  package enum Others: Hashable, Sendable {
    case never
    /// So many days after staff hear the results.
    case after(days: Int)
  }

  package let others: Others

  /// What holds until something else is agreed.
  package static let unlessAgreed = Sharing(others: .never)
  package static let mostDays = 730

  private init(others: Others) { self.others = others }

  /// - Throws: `Problem` for a period of no length or of more than two years.
  package init(_ others: Others) throws(Problem) {
    if case .after(let days) = others, !(1...Self.mostDays).contains(days) {
      throw Problem(
        "\(days) is no number of days for a partner to be first", at: "days",
        remedy: "give 1 to \(Self.mostDays), or choose that others never see it")
    }
    self.others = others
  }

  /// The day from which people of other partners may read a partner's sheet; nil for never.
  package func othersReadFrom(_ commitments: Commitments) -> Day? {
    switch others {
    case .never: nil
    case .after(let days): commitments.staffHear.adding(days)
    }
  }
}

extension Migration {
  static let sharing = Migration(
    11, "what partners agreed on about their own sheets",
    [
      // days: after staff hear the results; empty for never.
      """
      CREATE TABLE study_sharing (study \(.text) PRIMARY KEY REFERENCES study (name), days \(.integer))\(.keyed)
      """
    ])
}

enum SharingStore {
  static func put(_ sharing: Sharing, of study: StudyName, in session: any SQLSession) throws {
    var days: Int?
    if case .after(let agreed) = sharing.others { days = agreed }
    try session.run(
      """
      INSERT INTO study_sharing (study, days) VALUES (\(study.description), \(days))
      ON CONFLICT (study) DO UPDATE SET days = excluded.days
      """)
  }

  static func find(_ study: StudyName, in session: any SQLSession) throws -> Sharing {
    guard let row = try session.row("SELECT days FROM study_sharing WHERE study = \(study.description)"),
      !row.isNull(0)
    else { return .unlessAgreed }
    return try Sharing(.after(days: row.integer(0)))
  }
}
