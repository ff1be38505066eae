import Foundation
import Problems
import TestSupport
import Testing

@testable import Platform

@Suite struct OrganisationTests {
  private func problem(_ body: () async throws -> Void) async -> Problem? {
    do {
      try await body()
      return nil
    } catch { return error as? Problem }
  }

  private func names(_ office: Office, _ id: ID<Organisation>) async throws -> [String] {
    try await office.organisations.tree(id)?.units.map(\.name) ?? []
  }

  private func add(_ office: Office, _ paths: String..., to id: ID<Organisation>) async throws -> Int {
    try await office.organisations.addUnits(paths.map { ($0, "path") }, to: id, by: .commandLine)
  }

  @Test("A unit comes with everything above it, once, in the order of the tree", arguments: Driver.available)
  func adding(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      try await office.setUp()
      let host = try await office.host()
      #expect(try await add(office, "North/Team A", "South", " North  / Team  B ", to: host) == 4)
      #expect(try await add(office, "North / Team A", to: host) == 0)
      #expect(try await names(office, host) == ["North", "North / Team A", "North / Team B", "South"])
      #expect(await problem { _ = try await add(office, "West", to: ID()) } != nil)
    }
  }

  @Test(
    "What cannot be a unit is refused, and nothing beside it is added",
    arguments: [
      "", "/", " / / ", "=1+1", "North / +A", "@x", "-x", "a/b/c/d/e/f/g/h/i", String(repeating: "x", count: 401),
      "Nor\u{202E}th",
    ])
  func refused(_ path: String) async throws {
    try await Office.with(.sqlite) { office in
      try await office.setUp()
      let host = try await office.host()
      #expect(await problem { _ = try await add(office, "West", path, to: host) }?.place == "path")
      #expect(try await names(office, host) == [])
    }
  }

  @Test("A unit takes everything below it along when it gets another name", arguments: Driver.available)
  func renaming(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      try await office.setUp()
      let host = try await office.host()
      _ = try await add(office, "North / A / Nights", "Northern / A", "South", to: host)
      let north = try #require(try await office.organisations.tree(host)?.units.first { $0.name == "North" }).id
      try await office.organisations.rename(north, to: "Upper", by: .commandLine)
      #expect(
        try await names(office, host) == [
          "Northern", "Northern / A", "South", "Upper", "Upper / A", "Upper / A / Nights",
        ])
      #expect(await problem { try await office.organisations.rename(north, to: "South", by: .commandLine) } != nil)
      #expect(await problem { try await office.organisations.rename(north, to: "A / B", by: .commandLine) } != nil)
      let long = String(repeating: "x", count: 199)
      try await office.organisations.rename(north, to: "Upper", by: .commandLine)
      _ = try await add(office, "Upper / \(long)", to: host)
      #expect(
        await problem {
          try await office.organisations.rename(north, to: String(repeating: "é", count: 199), by: .commandLine)
        } != nil)
    }
  }

  @Test("A unit goes only when nothing is below it and nobody holds a role over it", arguments: Driver.available)
  func removing(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let ada = try await office.setUp()
      let host = try await office.host()
      _ = try await add(office, "North / A", to: host)
      let units = try #require(try await office.organisations.tree(host)).units
      let scope = Scope.unit(units[1].id, of: host)
      _ = try await office.accounts.grant(.teamLead, over: scope, to: ada.account.id, by: .commandLine)
      for unit in units {
        #expect(await problem { try await office.organisations.remove(unit.id, by: .commandLine) } != nil)
      }
      let grant = try #require(try await office.accounts.person(ada.account.id)?.grants.first { $0.scope == scope })
      _ = try await office.accounts.withdraw(grant.id, of: ada.account.id, by: .commandLine)
      for unit in units.reversed() { try await office.organisations.remove(unit.id, by: .commandLine) }
      #expect(try await names(office, host) == [])
      #expect(try await office.verdict() == .whole(entries: 6))
    }
  }

  @Test("Units go into a file and come out of it the same, in another organisation too")
  func files() async throws {
    try await Office.with(.sqlite) { office in
      try await office.setUp()
      let host = try await office.host()
      _ = try await add(office, "North / Team A, \"nights\"", "Süd", to: host)
      let csv = Organisations.csv(try #require(try await office.organisations.tree(host)))
      try await office.organisations.add("Southside", by: .commandLine)
      #expect(await problem { try await office.organisations.add("Southside", by: .commandLine) }?.place == "name")
      let partner = try #require(try await office.organisations.trees().last).organisation
      #expect(partner.name == "Southside")
      let added = try await office.organisations.importUnits(
        csv: Array(csv.utf8), file: "units.csv", to: partner.id, by: .commandLine)
      #expect(added == 3)
      #expect(try await names(office, partner.id) == names(office, host))
      for text in ["", "unit\n", "unit,size\nNorth,3\n", "name\nNorth\n", "unit\nNorth\n=1+1\n"] {
        let refusal = await problem {
          _ = try await office.organisations.importUnits(
            csv: Array(text.utf8), file: "units.csv", to: partner.id, by: .commandLine)
        }
        #expect(refusal != nil, "\(text)")
      }
      #expect(try await names(office, partner.id).count == 3)
    }
  }
}
