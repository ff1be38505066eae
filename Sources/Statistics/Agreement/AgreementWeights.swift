#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How much two different categories still agree: 1 on the diagonal, 0 for the farthest apart.
///
/// For categories with the values a and b, R the distance of the outermost two:
/// - Note: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 3; Cohen (1968), doi:10.1037/h0026256.
public enum AgreementWeights: Sendable, Equatable {
  /// Only the same category agrees.
  case identity
  /// 1 − |a − b|/R.
  case linear
  /// 1 − (a − b)²/R².
  case quadratic
  /// 1 − √(|a − b|/R).
  case radical
  /// 1 − [(a − b)/(a + b)]² over its largest value; values above 0 only.
  case ratio
  /// 1 − m(m + 1)/(q(q − 1)) for categories m places apart: only their order counts.
  case ordinal
  /// A q × q table: symmetric, from 0 to 1, 1 on the diagonal.
  case custom([[Double]])

  /// The q × q weights of categories with these values, ascending.
  func table(_ values: [Double]) throws(StatisticsError) -> [[Double]] {
    let q = values.count
    if case .custom(let table) = self { return try AgreementWeights.checked(table, q) }
    if self == .ratio, let least = values.first, least <= 0 {
      throw .outOfDomain("ratio weights need values above 0, but one is \(least)")
    }
    // Halved, so that the distance of the largest numbers does not overflow.
    let range = (values.last ?? 0) / 2 - (values.first ?? 0) / 2
    func distance(_ i: Int, _ j: Int) -> Double {
      guard i != j else { return 0 }
      let part = abs(values[i] / 2 - values[j] / 2) / range
      switch self {
      case .linear: return part
      case .quadratic: return part * part
      case .radical: return part.squareRoot()
      case .ratio: return squaredRatio(values[i], values[j]) / squaredRatio(values[0], values[q - 1])
      case .ordinal: return Double(abs(i - j) * (abs(i - j) + 1)) / Double(q * (q - 1))
      case .identity, .custom: return 1
      }
    }
    let table = (0..<q).map { i in (0..<q).map { 1 - distance(i, $0) } }
    for row in table { try checkFinite(row, "a weight of agreement") }
    return table
  }

  private static func checked(_ table: [[Double]], _ q: Int) throws(StatisticsError) -> [[Double]] {
    guard table.count == q else { throw .unequalLengths(q, table.count) }
    for row in table where row.count != q { throw .unequalLengths(q, row.count) }
    for i in 0..<q {
      for j in 0..<q where !(table[i][j] >= 0 && table[i][j] <= 1 && table[i][j] == table[j][i] && table[i][i] == 1) {
        throw .outOfDomain("weights of agreement are symmetric, from 0 to 1, and 1 on the diagonal")
      }
    }
    return table
  }
}

/// [(a − b)/(a + b)]² of positive numbers.
func squaredRatio(_ a: Double, _ b: Double) -> Double {
  let ratio = (a / 2 - b / 2) / (a / 2 + b / 2)
  return ratio * ratio
}
