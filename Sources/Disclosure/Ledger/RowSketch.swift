/// Digests of a file's rows, by which most of the same answers are known again in another file.
///
/// Up to `most` rows all of them are kept; of more rows those whose digest is below a cut, the same rows in every file.
public struct RowSketch: Hashable, Sendable, Codable {
  static let most = 16_384

  /// Rows in the file.
  public let rows: Int
  /// Different digests, ascending, in base 36: JSON numbers do not hold 64 bits.
  private let digests: [String]
  /// How many rows have each; nil where each stands once.
  private let counts: [Int]?

  /// - Parameter digests: one a row, evenly spread over all values.
  public init(_ digests: [UInt64]) {
    rows = digests.count
    let cut = Self.cut(digests.count)
    var count: [UInt64: Int] = [:]
    for digest in digests where digest <= cut { count[digest, default: 0] += 1 }
    let kept = count.sorted { $0.key < $1.key }
    self.digests = kept.map { String($0.key, radix: 36) }
    counts = kept.allSatisfy { $0.value == 1 } ? nil : kept.map(\.value)
  }

  private static func cut(_ rows: Int) -> UInt64 { rows <= most ? .max : .max / UInt64(rows) * UInt64(most) }

  private func table(below cut: UInt64) -> [UInt64: Int] {
    var table: [UInt64: Int] = [:]
    for (index, text) in digests.enumerated() {
      if let digest = UInt64(text, radix: 36), digest <= cut { table[digest] = counts?[index] ?? 1 }
    }
    return table
  }

  /// Whether reports on both files would differ by the answers of a few people.
  ///
  /// They do where fewer than `threshold` rows were added and as few taken away, and where at least half of the larger file's rows stand in both
  /// and rows can be told apart (four of five stand once in the earlier file): then some group will have gained or lost a few
  /// people. For files of more than `most` rows the numbers are estimated from those kept.
  func repeats(_ earlier: RowSketch, threshold: Int) -> Bool {
    guard rows > 0, earlier.rows > 0 else { return false }
    let cut = min(Self.cut(rows), Self.cut(earlier.rows))
    let (own, before) = (table(below: cut), earlier.table(below: cut))
    let share = Double(cut) / Double(UInt64.max)
    let same = Double(own.reduce(0) { $0 + min($1.value, before[$1.key] ?? 0) }) / share
    let larger = Double(max(rows, earlier.rows))
    if same >= larger / 2, larger - same < Double(threshold) { return true }
    let single = before.filter { $0.value == 1 }
    guard Double(single.count) / share >= 0.8 * Double(earlier.rows) else { return false }
    return Double(single.keys.count { own[$0] != nil }) / share >= larger / 2
  }
}
