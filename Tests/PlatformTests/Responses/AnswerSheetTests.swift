import Testing

@testable import Platform

@Suite struct AnswerSheetTests {
  @Test("Answers become one line that reads back as it was")
  func line() throws {
    let sheet = try AnswerSheet(Sample.answers(7), for: Sample.questionnaire())
    #expect(
      sheet.cells == ["Manager", "1 to 5 years", "Calls; Paperwork", "3", "1", "0", "More time, “please”; \"7\""])
    #expect(Record.cells(Record.line(sheet.cells)) == sheet.cells)
  }

  @Test(
    "What the questionnaire does not offer is refused, with the question's name",
    arguments: [
      ("role", ["Chief"]), ("role", ["Manager", "Practitioner"]), ("tasks", ["Calls", "Calls"]), ("strain_1", ["4"]),
      ("strain_1", ["01"]), ("unit", ["North"]), ("nothing", ["1"]), ("wish", [String(repeating: "x", count: 501)]),
    ])
  func refused(_ column: String, _ given: [String]) throws {
    let questionnaire = try Sample.questionnaire()
    #expect {
      try AnswerSheet([column: given], for: questionnaire)
    } throws: { error in
      guard case ParticipationRefusal.invalid(let problems) = error else { return false }
      return Array(problems.keys) == [column]
    }
  }

  @Test("Control characters and marks of direction do not get into a text")
  func plainText() throws {
    let sheet = try AnswerSheet(["wish": ["a\u{0}b\r\n\u{202E}c\u{7}  d"]], for: Sample.questionnaire())
    #expect(sheet.cells.last == "ab c d")
  }

  @Test("No answers at all are answers too; no record is longer than its seal allows")
  func bounds() throws {
    let questionnaire = try Sample.questionnaire()
    #expect(try AnswerSheet([:], for: questionnaire).cells.allSatisfy(\.isEmpty))
    let longest = try AnswerSheet(
      [
        "role": ["Practitioner"], "years": ["1 to 5 years"], "tasks": ["Calls", "Visits", "Paperwork"],
        "strain_1": ["3"],
        "strain_2": ["3"], "strain_3": ["3"], "wish": [String(repeating: "\u{1F525}", count: 500)],
      ], for: questionnaire)
    let unit = String(repeating: "\"", count: Questionnaire.longestUnit)
    #expect(Record.line([unit] + longest.cells).utf8.count <= questionnaire.recordLength)
  }

  @Test("Sealed responses have one length, and open with the wave's key alone")
  func seal() throws {
    let wave = try WaveName("spring")
    let key = try Seal.newKey()
    let short = try Seal.close([1], length: 900, wave: wave, lock: key.lock)
    let long = try Seal.close(Array(repeating: 2, count: 900), length: 900, wave: wave, lock: key.lock)
    #expect(short.count == long.count)
    #expect(try Seal.open(short, wave: wave, secret: Seal.secret(key.secret)) == [1])
    #expect(throws: (any Error).self) {
      try Seal.open(short, wave: WaveName("autumn"), secret: Seal.secret(key.secret))
    }
    #expect(throws: (any Error).self) {
      try Seal.open(short, wave: wave, secret: Seal.secret(Seal.newKey().secret))
    }
  }
}
