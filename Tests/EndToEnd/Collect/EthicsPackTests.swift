import Foundation
import Testing

/// `hearth ethics-pack` as a person runs it.
@Suite struct EthicsPackTests {
  private static let documents = [
    "consent", "data-flow", "data-plan", "distress-protocol", "information", "poster", "questionnaire",
    "risk-assessment",
  ]

  private func words(of document: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pandoc", "--from=docx", "--to=plain", "--wrap=none", document.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(document.lastPathComponent)")
    return String(decoding: data, as: UTF8.self)
  }

  @Test("A questionnaire's file gives eight Word documents and the drawing")
  func word() throws {
    let work = try Workplace()
    try work.write(OpenWave.wholeForm, to: "form.yaml")
    let run = try work.hearth("ethics-pack", "form.yaml", "--server", "County IT", "--out", "pack", "--json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("\"missing\" : [\n\n  ]") || run.output.contains("\"missing\" : []"))
    let folder = work.folder.appendingPathComponent("pack")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == (Self.documents.map { $0 + ".docx" } + ["data-flow.svg"]).sorted())
    let expected = [
      "information": "County IT", "consent": "I want to take part.", "questionnaire": "My days are too short.",
      "poster": "Talk to somebody you trust.", "data-flow": "Keys lie in a third place",
      "risk-assessment": "to fill in",
      "distress-protocol": "If somebody speaks up", "data-plan": "Destroyed 30 days after the close",
    ]
    for (name, phrase) in expected {
      #expect(try words(of: folder.appendingPathComponent(name + ".docx")).contains(phrase), "\(name)")
    }
    #expect(try work.text("pack/data-flow.svg").hasPrefix("<svg"))
  }

  @Test("A study of the desk gives the same from its own texts, with who runs the server")
  func study() throws {
    let work = try Workplace()
    try work.write(OpenWave.wholeForm, to: "form.yaml")
    try work.write(
      "name,contact,unit\n" + (0..<16).map { "P\($0),p\($0)@example.org,North\n" }.joined(), to: "roster.csv")
    let made = try work.hearth(
      "example-site", "--data", "data", "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations",
      "links.txt",
      "--json")
    #expect(made.code == 0 && made.output.contains("\"answered\" : 12"), "\(made.errors)")
    let run = try work.hearth(
      "ethics-pack", "--study", "example", "--data", "data", "--out", "pack", "--format", "html")
    #expect(run.code == 0 && run.output == "9 files written to pack.\n", "\(run.errors)")
    let information = try work.text("pack/information.html")
    #expect(
      information.contains("Whoever tries Hearth out") && information.contains("The people who are asked are invented"))
    #expect(information.contains("The board") && information.contains("destroyed 30 days after"))
    let typo = try work.hearth("ethics-pack", "--study", "exampel", "--data", "data", "--out", "other")
    #expect(typo.code == 1 && typo.errors.contains("there is no study “exampel”") && !work.exists("other"))
    let both = try work.hearth("ethics-pack", "form.yaml", "--study", "example", "--out", "other")
    #expect(both.code == 2)
    let away = try work.hearth("ethics-pack", "--study", "example", "--data", "data", "--out", "pack")
    #expect(away.code == 1)
  }
}
