import Problems
import Testing

@Suite struct ProblemTests {
  @Test("A problem reads as what, where and what to do, and leaves out what is not known")
  func reads() {
    #expect(
      Problem("no column “Sectr”", at: "study.yaml, groups[0]", remedy: "did you mean “Sector”?").description
        == "no column “Sectr” — study.yaml, groups[0] — did you mean “Sector”?")
    #expect(
      Problem("the file is empty", remedy: "export it again").description == "the file is empty — export it again")
  }

  @Test("The nearest name forgives one slip and refuses a stranger")
  func nearestName() {
    #expect(nearest(to: "Sectr", among: ["Age", "Sector", "Role"]) == "Sector")
    #expect(nearest(to: "secotr", among: ["Age", "Sector", "Role"]) == "Sector")
    #expect(nearest(to: "postcode", among: ["Age", "Sector", "Role"]) == nil)
    #expect(nearest(to: "x", among: []) == nil)
  }
}
