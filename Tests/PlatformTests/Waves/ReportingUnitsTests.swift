import Testing

@testable import Platform

@Suite struct ReportingUnitsTests {
  @Test("Small teams become their parent; what is left at the top joins the smallest that stands")
  func tree() {
    let names = ReportingUnits(
      counts: ["North / A": 12, "North / B": 4, "North / C": 7, "South": 15, "West": 3, "East / D": 2], threshold: 10
    ).names
    let others = "North (other teams) and other units"
    #expect(
      names == [
        "North / A": "North / A", "North / B": others, "North / C": others, "South": "South", "West": others,
        "East / D": others,
      ])
    let plain = ReportingUnits(counts: ["North / A": 12, "North / B": 4, "North / C": 7, "South": 15], threshold: 10)
      .names
    #expect(plain["North / B"] == "North (other teams)")
    #expect(ReportingUnits(counts: ["A": 4, "B": 3], threshold: 10).names == ["A": "Everyone", "B": "Everyone"])
  }

  @Test("A unit that stands for others already is pooled into one that says so too, and says it once")
  func others() {
    let roster = ReportingUnits(counts: ["North / A": 12, "North / B": 20, "South / X": 6], threshold: 10).names
    #expect(roster["South / X"] == "North / A and other units")
    let closed = ReportingUnits(counts: ["North / A and other units": 8, "North / B": 9], threshold: 10).names
    #expect(Set(closed.values) == ["North and other units"])
    #expect(closed.values.allSatisfy { !PartnerUnits("North").contains($0) })
    let joined = ReportingUnits(counts: ["North / A and other units": 12, "South": 20, "West": 3], threshold: 10).names
    #expect(joined["West"] == "North / A and other units")
    let all = ReportingUnits(counts: ["North and other units": 4, "South": 3], threshold: 10).names
    #expect(Set(all.values) == ["Everyone"])
  }

  @Test("However people are spread, every reporting unit has enough or is the only one")
  func everyUnit() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var counts: [String: Int] = [:]
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let path = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          ["A", "B", "C"].randomElement(using: &generator) ?? "A"
        }
        counts[path.joined(separator: " / "), default: 0] += Int.random(in: 0...20, using: &generator)
      }
      let names = ReportingUnits(counts: counts, threshold: 10).names
      let people = counts.filter { $0.value > 0 }
      #expect(Set(names.keys) == Set(people.keys))
      let sizes = people.reduce(into: [String: Int]()) { $0[names[$1.key] ?? "", default: 0] += $1.value }
      #expect(sizes.count <= 1 || sizes.values.allSatisfy { $0 >= 10 }, "\(counts)")
    }
  }
}
