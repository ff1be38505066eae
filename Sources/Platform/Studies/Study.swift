package import Problems

/// A study: what is asked of whom and why, over one wave or several.
package struct Study: Hashable, Sendable {
  package let name: StudyName
  package let title: String
  /// The organisation that leads it.
  package let host: ID<Organisation>
  /// Others that take part; each holds its own part of the roster.
  package let partners: [ID<Organisation>]

  package init(name: StudyName, title: String, host: ID<Organisation>, partners: [ID<Organisation>] = []) {
    self.name = name
    self.title = title
    self.host = host
    self.partners = partners
  }

  package var organisations: [ID<Organisation>] { [host] + partners }
}

/// A study's name: part of addresses.
package struct StudyName: Hashable, Sendable, CustomStringConvertible {
  /// Stands in the address where another name would.
  package static let reserved = "new"

  package let description: String

  /// - Throws: `Problem` unless it is 3 to 40 lower-case letters, digits and hyphens, a letter first.
  package init(_ text: String) throws(Problem) {
    guard text != Self.reserved else {
      throw Problem("“\(text)” is no name for a study", remedy: "say in a word or two what it asks about")
    }
    do {
      description = try WaveName(text).description
    } catch {
      throw Problem("“\(text.prefix(60))” cannot be a study's name", remedy: error.remedy)
    }
  }
}

/// A text of a study that is kept as it was: saving makes the next version.
package struct Version<Content: Sendable>: Sendable {
  package let number: Int
  package let content: Content
}

/// A wave before it opens.
package struct PlannedWave: Sendable {
  package let wave: WaveName
  package let study: StudyName
  package var commitments: Commitments?
  /// Where help is to be had, line by line.
  package var support: [String]
  package var threshold: Int
  /// Settled when it is planned: a pilot never becomes a wave with results.
  package let purpose: Purpose

  package enum Purpose: Sendable, Hashable { case results, pilot }

  package init(
    wave: WaveName, study: StudyName, commitments: Commitments? = nil, support: [String] = [], threshold: Int = 10,
    purpose: Purpose = .results
  ) {
    self.purpose = purpose
    self.wave = wave
    self.study = study
    self.commitments = commitments
    self.support = support
    self.threshold = threshold
  }
}

/// How people were told of a wave, and how many of them could have answered: what a report's denominators rest on.
package struct Recruitment: Sendable, Hashable {
  package enum Route: String, CaseIterable, Sendable {
    case referral, meeting, poster, link, letter

    package var title: String {
      switch self {
      case .referral: "Referred by somebody"
      case .meeting: "Told in a team meeting"
      case .poster: "Poster"
      case .link: "Link in a newsletter or on a page"
      case .letter: "Letter or e-mail to each person"
      }
    }
  }

  package let route: Route
  package let day: Day
  /// People who could have answered and were reached in this way.
  package let eligible: Int
  package let note: String

  package init(route: Route, day: Day, eligible: Int, note: String) {
    self.route = route
    self.day = day
    self.eligible = eligible
    self.note = note
  }
}
