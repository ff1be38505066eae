import Foundation
import Testing

/// `hearth agreement` on ratings of one's own.
@Suite struct AgreementTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func coefficients(_ rows: String, _ arguments: String...) throws -> [String: Double] {
    try place.write(rows, to: "ratings.csv")
    let run = try HearthProgram.run(["agreement", "ratings.csv", "--json"] + arguments, in: place.folder)
    try #require(run.code == 0, "\(run.errors)")
    let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let all = try #require(result["coefficients"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: all.compactMap { entry in
        (entry["name"] as? String).flatMap { name in (entry["estimate"] as? Double).map { (name, $0) } }
      })
  }

  @Test("Two coders and words: 20 of 50 both yes, 15 both no, as in the textbook's example of kappa 0.4")
  func words() throws {
    let pairs = [("yes,yes", 20), ("yes,no", 5), ("no,yes", 10), ("no,no", 15)]
    let rows = "one,two\n" + pairs.map { String(repeating: $0 + "\n", count: $1) }.joined()
    let found = try coefficients(rows, "--raters", "one,two")
    #expect(abs(try #require(found["Cohen's kappa"]) - 0.4) < 1e-12 && found["agreement"] == 0.7)
  }

  @Test("Krippendorff's own four observers of twelve units, with gaps")
  func gaps() throws {
    let rows = """
      a,b,c,d
      1,1,,1
      2,2,3,2
      3,3,3,3
      3,3,3,3
      2,2,2,2
      1,2,3,4
      4,4,4,4
      1,1,2,1
      2,2,2,2
      ,5,5,5
      ,,1,1
      ,,3,

      """
    for (level, alpha) in [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)] {
      let found = try coefficients(rows, "--raters", "a,b", "--raters", "c,d", "--level", level)
      #expect(abs(try #require(found["Krippendorff's alpha, \(level)"]) - alpha) < 6e-4, "\(level)")
    }
    #expect(abs(try #require(try coefficients(rows, "--raters", "a,b,c,d")["Gwet's AC1"]) - 0.77544) < 5e-6)
  }

  @Test("What cannot be compared says why")
  func refused() throws {
    try place.write("a,b\nyes,no\n", to: "words.csv")
    for (arguments, words) in [
      (["--raters", "a"], "two different raters"), (["--raters", "a,c"], "no column “c”"),
      (["--raters", "a,b", "--level", "ordinal"], "does not hold numbers"),
    ] {
      let run = try HearthProgram.run(["agreement", "words.csv"] + arguments, in: place.folder)
      #expect(run.code == 1 && run.errors.contains(words) && run.output.isEmpty, "\(run.errors)")
    }
    try place.write("a,b\n1,1\n1,1\n1,1\n", to: "same.csv")
    let run = try place.hearth("agreement", "same.csv", "--raters", "a,b")
    #expect(run.code == 0 && run.errors.contains("everything was given the same rating"))
  }
}
