import Foundation
import Testing

/// `hearth power` against tables that statisticians know.
@Suite struct PowerTests {
  private func plan(_ arguments: String...) throws -> [String: Any] {
    let run = try HearthProgram.run(["power"] + arguments + ["--json"])
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test("Half an SD between two groups with a power of 0.8: 64 in each (Cohen 1988)")
  func twoMeans() throws {
    let found = try plan("two-means", "--effect", "0.5", "--power", "0.8")
    #expect(found["needed"] as? Int == 64 && found["solved"] as? String == "count")
    let back = try plan("two-means", "--count", "64", "--power", "0.8")
    #expect(abs(try #require(back["effect"] as? Double) - 0.5) < 0.002)
    let power = try plan("two-means", "--count", "64", "--effect", "0.5")
    #expect(abs(try #require(power["power"] as? Double) - 0.8015) < 1e-4)
  }

  @Test("Teams of 20 with an intraclass correlation of 0.05 need nearly twice as many people")
  func clusters() throws {
    let found = try plan("cluster-means", "--effect", "0.5", "--power", "0.8", "--cluster-size", "20", "--icc", "0.05")
    let clusters = try #require(found["needed"] as? Int)
    #expect((7...8).contains(clusters))
    let alone = try plan("cluster-means", "--effect", "0.5", "--power", "0.8", "--cluster-size", "20", "--icc", "0")
    #expect(try #require(alone["needed"] as? Int) < clusters)
  }

  @Test("Each design answers; a stepped wedge finds more with more people")
  func designs() throws {
    for arguments in [
      ["one-mean"], ["paired-means"], ["correlation"], ["anova", "--groups", "4"],
      ["proportions", "--proportion", "0.2"],
      ["cluster-proportions", "--proportion", "0.2", "--cluster-size", "15", "--icc", "0.02"],
      ["stepped-wedge", "--steps", "4", "--clusters-per-step", "3", "--icc", "0.05"],
    ] {
      let few = try HearthProgram.run(["power"] + arguments + ["--effect", "0.3", "--count", "10", "--json"])
      let more = try HearthProgram.run(["power"] + arguments + ["--effect", "0.3", "--count", "20", "--json"])
      let powers = try [few, more].map { run -> Double in
        try #require(run.code == 0, "\(arguments) \(run.errors)")
        let found = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return try #require(found?["power"] as? Double)
      }
      #expect(powers[0] > 0.05 && powers[0] < powers[1] && powers[1] < 1, "\(arguments) \(powers)")
    }
  }

  @Test("What is missing or out of reach is said")
  func refused() throws {
    for (arguments, code, words) in [
      (["two-means", "--effect", "0.5"], 2 as Int32, "exactly two"),
      (["anova", "--effect", "0.3", "--power", "0.8"], 1, "anova needs --groups"),
      (["two-means", "--effect", "0", "--power", "0.8"], 1, "no sample size"),
      (
        ["cluster-means", "--effect", "1", "--power", "0.8", "--cluster-size", "9", "--icc", "2"], 1, "between 0 and 1"
      ),
      (["nonsense", "--effect", "1", "--power", "0.8"], 2, "nonsense"),
    ] {
      let run = try HearthProgram.run(["power"] + arguments)
      #expect(run.code == code && run.errors.contains(words) && run.output.isEmpty, "\(arguments): \(run.errors)")
    }
  }
}
