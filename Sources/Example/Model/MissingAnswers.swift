import Foundation
import Statistics

/// Marks an item without an answer; written as an empty field.
let noAnswer = UInt8.max

/// Leaves out answers at random: single items, and now and then a whole scale.
struct MissingAnswers: Sendable {
  /// Share of single items left out.
  static let itemShare = 0.025
  /// Share of whole scales left out: 1 in 128.
  private static let scaleBits: UInt64 = 7

  private let scales = Scale.published.map(\.slots)
  /// Items still to pass before the next one is left out.
  private var gap = 0

  init(using generator: inout SeededGenerator) { gap = MissingAnswers.gap(&generator) }

  /// Nine scales at seven bits fill one random number.
  mutating func leaveOut(of answers: inout [UInt8], using generator: inout SeededGenerator) {
    while gap < answers.count {
      answers[gap] = noAnswer
      gap += 1 + MissingAnswers.gap(&generator)
    }
    gap -= answers.count
    var bits = generator.next()
    for slots in scales {
      if bits & (1 << MissingAnswers.scaleBits - 1) == 0 { for slot in slots { answers[slot] = noAnswer } }
      bits >>= MissingAnswers.scaleBits
    }
  }

  private static func gap(_ generator: inout SeededGenerator) -> Int {
    Int(log(1 - generator.unit()) / log(1 - itemShare))
  }
}

extension MissingAnswers {
  /// Share of worklife items left out of the published study, which has no gaps in single burnout items.
  private static let publishedItemShare = 0.04

  /// The gaps of the published study of 40: at most one item of a worklife area and none of a burnout scale, so that
  /// every score but three keeps its people; one person leaves out two areas and another one burnout scale.
  ///
  /// Two people of groups of one leave out one of four items because their printed means (3.3) are thirds, not quarters.
  static func leaveOutOfPublished(
    _ answers: inout [[UInt8]], sectors: [Sector], using generator: inout SeededGenerator
  ) {
    for person in sectors.indices where sectors[person].people >= 10 {
      for scale in Scale.published where scale.instrument == .worklife {
        let chance = publishedItemShare * Double(scale.items.count)
        if generator.unit() < chance, let slot = scale.slots.randomElement(using: &generator) {
          answers[person][slot] = noAnswer
        }
      }
    }
    for (sector, scale) in [(Sector.healthAndSocialCare, "Control"), (.communityLed, "Values")] {
      leaveOut(slots(of: scale).prefix(1), of: sector, in: &answers, sectors: sectors, using: &generator)
    }
    leaveOut(
      slots(of: "Fairness", "Values")[...], of: .thirdSector, in: &answers, sectors: sectors, using: &generator)
    leaveOut(slots(of: "Depersonalisation")[...], of: .nhs, in: &answers, sectors: sectors, using: &generator)
  }

  private static func slots(of names: String...) -> [Int] {
    Scale.published.filter { names.contains($0.name) }.flatMap(\.slots)
  }

  private static func leaveOut(
    _ slots: ArraySlice<Int>, of sector: Sector, in answers: inout [[UInt8]], sectors: [Sector],
    using generator: inout SeededGenerator
  ) {
    let people = sectors.indices.filter { sectors[$0] == sector }
    guard let person = people.randomElement(using: &generator) else { return }
    for slot in slots { answers[person][slot] = noAnswer }
  }
}
