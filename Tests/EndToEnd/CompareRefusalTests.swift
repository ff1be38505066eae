import Foundation
import Testing

/// What `hearth compare` does not do, and what it says then.
@Suite struct CompareRefusalTests {
  static let data = """
    team,score,earlier,flat,words
    A,1,2,5,yes
    A,2,3,5,yes
    B,3,4,5,yes
    B,5,6,5,yes

    """

  static func compare(_ arguments: String..., data: String = data) throws -> HearthProgram.Run {
    let work = try Workplace()
    try work.write(data, to: "data.csv")
    return try HearthProgram.run(["compare"] + arguments, in: work.folder)
  }

  @Test(
    "Questions that cannot be meant end with 2 and say what goes together",
    arguments: [
      ("data.csv", "one of --by, --with, --before and --norm-mean"),
      ("data.csv --outcome score", "one of --by, --with, --before and --norm-mean"),
      ("data.csv --by team", "--outcome"), ("--outcome score --by team", "give a file"),
      ("data.csv --outcome score --by team --with earlier", "not several"),
      ("data.csv --outcome score --with earlier --groups-of-one include", "belongs to --by"),
      ("data.csv --outcome score --by team --groups-of-one drop", "leave-out"),
      ("data.csv --outcome score --with earlier --as-categories", "belongs to --by"),
      ("data.csv --outcome score --by team --reliability 0.8 --higher-is worse", "belongs to --before"),
      ("data.csv --outcome score --before earlier --reliability 0.8", "--higher-is"),
      ("data.csv --outcome score --before earlier --higher-is better", "--reliability"),
      ("data.csv --outcome score --before earlier --reliability 1 --higher-is better", "0 to below 1"),
      ("data.csv --outcome score --before earlier --norm-sd 2", "belongs to"),
      ("data.csv --outcome score --norm-mean 3 --norm-sd 0", "above 0"),
      ("data.csv --outcome score --norm-mean nan", "takes a number"),
      ("data.csv --outcome score --with ,", "names no column"),
      ("data.csv --outcome score --by team --range 1..5", "belong to --summary"),
      ("data.csv --summary data.csv", "its own file"), ("--summary data.csv --by team", "its own file"),
      ("--summary data.csv --range 5..1", "--range"),
      ("data.csv --outcome words --by team --groups-of-one include", "holds words"),
    ])
  func usage(line: String, saying: String) throws {
    let work = try Workplace()
    try work.write(Self.data, to: "data.csv")
    let run = try HearthProgram.run(["compare"] + line.split(separator: " ").map(String.init), in: work.folder)
    #expect(run.code == 2, "\(line): \(run.code) \(run.errors)")
    #expect(run.errors.contains(saying), "\(run.errors)")
  }

  @Test("Columns that are not there, hold words or stand twice end with 1")
  func columns() throws {
    for (arguments, parts) in [
      (["--outcome", "scre", "--by", "team"], ["scre", "did you mean “score”", "--outcome"]),
      (["--outcome", "score", "--with", "team"], ["“team” does not hold numbers", "--with"]),
      (["--outcome", "score", "--with", "earlier,score"], ["“score” stands twice"]),
      (["--outcome", "score", "--before", "score"], ["compared with itself"]),
      (["--outcome", "score", "--by", "score"], ["compared with itself", "--by"]),
      (["--outcome", "team", "--by", "team"], ["compared with itself", "--by"]),
      (["--outcome", "score", "--before", "flat", "--reliability", "0.8", "--higher-is", "worse"], ["--norm-sd"]),
    ] {
      let work = try Workplace()
      try work.write(Self.data, to: "data.csv")
      let run = try HearthProgram.run(["compare", "data.csv"] + arguments, in: work.folder)
      #expect(run.code == 1 && run.errors.hasPrefix("error: "), "\(run.errors)")
      for part in parts { #expect(run.errors.contains(part), "“\(run.errors)” does not say “\(part)”") }
    }
    let slip =
      Self.data.replacingOccurrences(of: "B,5,6", with: "B,five,6") + String(repeating: "A,2,2,5,yes\n", count: 60)
    let run = try Self.compare("data.csv", "--outcome", "score", "--by", "team", data: slip)
    #expect(run.code == 1 && run.errors.contains("line 5") && run.errors.contains("five"), "\(run.errors)")
  }

  @Test("What one analysis cannot give stands beside what it can")
  func refused() throws {
    let table = try Self.compare("data.csv", "--outcome", "words", "--by", "team")
    #expect(table.code == 0 && table.errors.contains("everybody gave one answer, “yes”"), "\(table.errors)")
    let flat = try Self.compare("data.csv", "--outcome", "score", "--with", "earlier , flat")
    #expect(flat.code == 0 && flat.output.contains("score, earlier"))
    #expect(flat.errors.contains("Pearson, score and flat is not possible"), "\(flat.errors)")
    let same = try Self.compare("data.csv", "--outcome", "score", "--before", "earlier")
    #expect(same.code == 0 && same.errors.contains("everybody changed by the same amount"), "\(same.errors)")
  }

  @Test("Fisher's exact test of a table too large for it is refused and names chi-squared")
  func fisherTooLarge() throws {
    // Above a million people it is refused without trying.
    let block = "a,x\nb,y\nc,x\na,y\nb,x\nc,x\n"
    let rows = "group,answer\n" + String(repeating: block, count: 166_667)
    let run = try Self.compare("data.csv", "--outcome", "answer", "--by", "group", data: rows)
    #expect(run.code == 0 && run.errors.contains("Fisher's exact test is not possible"), "\(run.errors)")
    #expect(run.errors.contains("chi-squared") && run.output.contains("chi-squared(2) = "), "\(run.output.suffix(200))")
  }

  @Test(
    "Columns that nobody answered together end with 1",
    arguments: [
      "--outcome x --by g", "--outcome x --with y", "--outcome y --before x", "--outcome x --norm-mean 3",
      "--outcome x --by g --as-categories",
    ])
  func nobody(line: String) throws {
    let work = try Workplace()
    try work.write("g,x,y\nA,,1\nB,,2\n,3,\n", to: "data.csv")
    let arguments = line.split(separator: " ").map(String.init)
    let norm = line.contains("norm-mean")
    if norm { try work.write("g,x\nA,\nB,\n", to: "data.csv") }
    let run = try HearthProgram.run(["compare", "data.csv"] + arguments, in: work.folder)
    #expect(run.code == 1 && run.errors.contains("no row has") && run.output.isEmpty, "\(run.output) \(run.errors)")
  }

  @Test("Numbers are categories when asked")
  func categories() throws {
    let run = try Self.compare("data.csv", "--outcome", "score", "--by", "team", "--as-categories", "--json")
    #expect(run.code == 0 && run.output.contains("\"analysis\" : \"crossTable\""), "\(run.errors)")
    #expect(run.output.contains("\"n\" : 4"))
  }
}
