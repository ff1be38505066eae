import Foundation
import Testing

/// What is done to a wave with commands, and what happens by itself, stands in the record of acts.
@Suite struct RecordTests {
  private func acts(_ wave: OpenWave) throws -> [String] {
    struct Entry: Decodable {
      let act: String
    }
    let list = try HearthProgram.run(["audit", "list", "--json"] + wave.places)
    return try JSONDecoder().decode([Entry].self, from: Data(list.output.utf8)).map(\.act)
  }

  @Test("Letters, slips, messages that came back and people who want no mail are on record; a listing is not")
  func commands() throws {
    let wave = try OpenWave(people: 12)
    func hearth(_ arguments: String...) throws -> HearthProgram.Run {
      try HearthProgram.run(["wave"] + arguments + wave.places, in: wave.work.folder)
    }
    try wave.work.write("p3@example.org\n", to: "stop.txt")
    try wave.work.write("From a\nSubject: x\n\nno report\n", to: "bounces.mbox")
    #expect(try hearth("letters", OpenWave.name, "--everybody", "--out", "letters-2.csv").code == 0)
    #expect(try hearth("slips", OpenWave.name, "--each", "3", "--out", "slips.pdf").code == 0)
    #expect(try hearth("slips", OpenWave.name, "--void").code == 0)
    #expect(try hearth("bounces", OpenWave.name, "bounces.mbox").code == 0)
    #expect(try hearth("bounces", OpenWave.name).code == 0)
    #expect(try hearth("opt-out", OpenWave.name, "stop.txt").code == 0)
    #expect(try hearth("opt-out", "no-such-wave", "stop.txt").code == 1)
    #expect(try hearth("letters", OpenWave.name, "--everybody", "--out", "letters-2.csv").code == 1)
    #expect(
      try acts(wave).sorted() == [
        "bounces-read", "letters-printed", "opt-outs-noted", "slips-printed", "slips-voided", "wave-opened",
      ])
  }

  @Test("Contacts that go on their day are on record, by nobody's hand")
  func due() throws {
    let wave = try OpenWave(people: 12)
    #expect(try HearthProgram.run(["wave", "close", OpenWave.name] + wave.places).code == 0)
    let aMonthOn = Process()
    aMonthOn.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    aMonthOn.arguments = [
      "python3", "-c",
      "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('UPDATE contacts SET closed_day = closed_day - 30'); c.commit()",
      wave.work.folder.appendingPathComponent("data/directory.sqlite").path,
    ]
    try aMonthOn.run()
    aMonthOn.waitUntilExit()
    #expect(aMonthOn.terminationStatus == 0)
    for _ in 0..<2 { try RunningServer(wave.places).stop() }
    let list = try HearthProgram.run(["audit", "list"] + wave.places).output.split(separator: "\n")
    let destroyed = list.filter { $0.contains("contacts-destroyed") }
    #expect(
      destroyed.count == 1 && destroyed[0].contains("by itself, when it was due") && destroyed[0].contains("spring"))
    #expect(try HearthProgram.run(["audit", "verify"] + wave.places).output == "Whole: 3 entries.\n")
  }

  @Test("A lean questionnaire opens on this machine, which says what is missing elsewhere; elsewhere nothing opens")
  func door() throws {
    let work = try Workplace()
    try work.write(OpenWave.form, to: "form.yaml")
    try work.write(OpenWave.wholeForm, to: "whole.yaml")
    try work.write("name,contact,unit\n" + (0..<12).map { "P\($0),p\($0)@example.org,North\n" }.joined(), to: "r.csv")
    func open(_ name: String, _ form: String, _ more: String...) throws -> HearthProgram.Run {
      try HearthProgram.run(
        ["wave", "open", name, "--questionnaire", form, "--roster", "r.csv", "--data", "data"] + more, in: work.folder)
    }
    let lean = try open("one", "form.yaml")
    #expect(lean.code == 0 && lean.output.contains("this machine's. Before people elsewhere can be asked:"))
    #expect(lean.output.contains("hearth serve") && lean.output.contains("stands under no headings"))
    let elsewhere = try open(
      "two", "whole.yaml", "--public-url", "https://survey.example.org", "--invitations", "i.csv")
    #expect(elsewhere.code == 1 && elsewhere.errors.hasPrefix("error: nobody has said who runs this server"))
    #expect(!work.exists("i.csv"))
    let long = try open("three", "form.yaml", "--keep-contacts", "120")
    #expect(long.code == 1 && long.errors.contains("from 1 to 90"))
  }
}
