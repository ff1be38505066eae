import Foundation
import Testing

@testable import Platform

@Suite struct DayTests {
  @Test("A day reads as it is written", arguments: ["1970-01-01", "2026-11-30", "2028-02-29", "2026-03-29"])
  func roundTrip(_ text: String) {
    #expect(Day(text)?.description == text)
  }

  @Test(
    "What is no day is refused",
    arguments: [
      "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-31", "30-11-2026", "2026/11/30", "２０２６-11-30",
      "1969-12-31", "2026-11-30 ", "+026-11-30",
    ])
  func refused(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test("Days change at midnight in London, in summer an hour before midnight in Greenwich")
  func zones() throws {
    func day(_ text: String) throws -> Day {
      let date = try Date(text, strategy: .iso8601)
      return Clock { date }.today()
    }
    #expect(try day("2026-01-10T23:30:00Z").description == "2026-01-10")
    #expect(try day("2026-07-10T23:30:00Z").description == "2026-07-11")
  }

  @Test("Words, order and distance")
  func words() throws {
    let day = try #require(Day("2026-11-30"))
    #expect(day.words(in: .english) == "30 November 2026" && day.words(in: .welsh) == "30 Tachwedd 2026")
    #expect(day.adding(1).description == "2026-12-01" && day < day.adding(1))
  }
}
