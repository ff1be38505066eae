/// What each item of a scale shares with the scale's total, over people who answered every item: k sums instead of k × k.
///
/// Made from counts of (item answer, total) pairs; exact as long as the answers are whole codes and sums stay below 2⁵³.
public struct ItemTotals: Sendable, Equatable {
  /// n people.
  public let count: Int
  /// Σxᵢ, one an item.
  public let sums: [Double]
  /// Σxᵢ².
  public let squares: [Double]
  /// Σxᵢ·t, t the sum of all items.
  public let withTotal: [Double]

  public init(count: Int, sums: [Double], squares: [Double], withTotal: [Double]) {
    self.count = count
    self.sums = sums
    self.squares = squares
    self.withTotal = withTotal
  }
}
