import Testing

@testable import Disclosure

@Suite("Words of single people, and the half of a scale beside them")
struct QuotationTests {
  static let subject = Subject(id: "open", title: "Anything else")

  static func draft(
    _ lower: Int, _ upper: Int, without: Int = 0, id: String = "workload", column: String = "c",
    _ answers: [(text: String, half: QuotationDraft.Half?)] = [("A good team.", .upper), ("Too much to do.", .lower)]
  ) -> Guarded<QuotationDraft> {
    Guarded(
      QuotationDraft(
        subject: subject, column: column, answers: answers,
        band: .init(id: id, title: "Workload", lower: lower, upper: upper, withoutScore: without)))
  }

  /// The words beside each printed answer, and the reasons of what was withheld.
  static func read(_ findings: [ReleasedFinding]) -> (bands: [String?], reasons: [String]) {
    var found: (bands: [String?], reasons: [String]) = ([], [])
    for finding in findings {
      if case .quotation(let quotation) = finding { found.bands.append(quotation.value.band) }
      if case .withheld(let withheld) = finding { found.reasons.append(withheld.reason) }
    }
    return found
  }

  @Test("Halves stand beside all words or none, by how many people are in each")
  func halves() throws {
    var gate = try Sample.gate(Sample.golden())
    let shown = Self.read(gate.release(Self.draft(28, 12)))
    #expect(
      shown.bands == ["Workload in the upper half of the scale", "Workload in the lower half of the scale"])
    // Beside a half that nine in ten share, a missing one would say who the others are.
    for draft in [Self.draft(37, 3), Self.draft(3, 37), Self.draft(37, 40)] {
      let found = Self.read(gate.release(draft))
      #expect(found.bands == [nil, nil] && found.reasons.count == 1)
    }
    let empty = Self.read(gate.release(Self.draft(28, 12, [(" \n", .upper)])))
    #expect(empty.bands.isEmpty && empty.reasons.count == 1)
  }

  @Test("Where a few who answered have no score, no half is given: words without one would be known as theirs")
  func withoutScore() throws {
    var gate = try Sample.gate(Sample.golden())
    let few = Self.read(gate.release(Self.draft(20, 18, without: 2)))
    #expect(few.bands == [nil, nil] && few.reasons.first?.contains("no score") == true)
    // Whether one of them is printed makes no difference: the next review may print them.
    let many = Self.read(gate.release(Self.draft(15, 15, without: 10, [("A", .upper), ("B", nil)])))
    #expect(many.bands == ["Workload in the upper half of the scale", nil])
  }

  @Test("The halves of a second scale never stand beside the same question, in whatever report")
  func secondScale() throws {
    var first = try Sample.gate(Sample.golden())
    _ = first.release(Self.draft(20, 20))
    var later = try Sample.gate(Sample.golden(), ledger: first.ledger)
    let other = Self.read(later.release(Self.draft(20, 20, id: "control")))
    #expect(other.bands == [nil, nil] && other.reasons.first?.contains("Another scale") == true)
    #expect(Self.read(later.release(Self.draft(20, 20))).bands.allSatisfy { $0 != nil })
    #expect(Self.read(later.release(Self.draft(20, 20, id: "control", column: "d"))).bands.allSatisfy { $0 != nil })
    #expect(later.ledger.waves[0].quoted?.count == 2)
  }
}
