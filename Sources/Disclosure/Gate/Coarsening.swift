/// The coarser labels under which answers about people may be stored: every one at or above the threshold.
///
/// Declared merges come first; levels that are large enough keep their own label; if fewer than two labels would remain, nothing of the question is kept.
public struct Coarsening: Sendable {
  private let labels: [String: String]

  /// - Parameters:
  ///   - counts: people by level.
  ///   - notStated: people who gave no answer: they stay without one.
  ///   - ordered: only neighbours are joined.
  public init(
    levels: [String], counts: [Int], notStated: Int, ordered: Bool, merges: [(label: String, levels: [String])],
    threshold: Int
  ) {
    let characteristic = Characteristic(
      subject: Subject(id: "", title: ""), levels: levels, codes: [], ordered: ordered,
      merges: merges.map { .init(label: $0.label, levels: $0.levels, declared: true) })
    let splitting = Splitting(
      characteristic: characteristic, counts: counts + [notStated >= threshold ? notStated : 0], threshold: threshold)
    var labels: [String: String] = [:]
    for item in splitting.candidates.first?.classes ?? [] {
      for level in item.levels { labels[levels[level]] = item.label }
    }
    self.labels = labels
  }

  /// nil when the answer is not kept.
  public func label(of level: String) -> String? { labels[level] }
}
