import Foundation
import Testing

/// `hearth factors` on an analyst's own file, beside R with searches taken to the end.
@Suite struct FactorsCommandTests {
  typealias Object = [String: Any]

  private static let data = CompareReference.folder.appendingPathComponent("factors.csv").path
  private let place: Workplace

  init() throws { place = try Workplace() }

  private static func expected() throws -> Object {
    let bytes = try Data(contentsOf: CompareReference.folder.appendingPathComponent("factors.json"))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? Object)
  }

  private static func json(_ arguments: String...) throws -> Object {
    let run = try HearthProgram.run(["factors", data, "--json"] + arguments)
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object)
  }

  private func near(
    _ actual: Any?, _ expected: Any?, _ tolerance: Double, _ path: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    CompareReference.agree(
      actual, try #require(expected, "\(path)"), path, relative: tolerance, absolute: tolerance,
      sourceLocation: sourceLocation)
  }

  @Test("Before factors: people with all items, adequacy, sphericity and eigenvalues")
  func before() throws {
    let (found, expected) = (try Self.json("--columns", "q", "--reverse", "q4"), try Self.expected())
    #expect(found["n"] as? Int == expected["n"] as? Int && found["leftOut"] as? Int == 3)
    try near(found, expected["start"], 1e-9, "start")
    let parallel = try #require(found["parallelAnalysis"] as? Object)
    let eigenvalues = try #require(parallel["eigenvalues"] as? [Object])
    try near(eigenvalues.map { $0["observed"] as Any }, expected["eigenvalues"], 1e-9, "eigenvalues")
    // Chance is another one in R: means of 200 and of 400 draws.
    let loose = try #require(expected["loose"] as? Object)
    try near(eigenvalues.map { $0["chanceMean"] as Any }, loose["chanceMeans"], 0.02, "chance")
    try near(eigenvalues.map { $0["chanceQuantile"] as Any }, loose["chanceQuantiles"], 0.04, "chance")
    #expect(parallel["suggestedFactors"] as? Int == 2 && (found["factors"] as? [Object])?.count == 2)
  }

  // Rotations of R stop at a slope of 1e-9; its uniquenesses differ in the eighth digit.
  @Test(
    "Loadings, what factors explain and the fit",
    arguments: [
      ("minresOblimin", []), ("minresVarimax", ["--rotation", "varimax"]), ("mlOblimin", ["--method", "ml"]),
      ("threeUnrotated", ["--rotation", "none", "--factors", "3"]),
    ])
  func loadings(name: String, arguments: [String]) throws {
    let run = try HearthProgram.run(
      ["factors", Self.data, "--json", "--columns", "q1..q9", "--reverse", "q4"] + arguments)
    try #require(run.code == 0, "\(run.errors)")
    let found = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    try near(found, Self.expected()[name], 2e-6, name)
  }

  @Test("Alpha with its interval, halves, λ₆, omegas and the greatest lower bound")
  func reliability() throws {
    let expected = try Self.expected()
    let two = try #require(try Self.json("--columns", "q", "--reverse", "q4")["reliability"] as? Object)
    try near(two, expected["reliability"], 1e-9, "reliability")
    try near(two["omega"], expected["omega2"], 1e-6, "omega of two factors")
    let bound = try #require(two["greatestLowerBound"] as? [String: Double])
    // The barrier of the script ends at 1e-9 of the items' variance, where BFGS can still follow it.
    try near(bound["estimate"], (expected["loose"] as? Object)?["bound"], 1e-5, "bound")
    #expect(try #require(bound["atLeast"]) <= #require(bound["atMost"]))
    let three = try #require(
      try Self.json("--columns", "q", "--reverse", "q4", "--factors", "3")["reliability"] as? Object)
    try near(three["omega"], expected["omega3"], 1e-6, "omega of three factors")
    let unturned = try #require(try Self.json("--columns", "q")["reliability"] as? Object)
    try near(unturned, expected["unturned"], 1e-9, "without turning")
  }

  @Test("Polychoric correlations, and what is made of them")
  func polychoric() throws {
    let expected = try #require(try Self.expected()["polychoric"] as? Object)
    let found = try Self.json("--columns", "q1..q3,q5,q6,q7", "--polychoric", "--factors", "2")
    #expect(found["correlations"] as? String == "polychoric")
    let eigenvalues = try #require((found["parallelAnalysis"] as? Object)?["eigenvalues"] as? [Object])
    try near(eigenvalues.map { $0["observed"] as Any }, expected["eigenvalues"], 1e-6, "eigenvalues")
    try near(found["adequacy"], expected["adequacy"], 1e-6, "adequacy")
    try near(found["sphericity"], expected["sphericity"], 1e-6, "sphericity")
    try near(found, expected["solution"], 1e-5, "solution")
    try near((found["reliability"] as? Object)?["omega"], expected["omega2"], 1e-5, "omega")
  }

  @Test("On a terminal: loadings in order, small ones blank, and what does not fit is named")
  func text() throws {
    let run = try HearthProgram.run(["factors", Self.data, "--columns", "q"])
    #expect(run.code == 0)
    for words in [
      "257 people with all 9 items", "parallel analysis: 2 factors stand out from chance (200 draws, seed 1)",
      "2 factors by minres, oblimin:", "loadings below 0.3 are left blank", "greatest lower bound",
    ] { #expect(run.output.contains(words), "\(words)") }
    for words in [
      "3 rows without every item are left out", "q4 loads negatively on factor 2", "--reverse q4",
      "q9 loads on no factor by 0.3 or more",
    ] { #expect(run.errors.contains(words), "\(run.errors)") }
    let lines = run.output.split(separator: "\n").map(String.init)
    let first = try #require(lines.firstIndex { $0.hasPrefix("item  factor 1") })
    #expect(
      lines[(first + 1)...(first + 9)].map { $0.prefix(2) } == ["q5", "q6", "q8", "q7", "q1", "q2", "q3", "q4", "q9"])
    #expect(try HearthProgram.run(["factors", Self.data, "--columns", "q"]).output == run.output)
    let other = try HearthProgram.run(["factors", Self.data, "--columns", "q", "--seed", "2"])
    #expect(other.code == 0 && other.output != run.output)
  }

  @Test("What has no factors says what is wrong and what to do")
  func refused() throws {
    let rows = (1...40).map {
      "\($0 % 5),\($0 * 7 % 11),\($0 * $0 % 7),4,\($0 % 2 == 0 ? "yes" : "no"),\($0 % 5),\($0 < 4 ? "2" : "")"
    }
    try place.write("a1,a2,a3,b1,b2,b3,b4\n" + rows.joined(separator: "\n") + "\n", to: "data.csv")
    for (arguments, words) in [
      (["--columns", "nope"], "no column “nope”"), (["--columns", "a1,a2"], "three items or more, and 2 are named"),
      (["--columns", "a1..a9"], "no column “a4”"), (["--columns", "a1,a2,a1"], "stands twice"),
      (["--columns", "a,b1"], "everybody gave the same answer to “b1”"),
      (["--columns", "a,b2"], "does not hold numbers"), (["--columns", "a,b4"], "only 3 people answered all 4 items"),
      (["--columns", "a", "--factors", "2"], "3 items cannot have 2 factors"),
      (["--columns", "a", "--reverse", "b3"], "none of the items"),
      (["--columns", "a,b3", "--method", "ml"], "not positive definite"),
      (["--columns", "x1..y3"], "not a range of numbered columns"),
    ] {
      let run = try HearthProgram.run(["factors", "data.csv"] + arguments, in: place.folder)
      #expect(run.code == 1 && run.errors.contains(words) && run.output.isEmpty, "\(arguments): \(run.errors)")
      #expect(run.errors.components(separatedBy: " — ").count >= 3, "\(run.errors)")
    }
    let twins = try place.hearth("factors", "data.csv", "--columns", "a,b3")
    #expect(twins.errors.contains("not positive definite"), "\(twins.errors)")
    #expect(try place.hearth("factors", "data.csv", "--columns", "a", "--rotation", "spin").code == 2)
  }
}
