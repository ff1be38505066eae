import Statistics
import Testing

@testable import Disclosure

@Suite("Anything may be asked")
struct FuzzTests {
  @Test("Random people and requests never trap, and every released base reaches the threshold", arguments: 0..<40)
  func random(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let people = [0, 1, 4, 5, 9, 19, 20, 33, 64, 65, 130].randomElement(using: &random) ?? 0
    let characteristics = (0..<3).map { index -> Characteristic in
      let levels = Int.random(in: 0...6, using: &random)
      let codes = (0..<people).map { _ -> UInt16 in
        levels == 0 || Int.random(in: 0..<8, using: &random) == 0
          ? Characteristic.notStated : UInt16(Int.random(in: 0..<levels, using: &random))
      }
      return Sample.characteristic(
        "c\(index)", (0..<levels).map { "L\($0)" }, codes, ordered: Bool.random(using: &random))
    }
    let words = (people + 63) / 64
    let mask = people % 64 == 0 ? ~0 : (UInt64(1) << UInt64(people % 64)) - 1
    let sets = (0..<3).map { _ in
      (0..<words).map { word in word == words - 1 ? random.next() & mask : random.next() }
    }
    let multiple = MultipleCharacteristic(
      subject: Subject(id: "several", title: "several"), options: ["a", "b", "c"], sets: sets)
    let population = Population(people: people, characteristics: characteristics)
    let threshold = [5, 10].randomElement(using: &random) ?? 10
    var gate = try Sample.gate(population, multiples: [multiple], threshold: threshold)
    let scores = (0..<people).map { _ in Double(Int.random(in: 1...5, using: &random)) }
    if let whole = try gate.release(Guarded(Sample.scale(scores))).value { #expect(whole.base >= threshold) }
    _ = gate.frequency(of: "several")
    for id in ["c0", "c1", "c2"] {
      if let table = gate.frequency(of: id).value {
        for row in table.rows {
          if case .shown(let count) = row.count { #expect(count >= threshold) }
        }
      }
      guard let partition = gate.partition(by: id).partition,
        let characteristic = characteristics.first(where: { $0.subject.id == id })
      else { continue }
      let groups = Sample.classes(of: partition, codes: characteristic.codes, scores: scores)
      if let comparison = try gate.release(Guarded(Sample.comparison(partition, groups))).value {
        #expect(comparison.groups.allSatisfy { $0.base >= threshold })
      }
    }
    _ = gate.crossTabulation(rows: "c0", columns: "c1")
    _ = gate.crossTabulation(rows: "c1", columns: "c2")
    let again = try Sample.gate(population, multiples: [multiple], threshold: threshold, ledger: gate.ledger)
    #expect(again.ledger == gate.ledger)
  }

  @Test("Drafts that contradict themselves are withheld with a reason")
  func nonsense() throws {
    var gate = try Sample.gate(Sample.golden())
    let subject = Subject(id: "q", title: "q")
    for (labels, counts, base) in [
      ([], [], 40), (["Yes"], [40], 40), (["Yes", "No"], [40], 40), (["Yes", "No"], [-1, 41], 40),
      (["Yes", "No"], [20, 10], 40), (["Yes", "No"], [300, 300], 600), (["Yes", "Yes"], [20, 20], 40),
      (["Yes", "No"], [3, 3], 6),
    ] as [([String], [Int], Int)] {
      let draft = AnswerDraft(
        subject: subject, labels: labels, counts: counts, base: base, several: false, ordered: false)
      #expect(gate.release(Guarded(draft)).reason != nil)
    }
    let partition = try #require(gate.partition(by: "sector").partition)
    let wrong = try Sample.comparison(partition, [Sample.scores(23)])
    #expect(gate.release(Guarded(wrong)).value == nil)
    var other = try Sample.gate(Sample.golden())
    let foreign = try Sample.comparison(partition, [Sample.scores(23), Sample.scores(17)])
    #expect(other.release(Guarded(foreign)).reason == "The groups are not those that were granted.")
  }

  @Test(
    "Every printed share stands for two counts or more, and says what is true",
    arguments: [5, 8, 10, 13, 17, 40, 47, 99, 100, 199, 200, 412])
  func shareScales(base: Int) {
    for scale in ShareScale.scales(base: base) {
      var next = 0
      for bin in scale.bins {
        #expect(bin.counts.lowerBound == next)
        #expect(bin.counts.count >= 2)
        next = bin.counts.upperBound + 1
        let low = 100 * Double(bin.counts.lowerBound) / Double(base)
        let high = 100 * Double(bin.counts.upperBound) / Double(base)
        switch bin.share {
        case .atMost(let bound): #expect(high <= bound)
        case .atLeast(let bound): #expect(low >= bound)
        case .about(let figure): #expect(figure.value >= low - scale.step && figure.value <= high + scale.step)
        }
      }
      #expect(next == base + 1)
    }
    #expect(!ShareScale.scales(base: base).isEmpty)
  }
}
