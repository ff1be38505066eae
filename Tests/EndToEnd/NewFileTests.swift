import Foundation
import Testing

/// Commands that write one file never write over another, and say in words what stands in the way.
@Suite struct NewFileTests {
  private static let score = ["score", "data.csv", "--instrument", "cbi", "--columns", "c1..c19", "--out"]

  @Test("A file that is there is left as it is, the input itself above all")
  func nothingIsWrittenOver() throws {
    let work = try Workplace()
    let data = BadInputTests.data()
    try work.write(data, to: "data.csv")
    try work.write("mine", to: "other.csv")
    for name in ["data.csv", "other.csv"] {
      let run = try HearthProgram.run(Self.score + [name], in: work.folder)
      #expect(run.code == 1 && run.errors.contains("there is a file of this name"), "\(run.errors)")
      #expect(run.errors.contains(name) && run.errors.contains("--out"))
    }
    #expect(try work.text("data.csv") == data)
    #expect(try work.text("other.csv") == "mine")
    #expect(try HearthProgram.run(Self.score + ["new.csv"], in: work.folder).code == 0)
  }

  @Test(
    "A folder in place of a file, and a folder that is not there, are named in words",
    arguments: [score, ["suggest", "data.csv", "--out"]])
  func places(command: [String]) throws {
    let work = try Workplace()
    try work.write(BadInputTests.data(), to: "data.csv")
    for (out, part) in [(".", "this is a folder"), ("nowhere/x.csv", "there is no folder")] {
      let run = try HearthProgram.run(command + [out], in: work.folder)
      #expect(run.code == 1 && run.errors.hasPrefix("error: ") && run.errors.contains(part), "\(run.errors)")
      #expect(!run.errors.contains("Error Domain"), "\(run.errors)")
    }
    #expect(work.contents == ["data.csv"])
  }

  @Test("A report that cannot be put where it was asked for says why, without codes of the system")
  func reportPlaces() throws {
    let work = try Workplace()
    try work.write(BadInputTests.data(), to: "data.csv")
    try work.write(BadInputTests.study, to: "study.yaml")
    for (out, part) in [
      (".", "holds files that Hearth did not write"), ("data.csv", "there is a file of this name"),
      ("data.csv/report", "“data.csv” is a file"), ("data.csv/a/b", "“data.csv” is a file"),
      ("/proc/report", "could not be written"),
    ] {
      let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", out)
      #expect(run.code == 1 && run.errors.contains(part), "\(run.errors)")
      #expect(!run.errors.contains("Domain"), "\(run.errors)")
    }
    #expect(work.contents == ["data.csv", "study.yaml"])
  }

  @Test("A folder is no document, and no study file")
  func foldersAsInput() throws {
    let work = try Workplace()
    try work.write(BadInputTests.data(), to: "data.csv")
    for arguments in [["check", "."], ["analyse", "data.csv", "--study", ".", "--out", "report"]] {
      let run = try HearthProgram.run(arguments, in: work.folder)
      #expect(run.code == 1 && run.errors.contains("this is a folder"), "\(run.errors)")
    }
  }

  @Test("A study file in another encoding is not said to be missing")
  func encoding() throws {
    let latin = Array(BadInputTests.study.utf8).map { $0 == UInt8(ascii: "m") ? 0xF6 : $0 }
    let work = try Workplace()
    try work.write(BadInputTests.data(), to: "data.csv")
    try work.write(latin, to: "study.yaml")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 1 && run.errors.contains("not UTF-8") && run.errors.contains("iconv"), "\(run.errors)")
    let absent = try work.hearth("analyse", "data.csv", "--study", "stduy.yaml", "--out", "report")
    #expect(absent.code == 1 && absent.errors.contains("no file of this name"), "\(absent.errors)")
  }

  @Test("A review that is named and not there stops the run")
  func review() throws {
    let work = try Workplace()
    try work.write(BadInputTests.data(), to: "data.csv")
    try work.write(BadInputTests.study, to: "study.yaml")
    let run = try work.hearth(
      "analyse", "data.csv", "--study", "study.yaml", "--out", "report", "--review", "reveiw.csv")
    #expect(run.code == 1 && run.errors.contains("reveiw.csv"), "\(run.errors)")
    #expect(work.contents == ["data.csv", "study.yaml"])
  }
}
