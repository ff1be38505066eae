import Testing

/// Files with people's links, as the command line writes them.
@Suite struct LinkFileTests {
  @Test("No name or contact in them is run by a spreadsheet", arguments: ["=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1"])
  func formulas(_ name: String) throws {
    let work = try Workplace()
    try work.write(OpenWave.form, to: "form.yaml")
    let rows = (0..<12).map { $0 == 5 ? "\(name),-5 Mill Lane,North\n" : "P\($0),p\($0)@example.org,North\n" }
    try work.write("name,contact,unit\n" + rows.joined(), to: "roster.csv")
    let opened = try work.hearth(
      "wave", "open", "spring", "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations", "opened.csv",
      "--data", "data")
    #expect(opened.code == 0, "\(opened.errors)")
    let written = try work.hearth("wave", "letters", "spring", "--everybody", "--out", "written.csv", "--data", "data")
    #expect(written.code == 0, "\(written.errors)")
    for file in ["opened.csv", "written.csv"] {
      let lines = try work.text(file).split(whereSeparator: \.isNewline)
      #expect(lines.count == 13)
      #expect(lines.count { $0.hasPrefix("'\(name),'-5 Mill Lane,") } == 1, "\(file): \(lines)")
    }
  }
}
