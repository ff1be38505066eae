import Foundation
import Testing

/// `hearth score`: bands, norms and profiles beside the scores of single rows.
@Suite struct ScoreTests {
  /// Rows of the written CSV as cells by column name.
  static func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  static func items(_ prefix: String, _ people: [[String]]) -> String {
    let header = (1...(people.first?.count ?? 1)).map { "\(prefix)\($0)" }
    return ([header] + people).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  /// One person's 22 answers with one code for each of the three scales.
  static func mbi(_ exhaustion: Int, _ depersonalisation: Int, _ accomplishment: Int) -> [String] {
    (1...22).map { item in
      [5, 10, 11, 15, 22].contains(item)
        ? String(depersonalisation)
        : [4, 7, 9, 12, 17, 18, 19, 21].contains(item) ? String(accomplishment) : String(exhaustion)
    }
  }

  static let norms = """
    norms:
      mbi_hss:
        EE: {name: Invented group, source: "Invented 2020", mean: 2, sd: 1, quartiles: [1, 2, 3]}
        DP: {name: Invented group, source: "Invented 2020", mean: 1, sd: 0.8}
        PA: {name: Invented group, source: "Invented 2020", mean: 4, sd: 1}
    """

  static func score(_ data: String, _ arguments: [String], norms: String? = nil) throws -> (
    run: HearthProgram.Run, rows: [[String: String]]
  ) {
    let work = try Workplace()
    try work.write(data, to: "data.csv")
    if let norms { try work.write(norms, to: "norms.yaml") }
    let run = try HearthProgram.run(["score", "data.csv", "--out", "scores.csv"] + arguments, in: work.folder)
    return (run, work.exists("scores.csv") ? rows(try work.text("scores.csv")) : [])
  }

  @Test("Bands that one person may be shown stand beside the score; unverified ones are named and left out")
  func bands() throws {
    let people = [
      ["0", "0", "1", "1", "1", "1", "0"], ["3", "3", "3", "3", "3", "3", "3"], ["1", "2", "1", "2", "1", "2", "0"],
      ["", "1", "1", "1", "1", "1", "1"],
    ]
    let (run, rows) = try Self.score(
      Self.items("g", people), ["--instrument", "gad7", "--columns", "g1..g7", "--bands"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(rows.map { $0["total"] } == ["4.0", "21.0", "9.0", ""])
    #expect(rows.map { $0["total_band_severity"] } == ["minimal", "severe", "mild", ""])
    #expect(rows.map { $0["total_band_screen_cut"] } == ["below the cut", "at or above the cut", "below the cut", ""])
    #expect(rows.first?.keys.contains { $0.contains("caseness") } == false)
    #expect(run.errors.contains("nhs_talking_therapies_caseness") && run.errors.contains("unverified"))
  }

  @Test("Discouraged and unverified bands are refused, and nothing is written")
  func refusedBands() throws {
    let (run, rows) = try Self.score(
      Self.items("m", [Self.mbi(3, 2, 4)]), ["--instrument", "mbi_hss", "--columns", "m1..m22", "--bands"])
    #expect(run.code == 1 && rows.isEmpty)
    for part in ["general_1996_tertiles_sum", "discouraged", "not put to one person", "leave --bands out"] {
      #expect(run.errors.contains(part), "\(run.errors)")
    }
  }

  @Test("Norms in the study file's form give T scores, and percentiles as far as the published points reach")
  func norms() throws {
    let people = [Self.mbi(3, 1, 4), Self.mbi(2, 3, 4), Self.mbi(0, 0, 6), Self.mbi(6, 0, 0)]
    for norms in [Self.norms, "study: Whole study\n" + Self.norms] {
      let (run, rows) = try Self.score(
        Self.items("m", people), ["--instrument", "mbi_hss", "--columns", "m1..m22", "--norms", "norms.yaml"],
        norms: norms)
      #expect(run.code == 0, "\(run.errors)")
      #expect(rows.map { $0["EE_t"] } == ["60.0", "50.0", "30.0", "90.0"])
      #expect(rows.map { $0["EE_percentile"] } == ["75.0", "50.0", "<25", ">75"])
      #expect(rows.map { $0["DP_t"] } == ["50.0", "75.0", "37.5", "37.5"])
      #expect(rows.first?["DP_percentile"] == nil && rows.first?["profile"] == nil)
      #expect(run.errors.contains("Invented group (Invented 2020)"))
    }
  }

  @Test("A list of norms as in an instrument's definition may have percentiles")
  func listedNorms() throws {
    let list = """
      - {scale: total, population: Invented, mean: 6, sd: 4, percentiles: {10: 2, 50: 6, 90: 12}, source: Invented 2021}
      """
    let (run, rows) = try Self.score(
      Self.items("g", [["1", "1", "1", "1", "0", "0", "0"]]),
      ["--instrument", "gad7", "--columns", "g1..g7", "--norms", "norms.yaml"], norms: list)
    #expect(run.code == 0, "\(run.errors)")
    #expect(rows.first?["total_t"] == "45.0" && rows.first?["total_percentile"] == "30.0")
  }

  @Test("Profiles are cut from the norms, never from the sample, and say what is not known")
  func profiles() throws {
    // High from 2.5 (EE), 2.0 (DP) and 4.1 (PA).
    let people = [
      Self.mbi(1, 0, 6), Self.mbi(1, 0, 2), Self.mbi(4, 1, 5), Self.mbi(1, 2, 5), Self.mbi(4, 2, 5), Self.mbi(4, 1, 2),
    ]
    let common = ["--instrument", "mbi_hss", "--columns", "m1..m22", "--profiles"]
    let (run, rows) = try Self.score(Self.items("m", people), common + ["--norms", "norms.yaml"], norms: Self.norms)
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      rows.map { $0["profile"] } == ["engaged", "ineffective", "overextended", "disengaged", "burnout", "mixed"])
    for part in ["no diagnosis", "combination rules not verified", "EE is high from 2.5"] {
      #expect(run.errors.contains(part), "\(run.errors)")
    }
    #expect(try Self.score(Self.items("m", people), common).run.code == 2)
    let noSD = Self.norms.replacingOccurrences(of: ", sd: 0.8", with: "")
    let refused = try Self.score(Self.items("m", people), common + ["--norms", "norms.yaml"], norms: noSD)
    #expect(refused.run.code == 1 && refused.rows.isEmpty && refused.run.errors.contains("mean and SD"))
  }

  @Test("Norms that do not fit say what is wrong, where")
  func wrongNorms() throws {
    let data = Self.items("m", [Self.mbi(3, 1, 4)])
    for (norms, parts) in [
      (Self.norms.replacingOccurrences(of: "mbi_hss", with: "cbi"), ["no norms of `mbi_hss`"]),
      (Self.norms.replacingOccurrences(of: "EE:", with: "EX:"), ["no scale `EX`", "did you mean `EE`", "line 3"]),
      (Self.norms.replacingOccurrences(of: "[1, 2, 3]", with: "[1, 3, 2]"), ["must rise", "line 3"]),
      (Self.norms.replacingOccurrences(of: "sd: 1,", with: "sd: 0,"), ["SD must be above 0"]),
      ("- {scale: EE, population: Invented, metric: sum, mean: 18}", ["of sums", "divide"]),
    ] {
      let (run, rows) = try Self.score(
        data, ["--instrument", "mbi_hss", "--columns", "m1..m22", "--norms", "norms.yaml"], norms: norms)
      #expect(run.code == 1 && rows.isEmpty)
      for part in parts { #expect(run.errors.contains(part), "“\(run.errors)” does not say “\(part)”") }
    }
  }
}
