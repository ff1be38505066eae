import Foundation
import Testing

/// `hearth model` on an analyst's own file, against sums done by hand.
@Suite struct ModelTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func model(_ rows: String, _ arguments: String...) throws -> [String: Any] {
    try place.write(rows, to: "data.csv")
    let run = try HearthProgram.run(["model", "data.csv", "--json"] + arguments, in: place.folder)
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func figure(_ model: [String: Any], _ list: String, _ name: String, _ key: String) throws -> Double {
    let all = try #require(model[list] as? [[String: Any]])
    let row = try #require(all.first { $0["name"] as? String == name || $0["term"] as? String == name }, "\(name)")
    return try #require(row[key] as? Double, "\(key)")
  }

  @Test("A line through five points: slope, its error, R² and F")
  func line() throws {
    let found = try model("x,y\n1,2\n2,4\n3,5\n4,4\n5,5\n,9\n", "--formula", "y ~ x")
    #expect(found["n"] as? Int == 5 && found["leftOut"] as? Int == 1)
    #expect(abs(try figure(found, "coefficients", "x", "estimate") - 0.6) < 1e-14)
    #expect(abs(try figure(found, "coefficients", "(Intercept)", "estimate") - 2.2) < 1e-14)
    // s² = 2.4/3, SE = √(s²/10).
    #expect(abs(try figure(found, "coefficients", "x", "standardError") - 0.08.squareRoot()) < 1e-14)
    #expect(abs(try figure(found, "terms", "x", "statistic") - 4.5) < 1e-12)
    #expect(abs(try #require(found["rSquared"] as? Double) - 0.6) < 1e-14)
  }

  @Test("Words are categories, against the first or against the one that was named")
  func categories() throws {
    let rows = "team,score\nNorth,1\nNorth,3\nSouth,5\nSouth,7\nWest,6\nWest,10\n"
    let first = try model(rows, "--formula", "score ~ team")
    #expect(abs(try figure(first, "coefficients", "teamSouth", "estimate") - 4) < 1e-13)
    let named = try model(rows, "--formula", "score ~ team", "--reference", "team=West")
    #expect(abs(try figure(named, "coefficients", "teamNorth", "estimate") + 6) < 1e-13)
    let numbers = try model(
      "team,score\n1,1\n1,3\n2,5\n2,7\n3,6\n3,10\n", "--formula", "score ~ team", "--categories", "team")
    #expect(abs(try figure(numbers, "coefficients", "team3", "estimate") - 6) < 1e-13)
  }

  @Test("Odds in a table of two by two are those of its cells")
  func odds() throws {
    let cells = [("yes,yes", 20), ("yes,no", 10), ("no,yes", 15), ("no,no", 30)]
    let rows = "lead,burnt\n" + cells.map { String(repeating: $0 + "\n", count: $1) }.joined()
    let found = try model(rows, "--formula", "burnt ~ lead", "--family", "logistic")
    #expect(found["modelled"] as? String == "“yes” against “no”")
    #expect(abs(try figure(found, "coefficients", "leadyes", "ratio") - 4) < 1e-12)
    let error = (1 / 20.0 + 1 / 10.0 + 1 / 15.0 + 1 / 30.0).squareRoot()
    #expect(abs(try figure(found, "coefficients", "leadyes", "standardError") - error) < 1e-12)
    let turned = try model(rows, "--formula", "burnt ~ lead", "--family", "logistic", "--reference", "burnt=yes")
    #expect(abs(try figure(turned, "coefficients", "leadyes", "ratio") - 0.25) < 1e-12)
    let ordered = try model(rows, "--formula", "burnt ~ lead", "--family", "ordinal", "--order", "no,yes")
    #expect(abs(try figure(ordered, "coefficients", "leadyes", "ratio") - 4) < 1e-12)
  }

  @Test("People in teams of one size: the variances are those of the mean squares")
  func mixed() throws {
    let rows = "team,score\na,1\na,3\nb,5\nb,7\nc,6\nc,10\n"
    let found = try model(rows, "--formula", "score ~ 1 + (1 | team)")
    // Means 2, 6, 8: between 2·(Σ(m − m̄)²)/2 = 56/3, within 4.
    let components = try #require(found["components"] as? [[String: Any]])
    let sd = try #require(components[0]["sd"] as? Double)
    #expect(abs(sd * sd - (56.0 / 3 - 4) / 2) < 1e-8)
    let residual = try #require(found["residualSD"] as? Double)
    #expect(abs(residual - 2) < 1e-8 && found["isSingular"] as? Bool == false)
    #expect(abs(try figure(found, "coefficients", "(Intercept)", "degreesOfFreedom") - 2) < 1e-6)
  }

  @Test("Counts, groups of people alike, and rows of unequal spread")
  func others() throws {
    let rows = "team,role,days\na,x,1\na,y,4\nb,x,2\nb,y,9\nc,x,0\nc,y,3\nd,x,3\nd,y,8\n"
    let counts = try model(rows, "--formula", "days ~ role", "--family", "poisson", "--clusters", "team")
    #expect(abs(try figure(counts, "coefficients", "roley", "ratio") - 4) < 1e-12)
    #expect(counts["standardErrors"] as? String == "CR1 within clusters")
    let robust = try model(rows, "--formula", "days ~ role", "--robust")
    #expect(abs(try figure(robust, "coefficients", "roley", "estimate") - 4.5) < 1e-13)
    let clustered = try model(rows, "--formula", "days ~ role", "--clusters", "team")
    #expect(abs(try figure(clustered, "coefficients", "roley", "degreesOfFreedom") - 3) < 1e-9)
  }

  @Test("What cannot be fitted says what is wrong and what to do")
  func refused() throws {
    try place.write("x,y,z,w\n1,no,2,a\n2,no,4,b\n3,yes,6,c\n4,yes,8,a\n5,yes,10,b\n", to: "data.csv")
    for (arguments, words) in [
      (["--formula", "x ~ z + nope"], "no column “nope”"), (["--formula", "x + z"], "“~” is missing"),
      (["--formula", "x ~ z +"], "a column's name is missing at the end"),
      (["--formula", "x ~ log(z)"], "something is out of place at “(”"),
      (["--formula", "x ~ z ? y"], "“?” has no meaning"), (["--formula", "x ~ `z"], "does not end"),
      (["--formula", "y ~ z"], "does not hold numbers"),
      (["--formula", "y ~ x", "--family", "logistic"], "use --family firth"),
      (["--formula", "w ~ x", "--family", "logistic"], "3 different answers"),
      (["--formula", "w ~ x", "--family", "ordinal"], "the order of the answers to “w” is not known"),
      (["--formula", "x ~ z + (1 | w)", "--family", "poisson"], "random effects are for scores"),
      (["--formula", "x ~ w * y * z"], "leave"),
    ] {
      let run = try HearthProgram.run(["model", "data.csv"] + arguments, in: place.folder)
      #expect(run.code == 1 && run.errors.contains(words) && run.output.isEmpty, "\(arguments): \(run.errors)")
    }
    let firth = try place.hearth("model", "data.csv", "--formula", "y ~ x", "--family", "firth")
    #expect(firth.code == 0, "\(firth.errors)")
  }
}
