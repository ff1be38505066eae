import Foundation
import Testing

/// `hearth model` on an invented file gives what R gives.
@Suite struct ModelReferenceTests {
  private typealias Reference = CompareReference

  private func expected(_ name: String) throws -> [String: Any] {
    let bytes = try Data(contentsOf: Reference.folder.appendingPathComponent("model.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    return try #require(all[name] as? [String: Any], "model.json has no \(name)")
  }

  private func model(_ arguments: String...) throws -> [String: Any] {
    let data = Reference.folder.appendingPathComponent("model.csv").path
    let run = try HearthProgram.run(["model", data, "--json"] + arguments)
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("A curve, and means of groups at the middle of it, compared with each other")
  func curve() throws {
    let found = try model("--formula", "strain ~ role + years + years^2", "--means", "role")
    let expected = try expected("curve")
    Reference.agree(
      Reference.byKey(found["coefficients"], "name"), try #require(expected["coefficients"]), "coefficients")
    Reference.agree(found["rSquared"], try #require(expected["rSquared"]), "R²")
    Reference.agree(Reference.byKey(found["means"], "group"), try self.expected("means"), "means")
    let pairs = Reference.byKey(found["comparisons"], "pair")
    for (name, figures) in try self.expected("pairs") {
      let figures = try #require(figures as? [String: Double])
      let pair = try #require(pairs[name] as? [String: Any], "\(name)")
      for (key, value) in figures {
        // Quantile and p of R's studentized range are good to about 1e-8.
        #expect(abs(try #require(pair[key] as? Double) - value) < 1e-6, "\(name) \(key)")
      }
    }
    #expect(found["adjustment"] as? String == "Tukey")
    let robust = try model(
      "--formula", "strain ~ role + I(years^2) + years", "--means", "role", "--clusters", "service")
    #expect(robust["adjustment"] as? String == "Holm")
  }

  @Test("Incidents for each shift, and effects on the share that left")
  func ratesAndShares() throws {
    let rates = try model("--formula", "incidents ~ role + years", "--family", "poisson", "--exposure", "shifts")
    Reference.agree(Reference.byKey(rates["coefficients"], "name"), try expected("rates"), "rates")
    let shares = try model("--formula", "left ~ role + strain", "--family", "logistic", "--effects")
    Reference.agree(Reference.byKey(shares["effects"], "name"), try expected("effects"), "effects")
  }

  @Test("Teams within services: the first team of one is not that of another")
  func nested() throws {
    let found = try model("--formula", "strain ~ years + (1 | service/team)")
    let expected = try expected("nested")
    let sds = Reference.byKey(found["components"], "group")
    for (name, sd) in try #require(expected["sd"] as? [String: Double]) {
      let own = name == "residual" ? found["residualSD"] : (sds[name] as? [String: Any])?["sd"]
      #expect(abs(try #require(own as? Double) / sd - 1) < 1e-6, "\(name)")
    }
    let years = try #require((Reference.byKey(found["coefficients"], "name")["years"] as? [String: Any])?["estimate"])
    #expect(abs(try #require(years as? Double) / (try #require(expected["years"] as? Double)) - 1) < 1e-6)
    #expect(abs(try #require(found["logLikelihood"] as? Double) - (try #require(expected["logLik"] as? Double))) < 1e-7)
    let asGroups = Reference.byKey(
      try model("--formula", "strain ~ years + (1|service) + (1|service:team)")["components"], "group")
    #expect(Set(asGroups.keys) == ["service", "service:team"])
  }

  @Test("A polynomial through written decimals keeps its digits, as those of NIST's Filip and Wampler sets")
  func polynomial() throws {
    let place = try Workplace()
    // y = 1 + x/10 + … + x⁵/10⁵, Wampler's second set: as doubles both x⁵ and y are rounded.
    let rows = (0...20).map { x -> String in
      let digits = (0...5).map { power in Int(pow(Double(x), Double(power))) * Int(pow(10, Double(5 - power))) }
      let whole = digits.reduce(0, +)
      let decimals = String(whole % 100_000)
      return "\(x),\(whole / 100_000).\(String(repeating: "0", count: 5 - decimals.count))\(decimals)"
    }
    try place.write("x,y\n" + rows.joined(separator: "\n") + "\n", to: "data.csv")
    let formula = "y ~ x + x^2 + x^3 + x^4 + x^5"
    let run = try HearthProgram.run(["model", "data.csv", "--json", "--formula", formula], in: place.folder)
    let found = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let coefficients = try #require(found["coefficients"] as? [[String: Any]])
    for (power, coefficient) in coefficients.enumerated() {
      let estimate = try #require(coefficient["estimate"] as? Double)
      #expect(abs(estimate * pow(10, Double(power)) - 1) < 1e-14, "x^\(power): \(estimate)")
      #expect(coefficient["standardError"] as? Double == 0 && coefficient["p"] == nil)
    }
    #expect(coefficients.count == 6 && found["rSquared"] as? Double == 1)
    let refused = try #require(found["refused"] as? [[String: Any]])
    #expect((refused.first?["reason"] as? String)?.contains("fits every row exactly") == true)
  }

  @Test(
    "What does not go together is refused with the way out",
    arguments: [
      (["strain ~ years", "--exposure", "shifts"], "only counts are counted over something"),
      (["incidents ~ role", "--family", "poisson", "--exposure", "zero"], "“zero”"),
      (["left ~ strain + strain^2", "--family", "logistic", "--effects"], "apart from its power"),
      (["strain ~ role", "--effects"], "yes and no"),
      (["strain ~ role + (1 | service)", "--means", "role"], "adjusted means"),
      (["strain ~ role", "--means", "years"], "no factor \"years\""),
      (["strain ~ years^0.5"], "a power is a whole number"),
      (["strain ~ years^"], "name is missing at the end"),
      (["strain ~ years + (1 | service/)"], "name is missing"),
      (["strain ~ I(years"], "“)” is missing"),
    ])
  func refused(_ given: ([String], String)) throws {
    let data = Reference.folder.appendingPathComponent("model.csv").path
    let run = try HearthProgram.run(["model", data, "--formula"] + given.0)
    #expect(run.code == 1 && run.errors.contains(given.1), "\(run.errors)")
  }
}
