import Foundation
import TestSupport
import Testing

/// The administrator's side on the command line: open, close, report.
@Suite struct WaveReportTests {
  @Test("A wave that people answered becomes a report, and the same one again", arguments: Driver.available)
  func report(_ driver: Driver) async throws {
    try await TestDatabase.with(driver, .directory) { directory in
      try await TestDatabase.with(driver, .answers) { answers in
        let servers = [directory.url.map { ["--directory-url", $0] }, answers.url.map { ["--answers-url", $0] }]
        let wave = try OpenWave(people: 24, places: servers.compactMap { $0 }.flatMap { $0 })
        let early = try HearthProgram.run(
          ["wave", "report", OpenWave.name, "--out", "early"] + wave.places, in: wave.work.folder)
        #expect(early.code == 1)
        #expect(early.errors.contains("still open"), "\(early.errors)")
        try await answerAll(wave)
        #expect(try HearthProgram.run(["wave", "close", OpenWave.name] + wave.places).code == 0)
        for name in ["report", "again"] {
          let run = try HearthProgram.run(
            ["wave", "report", OpenWave.name, "--out", name] + wave.places, in: wave.work.folder)
          #expect(run.code == 0, "\(run.errors)")
        }
        let page = try wave.work.text("report/report.html")
        #expect(page.contains("Strain"))
        // Half score (1 + 2)/2, half (3 + 1)/2.
        #expect(page.contains("1.8") || page.contains("1.75"))
        #expect(try wave.work.text("again/results.json") == wave.work.text("report/results.json"))
        let waiting = try wave.work.text("review.csv")
        #expect(waiting.split(whereSeparator: \.isNewline).count == 25)
        try decisions(wave)
      }
    }
  }

  /// A report may have been read: what the file prints can be taken back, and not be printed again.
  private func decisions(_ wave: OpenWave) throws {
    func run(_ old: String, _ new: String) throws -> HearthProgram.Run {
      let file = try wave.work.text("review.csv")
      try #require(file.contains("wish 1,\(old),"), "\(file)")
      try wave.work.write(file.replacing("wish 1,\(old),", with: "wish 1,\(new),"), to: "review.csv")
      return try HearthProgram.run(
        ["wave", "report", OpenWave.name, "--out", "after-\(old)-\(new)"] + wave.places, in: wave.work.folder)
    }
    #expect(try run("", "print").code == 0)
    #expect(try wave.work.text("after--print/report.html").contains("wish 1<"))
    #expect(try run("print", "withhold").code == 0)
    #expect(try !wave.work.text("after-print-withhold/report.html").contains("wish 1<"))
    let late = try run("withhold", "print")
    #expect(late.code == 1 && late.errors.contains("taken back further"), "\(late.errors)")
  }

  @Test(
    "Directory and answers in one PostgreSQL cluster are refused, with the reason",
    .enabled(if: Driver.available.contains(.postgres)))
  func oneCluster() async throws {
    try await TestDatabase.with(.postgres, .answers) { first in
      try await TestDatabase.with(.postgres, .answers) { second in
        let urls = ["--directory-url", first.url ?? "", "--answers-url", second.url ?? ""]
        let work = try Workplace()
        let run = try HearthProgram.run(["migrate", "--data", work.folder.path + "/data"] + urls)
        #expect(run.code == 1)
        #expect(run.errors.contains("cluster of their own"), "\(run.errors)")
      }
    }
  }

  @Test("A password on the command line is refused, and a wave is not opened for others over plain HTTP")
  func refusals() throws {
    let work = try Workplace()
    try work.write(OpenWave.form, to: "form.yaml")
    try work.write("name,contact,unit\nAnn,a,N\n", to: "roster.csv")
    let password = try HearthProgram.run(
      ["serve", "--directory-url", "postgres://u:secret@h/d", "--answers-url", "host=h2"], in: work.folder)
    #expect(password.code == 2)
    #expect(password.errors.contains("HEARTH_DIRECTORY_URL_FILE"), "\(password.errors)")
    let plain = try HearthProgram.run(
      [
        "wave", "open", "spring", "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations", "l.csv",
        "--public-url", "http://survey.example.org",
      ], in: work.folder)
    #expect(plain.code == 1)
    #expect(plain.errors.contains("https"), "\(plain.errors)")
    let small = try HearthProgram.run(
      ["wave", "open", "spring", "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations", "l.csv"],
      in: work.folder)
    #expect(small.code == 1)
    #expect(!FileManager.default.fileExists(atPath: work.folder.appendingPathComponent("l.csv").path))
  }

  private func answerAll(_ wave: OpenWave) async throws {
    let running = try RunningServer(wave.places)
    let address = running.address
    let wire = Wire { address }
    for number in wave.invitations.indices {
      let right = try await wave.collect(number, over: wire)
      _ = try await wave.answer(
        right, "wish \(number)", over: wire, strain: number % 2 == 0 ? ["1", "2"] : ["3", "1"])
    }
    running.stop()
  }
}
