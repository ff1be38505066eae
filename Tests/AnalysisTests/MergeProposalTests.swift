import Disclosure
import Testing

@testable import Analysis

@Suite struct MergeProposalTests {
  @Test("The sectors of a partnership fall into statutory and third sector, with nobody left over")
  func sectors() {
    let proposed = MergeProposals.sectors([
      "Third sector", "Community-led", "Health and social care partnership", "Local authority", "NHS",
    ])
    #expect(proposed.map(\.label) == ["Third and community sector", "Statutory sector"])
    #expect(
      proposed.map(\.levels) == [
        ["Third sector", "Community-led"], ["Health and social care partnership", "Local authority", "NHS"],
      ])
  }

  @Test("A level that no family knows leaves the question alone")
  func unknown() {
    #expect(MergeProposals.sectors(["NHS", "Third sector", "Blue team"]).isEmpty)
    #expect(MergeProposals.sectors(["NHS", "Council"]).isEmpty)
  }

  @Test("Bands of age and time are put in the order of their numbers")
  func natural() {
    let levels = ["35–44", "Under 25", "65 or over", "25–34", "Over 70"]
    #expect(naturalOrder(levels).map { levels[$0] } == ["Under 25", "25–34", "35–44", "65 or over", "Over 70"])
    #expect(naturalOrder(["often", "never"]) == [0, 1])
  }
}
