import Problems
import Testing

@testable import Platform

@Suite struct RosterTests {
  @Test("Name, contact and unit are read; a unit's path is tidied")
  func reads() throws {
    let roster = try Roster(
      csv: [UInt8]("Unit,Name,Contact\nNorth/Team A,Ann,a@b.org\n North / Team A ,Bo,+44 1\n".utf8), file: "r.csv")
    #expect(roster.people.map(\.unit) == ["North / Team A", "North / Team A"])
    #expect(roster.people[1].contact == "+44 1")
  }

  @Test(
    "A roster that knows more, or less, is refused with the place and what to do",
    arguments: [
      ("name,contact,unit,role\nAnn,a,N,Manager\n", "role", "remove"),
      ("name,contact\nAnn,a\n", "unit", "columns"),
      ("name,contact,unit\nAnn,,N\n", "contact", "fill"),
      ("name,contact,unit\nAnn,a@b,N\nBo,A@B,N\n", "twice", "keep one"),
    ])
  func refused(_ csv: String, _ what: String, _ remedy: String) {
    let problem = #expect(throws: Problem.self) { try Roster(csv: [UInt8](csv.utf8), file: "r.csv") }
    #expect(problem?.description.contains(what) == true)
    #expect(problem?.remedy.contains(remedy) == true)
  }
}
