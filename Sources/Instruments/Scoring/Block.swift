/// Units that rise or fall by one with each byte: units = byte − start, or end − byte, and no byte outside.
struct StraightLine: Sendable {
  let origin: UInt8
  let falls: Bool
  let most: UInt8

  /// Nil if the units are not such a line, or some code does not fit in a byte.
  init?(_ units: [Int: Int], offset: Int) {
    guard let low = units.keys.min(), let high = units.keys.max(), high - low < 256, units.count == high - low + 1,
      0...255 ~= low - offset, 0...255 ~= high - offset
    else { return nil }
    if units.allSatisfy({ $0.value == $0.key - low }) {
      (origin, falls) = (UInt8(low - offset), false)
    } else if units.allSatisfy({ $0.value == high - $0.key }) {
      (origin, falls) = (UInt8(high - offset), true)
    } else {
      return nil
    }
    most = UInt8(high - low)
  }

  /// More than `most` where the byte is no response code.
  @inline(__always)
  func units(_ byte: UInt8) -> UInt8 { falls ? origin &- byte : byte &- origin }
}

/// Up to 64 rows of one item, as many as a word of the validity holds.
struct Block {
  let codes: UnsafeBufferPointer<UInt8>
  let start: Int
  let count: Int
  let answered: UInt64
  let unanswered: UInt64

  @inline(__always)
  func add(
    _ line: StraightLine, to sums: UnsafeMutableBufferPointer<UInt16>, missing: UnsafeMutableBufferPointer<UInt8>,
    strange: inout OutOfRange
  ) {
    // Two copies of the loop, each free of branches, so that the compiler uses vector instructions.
    var outside: UInt8 = 0
    let most = line.most
    if line.falls {
      for row in start..<(start + count) {
        let units = line.origin &- codes[row]
        sums[row] &+= UInt16(units)
        outside &+= units > most ? 1 : 0
      }
    } else {
      for row in start..<(start + count) {
        let units = codes[row] &- line.origin
        sums[row] &+= UInt16(units)
        outside &+= units > most ? 1 : 0
      }
    }
    guard unanswered != 0 || outside != 0 else { return }
    var gaps = unanswered
    while gaps != 0 {
      let row = start + gaps.trailingZeroBitCount
      gaps &= gaps - 1
      let units = line.units(codes[row])
      if units > most { outside &-= 1 }
      sums[row] &-= UInt16(units)
      missing[row] &+= 1
    }
    guard outside != 0 else { return }
    var rest = answered
    while rest != 0 {
      let row = start + rest.trailingZeroBitCount
      rest &= rest - 1
      let units = line.units(codes[row])
      guard units > most else { continue }
      sums[row] &-= UInt16(units)
      missing[row] &+= 1
      strange.note(row: row)
    }
  }

  @inline(__always)
  func add(
    _ lookup: [UInt16], to sums: UnsafeMutableBufferPointer<UInt16>, missing: UnsafeMutableBufferPointer<UInt8>,
    strange: inout OutOfRange
  ) {
    for row in start..<(start + count) {
      let units = lookup[Int(codes[row])]
      let isAnswered = answered >> UInt64(row - start) & 1 == 1
      if isAnswered, units != .max {
        sums[row] &+= units
      } else {
        missing[row] &+= 1
        if isAnswered { strange.note(row: row) }
      }
    }
  }
}
