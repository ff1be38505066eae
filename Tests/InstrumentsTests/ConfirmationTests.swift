import Foundation
import Instruments
import Problems
import Testing

/// Positions and reversals here are invented: no key is published by a test.
@Suite struct ConfirmationTests {
  private func entries() throws -> [Instruments.Confirmation.ScaleEntry] {
    try Catalogue.instrument("aws29").scales.map {
      Instruments.Confirmation.ScaleEntry(
        id: $0.id, items: $0.items, reversed: [$0.items[0]], minimumAnswered: $0.items.count - 1,
        quartiles: [2.5, 3, 3.5])
    }
  }

  private func confirmation(_ scales: [Instruments.Confirmation.ScaleEntry], of id: String = "aws29") throws
    -> Instruments.Confirmation
  {
    try Instruments.Confirmation(
      instrument: id, by: "A. Holder: \"evaluator\"", on: "2026-02-28", edition: "Manual, 5th ed. # 2", scales: scales)
  }

  @Test("An instrument without a key scores once the licence holder confirms it, and says who, when and from what")
  func confirms() throws {
    let aws = try Catalogue.instrument("aws29")
    #expect(throws: Problem.self) { try aws.scorable(acceptingUnverified: ["aws29"]) }
    let confirmed = try aws.confirmed(by: try confirmation(entries()), file: "c.yaml")
    let scorable = try confirmed.scorable()
    #expect(
      scorable.caveats == [
        "Key confirmed by A. Holder: \"evaluator\" on 2026-02-28 from Manual, 5th ed. # 2."
      ])
    #expect(confirmed.keyStatus == .confirmed)
    #expect(confirmed.quartiles["workload"]?.median == 3)
    var answers: [Int?] = Array(repeating: 5, count: 29)
    let scale = try #require(confirmed.scale("control"))
    #expect(try scorable.score(answers, on: scale) == 11.0 / 3)
    answers[7] = nil
    #expect(try scorable.score(answers, on: scale) == 3)
    answers[8] = nil
    #expect(try scorable.score(answers, on: scale) == nil)
  }

  @Test("A confirmation written to a file reads back the same")
  func roundTrip() throws {
    let original = try confirmation(entries())
    #expect(try Instruments.Confirmation(yaml: original.write(), file: "c.yaml") == original)
    let odd = try Instruments.Confirmation(
      instrument: "nss_burnout", by: "Line\nbreak\u{85}\u{2028}\\ “quoted” ŵ", on: "2024-02-29", edition: "'1': {x}",
      scales: [], points: [1: 10, 2: 7.5])
    #expect(try Instruments.Confirmation(yaml: odd.write(), file: "c.yaml") == odd)
  }

  @Test("An instrument whose scales are unknown takes them whole from the manual")
  func newScales() throws {
    let proqol = try Catalogue.instrument("proqol_health")
    let scales = (0..<5).map { block in
      Instruments.Confirmation.ScaleEntry(
        id: "part_\(block)", label: "Part \(block)", items: Array((block * 6 + 1)...(block * 6 + 6)), aggregate: .sum,
        direction: .better)
    }
    let confirmed = try proqol.confirmed(by: confirmation(scales, of: "proqol_health"), file: "c.yaml")
    #expect(try confirmed.accepted().scores(Array(repeating: 2, count: 30)).values.allSatisfy { $0 == 12 })
    var nameless = scales
    nameless[0].aggregate = nil
    #expect(throws: Problem.self) {
      try proqol.confirmed(by: confirmation(nameless, of: "proqol_health"), file: "c.yaml")
    }
  }

  @Test("A total keeps standing with the reversals that were entered")
  func totals() throws {
    let wrqol = try Catalogue.instrument("wrqol")
    let scales = wrqol.scales.map {
      Instruments.Confirmation.ScaleEntry(id: $0.id, items: $0.items, reversed: [$0.items[0]])
    }
    let confirmed = try wrqol.confirmed(by: confirmation(scales, of: "wrqol"), file: "c.yaml")
    #expect(confirmed.totals[0].reversed == wrqol.scales.map { $0.items[0] }.sorted())
  }

  @Test("Bands whose scale no longer fits fall away")
  func bands() throws {
    let bat = try Catalogue.instrument("bat12")
    #expect(!bat.bands.isEmpty)
    let scales = bat.scales.map { Instruments.Confirmation.ScaleEntry(id: $0.id, items: $0.items) }
    #expect(try !bat.confirmed(by: confirmation(scales, of: "bat12"), file: "c").bands.isEmpty)
    let sums = bat.scales.map { Instruments.Confirmation.ScaleEntry(id: $0.id, items: $0.items, aggregate: .sum) }
    #expect(try bat.confirmed(by: confirmation(sums, of: "bat12"), file: "c").bands.map(\.id) == bat.bands.map(\.id))
  }

  @Test("Entries that cannot be a key are refused")
  func refused() throws {
    let aws = try Catalogue.instrument("aws29")
    let good = try entries()
    func refuses(_ change: (inout [Instruments.Confirmation.ScaleEntry]) -> Void) throws {
      var scales = good
      change(&scales)
      let confirmation = try confirmation(scales)
      #expect(throws: Problem.self) { try aws.confirmed(by: confirmation, file: "c.yaml") }
    }
    typealias Entry = Instruments.Confirmation.ScaleEntry
    try refuses { $0.removeLast() }
    try refuses { $0 = [] }
    try refuses { $0[0] = Entry(id: "workload", items: [1, 2, 3, 4, 5, 7]) }
    try refuses { $0[0] = Entry(id: "workload", items: [1, 2, 3, 4, 5, 30]) }
    try refuses { $0[0] = Entry(id: "workload", items: [1, 2, 3, 4, 5, 6], reversed: [7]) }
    try refuses { $0[0] = Entry(id: "wrokload", items: [1, 2, 3, 4, 5, 6]) }
    try refuses {
      $0[0] = Entry(id: "a: b", label: "x", items: [1, 2, 3, 4, 5, 6], aggregate: .mean, direction: .better)
    }
    try refuses { $0[0].minimumAnswered = 0 }
    try refuses { $0[0].quartiles = [3, 2, 4] }
    try refuses { $0[0].quartiles = [0, 2, 4] }
    try refuses { $0[0].quartiles = [2, 3] }
    try refuses { $0[0].quartiles = [2, 3, .nan] }
    try refuses { $0[1] = $0[0] }
    let another = try confirmation(good, of: "aws28")
    #expect(throws: Problem.self) { try aws.confirmed(by: another, file: "c.yaml") }
    let menu = try confirmation(good, of: "wwcw_workplace")
    #expect(throws: Problem.self) { try Catalogue.instrument("wwcw_workplace").confirmed(by: menu, file: "c.yaml") }
  }

  @Test(
    "Who, when and which edition are needed, and the day must exist",
    arguments: ["", "2026-02-29", "26-01-01", "2026-1-1", "2026-13-01", "today"])
  func provenance(day: String) throws {
    #expect(throws: Problem.self) {
      try Instruments.Confirmation(instrument: "aws29", by: "x", on: day, edition: "y", scales: [])
    }
    #expect(throws: Problem.self) {
      try Instruments.Confirmation(instrument: "aws29", by: " ", on: "2026-01-01", edition: "y", scales: [])
    }
    #expect(throws: Problem.self) {
      try Instruments.Confirmation(instrument: "aws29", by: "x", on: "2026-01-01", edition: "", scales: [])
    }
  }
}
