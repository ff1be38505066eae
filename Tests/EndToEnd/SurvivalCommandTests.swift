import Foundation
import Testing

/// `hearth survival` on an analyst's own file gives what R's survival gives.
@Suite struct SurvivalCommandTests {
  typealias Object = [String: Any]

  private static let data = CompareReference.folder.appendingPathComponent("survival.csv").path
  private let place: Workplace

  init() throws { place = try Workplace() }

  private static func expected(_ name: String) throws -> Object {
    let bytes = try Data(contentsOf: CompareReference.folder.appendingPathComponent("survival.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: bytes) as? Object)
    return try #require(all[name] as? Object, "survival.json has no \(name)")
  }

  private static func json(_ arguments: [String]) throws -> Object {
    let run = try HearthProgram.run(["survival", data, "--time", "months"] + arguments + ["--json"])
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object)
  }

  @Test(
    "Curves, medians, shares at given times and the log-rank test are R's",
    arguments: [
      ("everybody", ["--event", "left"]), ("bySector", ["--event", "left", "--by", "sector"]),
      ("bySectorWithinRole", ["--event", "left", "--by", "sector", "--strata", "role"]),
      ("resigned", ["--event", "ended=resigned"]),
    ])
  func curves(name: String, arguments: [String]) throws {
    let found = try Self.json(arguments + ["--at", "0,6,12,24"])
    CompareReference.agree(found, try Self.expected(name), name)
    let groups = try #require(found["groups"] as? [Object])
    #expect((found["logRank"] == nil) == (groups.count == 1) && found["leftOut"] as? Int == 2)
  }

  @Test(
    "Hazard ratios, their tests and what they rest on are R's",
    arguments: [
      ("cox", []), ("coxByTeam", ["--clusters", "team"]), ("coxWithinSector", ["--strata", "sector"]),
      ("coxAgainstPeer", ["--reference", "role=Peer"]),
    ])
  func hazards(name: String, arguments: [String]) throws {
    let found = try Self.json(["--event", "left", "--formula", "~ role + strain"] + arguments)
    CompareReference.agree(found, try Self.expected(name), name)
    #expect(found["leftOut"] as? Int == 3)
    let errors = try #require(found["standardErrors"] as? String)
    #expect(errors.contains("12 clusters") == arguments.contains("--clusters"))
  }

  @Test("Events in words, in numbers, and as one answer of several are the same events")
  func events() throws {
    let rows =
      "time,flag,word,truth,several\n5,1,Yes,TRUE,gone\n7,0,No,FALSE,here\n9,1,Yes,TRUE,gone\n9,0,No,FALSE,moved\n"
    try place.write(rows, to: "data.csv")
    let outputs = try ["flag", "word", "truth", "several=gone", "flag=1"].map { event in
      let run = try place.hearth("survival", "data.csv", "--time", "time", "--event", event)
      #expect(run.code == 0, "\(event): \(run.errors)")
      return run.output.split(separator: "\n").dropFirst()
    }
    #expect(Set(outputs).count == 1)
    // 1 of 4 at 5, then 1 of 2 at 9, beside one who stays: 3/4 · 1/2.
    let turned = try place.hearth(
      "survival", "data.csv", "--time", "time", "--event", "flag", "--at", "8,9,10", "--json")
    let found = try #require(try JSONSerialization.jsonObject(with: Data(turned.output.utf8)) as? Object)
    let points = try #require((found["groups"] as? [Object])?.first?["at"] as? [Object])
    #expect(points.map { $0["survival"] as? Double } == [0.75, 0.375, nil])
    #expect(points.map { $0["atRisk"] as? Int } == [2, 2, 0])
  }

  @Test("On a terminal: people, events and medians by group, and what a reader should know")
  func text() throws {
    let run = try HearthProgram.run(
      ["survival", Self.data, "--time", "months", "--event", "ended=resigned", "--by", "sector", "--at", "12,60"])
    #expect(run.code == 0 && run.errors.contains("2 rows without every column are left out"), "\(run.errors)")
    #expect(run.errors.contains("times that ended otherwise (retired, still here) count as time without the event"))
    for words in ["log-rank test: chi-squared(2) = ", "median time", "Third sector", "not known"] {
      #expect(run.output.contains(words), "\(run.output)")
    }
    let model = try HearthProgram.run(
      ["survival", Self.data, "--time", "months", "--event", "left", "--formula", "role + strain"])
    for words in ["hazard ratio", "rolePeer", "all together", "concordance 0.6144", "p = 0.00427"] {
      #expect(model.output.contains(words), "\(model.output)")
    }
  }

  @Test("The drawing is a new file, has a line a group, and nothing is written over")
  func drawing() throws {
    let svg = place.folder.appendingPathComponent("curves.svg").path
    let arguments = ["survival", Self.data, "--time", "months", "--event", "left", "--by", "role", "--figure", svg]
    #expect(try HearthProgram.run(arguments).code == 0)
    let drawn = try place.text("curves.svg")
    for words in ["curve line3", "band line3", "Keyworker: 44 people", "class=\"censored\""] {
      #expect(drawn.contains(words), "\(words)")
    }
    let again = try HearthProgram.run(arguments)
    #expect(again.code == 1 && again.errors.contains("nothing is written over") && again.output.isEmpty)
    var many = arguments
    many[7] = "team"
    many[9] = svg + "2"
    let refused = try HearthProgram.run(many)
    #expect(refused.code == 1 && refused.errors.contains("12 curves cannot be told apart"), "\(refused.errors)")
  }

  @Test("What cannot be analysed says what is wrong and what to do")
  func refused() throws {
    let rows = """
      t,minus,words,e,never,three,x,same,alike
      5,5,5,1,0,a,1,1,q
      7,-2,seven,0,0,b,2,1,q
      9,9,9,1,0,c,3,1,q
      11,11,eleven,0,0,a,4,1,q
      12,12,12,1,0,b,5,1,q

      """
    try place.write(rows, to: "data.csv")
    for (arguments, words) in [
      (["--time", "minus", "--event", "e"], "a time is 0 or more, and not -2 — data.csv, line 3"),
      (["--time", "words", "--event", "e"], "does not hold numbers"),
      (["--time", "nope", "--event", "e"], "no column “nope”"),
      (["--time", "t", "--event", "nope"], "no column “nope”"),
      (["--time", "t", "--event", "never"], "nobody has the event"),
      (["--time", "t", "--event", "three"], "which of its 3 answers is the event (a, b, c)"),
      (["--time", "t", "--event", "three=d"], "no answer “d”"),
      (["--time", "t", "--event", "e", "--by", "nope"], "no column “nope”"),
      (["--time", "t", "--event", "e", "--formula", "~ nope"], "no column “nope”"),
      (["--time", "t", "--event", "e", "--formula", "t ~ x"], "something is out of place at “~”"),
      (["--time", "t", "--event", "e", "--formula", "~ (1 | three)"], "no random effects"),
      (["--time", "t", "--event", "e", "--formula", "~ 1"], "names no column"),
      (["--time", "t", "--event", "e", "--formula", "~ e"], "what is to be explained"),
      (["--time", "t", "--event", "e", "--formula", "~ x + same"], "cannot be told apart"),
      (["--time", "t", "--event", "e", "--formula", "~ x"], "no finite"),
    ] {
      let run = try HearthProgram.run(["survival", "data.csv"] + arguments, in: place.folder)
      #expect(run.code == 1 && run.errors.contains(words) && run.output.isEmpty, "\(arguments): \(run.errors)")
      #expect(run.errors.components(separatedBy: " — ").count >= 3, "\(run.errors)")
    }
    for arguments in [
      ["--clusters", "x"], ["--strata", "x"], ["--at", "-1"], ["--formula", "~ x", "--by", "three"],
      ["--formula", "~ x", "--reference", "x"],
    ] {
      let run = try HearthProgram.run(
        ["survival", "data.csv", "--time", "t", "--event", "e"] + arguments, in: place.folder)
      #expect(run.code == 2, "\(arguments): \(run.errors)")
    }
    let alike = try place.hearth("survival", "data.csv", "--time", "t", "--event", "e", "--by", "alike")
    #expect(alike.code == 0 && alike.errors.contains("everybody is in one group"), "\(alike.errors)")
  }
}
