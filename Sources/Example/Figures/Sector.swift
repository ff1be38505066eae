/// The sectors of the published study and how many of its 40 people worked in each.
package enum Sector: Int, CaseIterable, Sendable {
  case thirdSector, communityLed, healthAndSocialCare, localAuthority, nhs

  package var label: String {
    switch self {
    case .thirdSector: "Third sector"
    case .communityLed: "Community-led"
    case .healthAndSocialCare: "Health and social care partnership"
    case .localAuthority: "Local authority"
    case .nhs: "NHS"
    }
  }

  package var people: Int {
    switch self {
    case .thirdSector: 22
    case .communityLed: 1
    case .healthAndSocialCare: 1
    case .localAuthority: 2
    case .nhs: 14
    }
  }

  package var isStatutory: Bool {
    switch self {
    case .thirdSector, .communityLed: false
    case .healthAndSocialCare, .localAuthority, .nhs: true
    }
  }

  /// The published study's size; the mix of any other size repeats it.
  package static let publishedPeople = allCases.map(\.people).reduce(0, +)
}
