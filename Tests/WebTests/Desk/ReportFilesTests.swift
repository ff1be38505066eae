import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Reporting
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What is taken away from a closed wave's page.
@Suite struct ReportFilesTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  /// A closed wave with a report: 24 people were asked, 13 answered.
  private func reported(_ reception: Reception) async throws -> Pages.Staff {
    let staff = try await pages.staff(reception)
    try await pages.prepare(reception, staff)
    for (route, eligible) in [("meeting", "12"), ("poster", "9"), ("meeting", "8")] {
      let noted = try await reception.post(
        Pages.wave(.recruitment), staff.lead,
        ["route": route, "day": "2027-01-15", "eligible": eligible, "note": "Ann's team"])
      #expect(noted.status == .seeOther, "\(noted.text)")
    }
    _ = try await pages.handIn(reception, staff.custodian, people: 24)
    _ = try await reception.post(Pages.wave(.open), staff.lead)
    let told = Link.desk(Pages.wave(.recruitment)).path.text
    #expect(try await reception.get(.desk(Pages.wave()), staff.lead).text.contains("href=\"\(told)\""))
    try await pages.answer(reception, people: 13)
    _ = try await reception.post(Pages.wave(.close), staff.lead, ["sure": "yes"])
    #expect(try await reception.get(.desk(Pages.wave()), staff.lead).text.contains("href=\"\(told)\""))
    #expect(try await reception.post(Pages.wave(.make(.full)), staff.analyst).status == .seeOther)
    return staff
  }

  /// Where a page's links to files lead.
  private func addresses(in page: String) -> [String] {
    page.matches(of: #/href="(/desk/waves/spring/report/full/[^"]+)"/#).map { String($0.output.1) }
  }

  @Test("The wave's page leads to every file of a report, each with its size and a name that is one file's")
  func files() async throws {
    try await Reception.with { reception in
      let staff = try await reported(reception)
      let page = try await reception.get(.desk(Pages.wave()), staff.analyst).text
      let found = addresses(in: page)
      #expect(found.count > 4 && found.contains { $0.hasSuffix("/pdf") } && !found.contains { $0.hasSuffix("/docx") })
      var names: Set<String> = []
      for address in found {
        let file = try await reception.ask(.get, address, headers: reception.headers(staff.analyst, form: false))
        #expect(file.status == .ok && file.body.readableBytes > 0, "\(address)")
        let disposition = try #require(file.headers[.contentDisposition])
        let name = try #require(disposition.firstMatch(of: #/^attachment; filename="([a-z0-9.-]+)"$/#)).output.1
        #expect(name.hasPrefix("spring-full-"))
        names.insert(String(name))
        #expect(file.headers[.contentType] == "application/octet-stream")
        if !address.hasSuffix("pdf") { #expect(page.contains(", \(ReportFiles.size(file.body.readableBytes)))")) }
      }
      #expect(names.count == found.count)
      #expect(names.isSuperset(of: ["spring-full-report.html", "spring-full-results.json", "spring-full-report.pdf"]))
      #expect(names.contains { $0.hasSuffix(".csv") } && names.contains { $0.hasSuffix(".svg") })
    }
  }

  @Test("Before the promised day no file is listed and none is given out, in whatever format")
  func early() async throws {
    try await Reception.with { reception in
      let staff = try await reported(reception)
      #expect(addresses(in: try await reception.get(.desk(Pages.wave()), staff.manager).text).isEmpty)
      for link in [WaveLink.file(.full, 0), .converted(.full, .pdf)] {
        #expect(try await reception.get(.desk(Pages.wave(link)), staff.manager).status == .notFound, "\(link)")
        #expect(try await reception.get(.desk(Pages.wave(link)), staff.worker).status == .forbidden, "\(link)")
      }
      reception.time.pass(20 * 86_400)
      let later = try await reception.signIn("manager@example.org")
      #expect(!addresses(in: try await reception.get(.desk(Pages.wave()), later).text).isEmpty)
      #expect(try await reception.get(.desk(Pages.wave(.converted(.full, .pdf))), later).text.hasPrefix("%PDF"))
      #expect(try await reception.get(.desk(Pages.wave(.converted(.full, .docx))), later).status == .notFound)
    }
  }

  @Test("Report, results and dashboard say how many were asked, in which way, and how many of them answered")
  func asked() async throws {
    try await Reception.with { reception in
      let staff = try await reported(reception)
      for link in [WaveLink.report(.full), .dashboard(.full)] {
        let page = try await reception.get(.desk(Pages.wave(link)), staff.analyst).text
        #expect(page.contains("Who was asked") && page.contains("<data value=\"24\">24</data>"), "\(link)")
        #expect(page.contains("Told in a team meeting") && page.contains("<data value=\"20\">20</data>"), "\(link)")
        #expect(page.contains("<data value=\"54\">54</data>%") && !page.contains("Ann's team"), "\(link)")
      }
    }
  }

  @Test(
    "Sizes are said as people say them",
    arguments: [(0, "0 bytes"), (999, "999 bytes"), (1_500, "2 kB"), (2_340_000, "2.3 MB")])
  func sizes(_ bytes: Int, _ words: String) {
    #expect(ReportFiles.size(bytes) == words)
  }
}
