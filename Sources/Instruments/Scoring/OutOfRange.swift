public import Problems

/// Answers that are none of the response codes: counted, listed, and treated as missing.
public struct OutOfRange: Sendable, Hashable, Encodable {
  public internal(set) var count = 0
  /// The first rows concerned, 0-based, ascending.
  public internal(set) var firstRows: [Int] = []

  public init() {}

  /// How many rows are listed.
  public static let listed = 20

  /// Offsets beyond any response code would only overflow.
  static let mostOffset = 100_000

  static func offsetProblem(_ offset: Int) -> Problem {
    Problem(
      "an offset of \(offset) is beyond any response code", remedy: "give what to add to a byte to get the answer")
  }

  mutating func note(row: Int) {
    count += 1
    if firstRows.count < Self.listed { firstRows.append(row) }
  }
}

extension Instrument {
  /// Counts the answers to one item that are none of its response codes.
  ///
  /// - Parameters:
  ///   - codes: one a row; the answer is the byte plus `offset`.
  ///   - validity: bit i of word i / 64 is set where row i is answered; nil if all are.
  /// - Throws: a `Problem` for an item the instrument does not have, or too short a validity.
  public func outOfRange(
    item: Int, codes: Span<UInt8>, offset: Int = 0, validity: Span<UInt64>? = nil
  ) throws(Problem) -> OutOfRange {
    guard let set = responses(to: item) else {
      throw Problem("\(name) has no item \(item)", remedy: "its items are numbered 1 to \(itemCount)")
    }
    guard abs(offset) <= OutOfRange.mostOffset else { throw OutOfRange.offsetProblem(offset) }
    let allowed = Set(set.codes)
    let isCode = (0...255).map { allowed.contains($0 + offset) }
    if let validity, validity.count < (codes.count + 63) / 64 {
      throw Problem("item \(item): the list of answered rows is too short", remedy: "give one bit a row")
    }
    var found = OutOfRange()
    for row in codes.indices where !isCode[Int(codes[row])] {
      if let validity, validity[row / 64] >> UInt64(row % 64) & 1 == 0 { continue }
      found.note(row: row)
    }
    return found
  }
}
