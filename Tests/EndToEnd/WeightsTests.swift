import Foundation
import Testing

/// `hearth weights` on an analyst's own file.
@Suite struct WeightsTests {
  private struct Files {
    let place: Workplace
    func path(_ name: String) -> String { place.folder.appendingPathComponent(name).path }

    init(answers: String, population: String) throws {
      place = try Workplace()
      try place.write(answers, to: "answers.csv")
      try place.write(population, to: "population.csv")
    }

    func run(_ more: String...) throws -> HearthProgram.Run {
      try HearthProgram.run(
        ["weights", path("answers.csv"), "--population", path("population.csv"), "--out", path("out.csv")] + more)
    }

    func weights() throws -> [String] {
      try String(contentsOfFile: path("out.csv"), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map {
        String($0.split(separator: ",", omittingEmptySubsequences: false)[1])
      }
    }
  }

  private static let answers = "team,grade\nNorth,lead\nNorth,worker\nNorth,worker\nSouth,worker\nSouth,lead\n"
  private static let population = "column,answer,people\nteam,North,30\nteam,South,70\n"

  @Test("One margin: every person of a team stands for the same number")
  func postStratified() throws {
    let files = try Files(answers: Self.answers, population: Self.population)
    let run = try files.run()
    #expect(run.code == 0 && run.output.contains("5 people stand for 100"), "\(run.errors)")
    let weights = try files.weights().compactMap { Double($0) }
    #expect(weights.count == 5 && zip(weights, [10, 10, 10, 35, 35]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("Two margins are both met")
  func raked() throws {
    let files = try Files(
      answers: Self.answers, population: Self.population + "grade,lead,20\ngrade,worker,80\n")
    let run = try files.run("--json")
    #expect(run.code == 0, "\(run.errors)")
    let weights = try files.weights().compactMap { Double($0) }
    #expect(weights.count == 5)
    #expect(abs(weights[0] + weights[1] + weights[2] - 30) < 1e-9 && abs(weights[0] + weights[4] - 20) < 1e-9)
    let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let effect = try #require(result["designEffect"] as? Double)
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    #expect(abs(effect - 5 * squares / (sum * sum)) < 1e-12 && result["weights"] == nil)
  }

  @Test("A row without an answer is refused, or left without a weight when that is asked for")
  func incomplete() throws {
    let files = try Files(answers: Self.answers + ",worker\n", population: Self.population)
    let refused = try files.run()
    #expect(refused.code == 1 && refused.errors.contains("1 of 6 rows lack an answer"))
    let run = try files.run("--leave-out-incomplete")
    #expect(run.code == 0 && run.errors.contains("1 of 6 rows go without a weight"))
    #expect(try files.weights().last?.isEmpty == true)
  }

  @Test("What cannot be weighted says why, and nothing is written")
  func refused() throws {
    for (population, words) in [
      ("column,answer,people\nteam,North,30\nteam,South,60\nteam,West,10\n", "“team: West” is there in the answers or"),
      ("column,answer,people\nteam,North,30\n", "“team: South” is there in the answers or"),
      ("column,answer,people\nteam,North,30\nteam,North,3\nteam,South,1\n", "“North” of “team” stands twice"),
      (Self.population + "grade,lead,20\ngrade,worker,70\n", "margins are of one population"),
      ("column,answer,people\ncolour,red,30\n", "no column “colour”"),
      ("column,answer\nteam,North\n", "no column “people”"),
    ] {
      let files = try Files(answers: Self.answers, population: population)
      let run = try files.run()
      #expect(run.code == 1 && run.errors.contains(words), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: files.path("out.csv")))
    }
    let files = try Files(answers: Self.answers, population: Self.population)
    #expect(try files.run("--bounds", "0.9..1.1").errors.contains("no weights meet every number at once"))
    #expect(try files.run("--bounds", "2..3").code == 2)
  }
}
