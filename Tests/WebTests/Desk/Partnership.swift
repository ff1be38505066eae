import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// Two organisations that ask together, each with a list of twelve people: H0 to H11 of the one that runs the study, R0 to R11 of its partner.
struct Partnership {
  let reception: Reception
  let staff: StudyPagesTests.Staff
  let host: Organisation
  let partner = Organisation(id: ID(), name: "Riverside")

  init(_ reception: Reception) async throws {
    let pages = StudyPagesTests()
    self.reception = reception
    staff = try await pages.staff(reception)
    try await pages.prepare(reception, staff)
    let partner = partner
    let database = reception.directory.database
    host = try await database.write { session in
      try OrganisationStore.insert(partner, in: session)
      return try #require(try OrganisationStore.installation(in: session)).host
    }
    let studies = Studies(directory: database, keyring: reception.keyring, audit: reception.accounts.audit)
    try await studies.setPartners([partner.id], of: StudyName("frontline"), by: .commandLine)
    for (organisation, letter) in [(host.id, "H"), (partner.id, "R")] {
      let rows = (0..<12).map { "\(letter)\($0),\(letter.lowercased())\($0)@example.org,North\n" }.joined()
      let roster = try Roster(csv: [UInt8](("name,contact,unit\n" + rows).utf8), file: "r.csv")
      try await studies.putRoster(roster, of: organisation, for: WaveName("spring"), by: .commandLine)
    }
  }

  /// Somebody of the partner.
  func theirs(_ role: Role) async throws -> Session.Token {
    let token = try await reception.somebody("their-\(role.rawValue.lowercased())@example.org", [])
    let account = try #require(try await reception.accounts.signedIn(token)).account
    let partner = partner
    try await reception.directory.database.write { session in
      try GrantStore.insert(
        Grant(id: ID(), role: role, scope: .organisation(partner.id), path: []), of: account.id, in: session)
    }
    return token
  }
}
