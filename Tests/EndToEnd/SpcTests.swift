import Foundation
import Testing

/// `hearth spc` on an analyst's own file.
@Suite struct SpcTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func file(_ rows: String) throws -> String {
    try place.write(rows, to: "series.csv")
    return place.folder.appendingPathComponent("series.csv").path
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try HearthProgram.run(["spc"] + arguments + ["--json"])
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("Single values: centre and limits by hand, and the one beyond them")
  func single() throws {
    let path = try file(
      "month,absent\n2026-01-01,4\n2026-02-01,6\n2026-03-01,4\n2026-04-01,6\n2026-05-01,30\n2026-06-01,\n")
    let result = try json([path, "--value", "absent", "--time", "month", "--limits-from", "4", "--limits", "textbook"])
    let points = try #require(result["points"] as? [[String: Any]])
    #expect(points.count == 5 && result["leftOut"] as? Int == 1)
    #expect(points[0]["centre"] as? Double == 5)
    let upper = try #require(points[0]["upper"] as? Double)
    #expect(abs(upper - (5 + 2 * 3 / 1.128)) < 1e-12)
    #expect(points.map { ($0["signals"] as? [String]) ?? [] } == [[], [], [], [], ["outsideLimits"]])
    #expect(points[4]["time"] as? String == "2026-05-01")
  }

  @Test("A new phase begins where it was said, and a target is told apart from the limits")
  func phases() throws {
    let rows = (1...24).map { "\($0),\($0 <= 12 ? 10 + $0 % 3 : 20 + $0 % 3)" }.joined(separator: "\n")
    let path = try file("week,waits\n" + rows + "\n")
    let result = try json([path, "--value", "waits", "--rebase", "13", "--target", "30", "--better", "below"])
    let phases = try #require(result["phases"] as? [[String: Any]])
    #expect(phases.map { $0["points"] as? Int } == [12, 12] && phases.map { $0["centre"] as? Double } == [11, 21])
    #expect(result["assurance"] as? String == "met")
    let unsplit = try json([path, "--value", "waits", "--better", "below"])
    let points = try #require(unsplit["points"] as? [[String: Any]])
    #expect(points.allSatisfy { ($0["signals"] as? [String])?.contains("shift") == true })
    #expect(points.map { $0["isBetter"] as? Bool } == (1...24).map { $0 <= 12 })
  }

  @Test("Counts of people are held against what they are of")
  func shares() throws {
    let path = try file("left,staff\n5,100\n7,100\n6,200\n")
    let points = try #require(
      try json([path, "--value", "left", "--of", "staff", "--chart", "p"])["points"] as? [[String: Any]])
    #expect(points.map { $0["value"] as? Double } == [0.05, 0.07, 0.03] && points[0]["centre"] as? Double == 0.045)
    let upper = try #require(points[2]["upper"] as? Double)
    #expect(abs(upper - (0.045 + 3 * (0.045 * 0.955 / 200).squareRoot())) < 1e-12)
    #expect(points[0]["lower"] == nil)
  }

  @Test("The drawing is a new file, and nothing is written over")
  func drawing() throws {
    let path = try file("v\n1\n2\n3\n")
    let svg = path + ".svg"
    let run = try HearthProgram.run(["spc", path, "--value", "v", "--svg", svg])
    #expect(run.code == 0 && run.output.contains("No special cause") && run.errors.contains("limits from 3 points"))
    #expect(try String(contentsOfFile: svg, encoding: .utf8).contains("class=\"series\""))
    let again = try HearthProgram.run(["spc", path, "--value", "v", "--svg", svg])
    #expect(again.code == 1 && again.errors.contains("nothing is written over") && again.output.isEmpty)
  }

  @Test("What cannot be charted says where and what to do")
  func refused() throws {
    let path = try file("day,v,n,words\n2026-02-01,1,2,a\n2026-01-01,3,2,b\n2026-03-01,4,2,c\n")
    for (arguments, words) in [
      (["--value", "v", "--time", "day"], "2026-01-01 comes after 2026-02-01"),
      (["--value", "words"], "does not hold numbers"),
      (["--value", "v", "--rebase", "2"], "limits begin anew in rising order"),
      (["--value", "v", "--rebase", "May"], "no point is at “May”"),
      (["--value", "v", "--of", "n", "--chart", "p"], "point 2 counts 3.0 of 2.0"),
      (["--value", "v", "--limits-from", "1"], "two points or more"),
    ] {
      let run = try HearthProgram.run(["spc", path] + arguments)
      #expect(run.code == 1 && run.errors.contains(words) && run.output.isEmpty, "\(arguments): \(run.errors)")
    }
    for arguments in [
      ["--value", "v", "--chart", "p"], ["--value", "v", "--of", "n"], ["--value", "v", "--target", "3"],
    ] {
      #expect(try HearthProgram.run(["spc", path] + arguments).code == 2)
    }
  }
}
