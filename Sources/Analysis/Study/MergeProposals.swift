import Disclosure

/// Merges that Hearth proposes before it joins small groups blindly: levels that the field itself files together.
///
/// Only whole families are proposed: a family is used when at least two of its levels occur, and every level of the question
/// belongs to some family, so that nobody is left over.
enum MergeProposals {
  private struct Family {
    let label: String
    /// Lower-case stems; a level belongs to the first family of which it contains a stem.
    let stems: [String]
  }

  private static let families = [
    Family(
      label: "Third and community sector",
      stems: [
        "third sector", "community-led", "community led", "charit", "voluntary", "not-for-profit", "not for profit",
        "social enterprise", "lived experience organisation", "peer-led", "peer led", "faith",
      ]),
    Family(
      label: "Private sector", stems: ["private", "independent provider", "commercial", "for-profit", "for profit"]),
    Family(
      label: "Statutory sector",
      stems: [
        "nhs", "local authority", "council", "health and social care", "health board", "social work", "statutory",
        "partnership", "police", "prison", "justice", "government", "public sector", "hospital", "trust",
      ]),
  ]

  /// - Parameter levels: the question's own levels, as they occur.
  /// - Returns: one merge a family with two or more levels; empty when a level fits no family or all fit one.
  static func sectors(_ levels: [String]) -> [Characteristic.Merge] {
    var members: [[String]] = families.map { _ in [] }
    for level in levels {
      let word = level.lowercased()
      guard let family = families.firstIndex(where: { $0.stems.contains { word.contains($0) } }) else { return [] }
      members[family].append(level)
    }
    guard members.filter({ !$0.isEmpty }).count > 1 else { return [] }
    return zip(families, members).filter { $1.count > 1 }.map {
      Characteristic.Merge(label: $0.label, levels: $1, declared: false)
    }
  }
}
