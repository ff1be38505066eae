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
    // Everything is added first, sixteen rows at a time; what should not have been is taken out again below.
    var outside = count == 64 ? addWhole(line, to: sums) : addRows(line, to: sums)
    guard unanswered != 0 || outside != 0 else { return }
    var gaps = unanswered
    while gaps != 0 {
      let row = start + gaps.trailingZeroBitCount
      gaps &= gaps - 1
      let units = line.units(codes[row])
      if units > line.most { outside -= 1 }
      sums[row] &-= UInt16(units)
      missing[row] &+= 1
    }
    guard outside != 0 else { return }
    var rest = answered
    while rest != 0 {
      let row = start + rest.trailingZeroBitCount
      rest &= rest - 1
      let units = line.units(codes[row])
      guard units > line.most else { continue }
      sums[row] &-= UInt16(units)
      missing[row] &+= 1
      strange.note(row: row)
    }
  }

  /// Adds 64 rows; returns how many bytes are no response code.
  @inline(__always)
  private func addWhole(_ line: StraightLine, to sums: UnsafeMutableBufferPointer<UInt16>) -> Int {
    guard let source = codes.baseAddress, let target = sums.baseAddress else { return 0 }
    let bytes = UnsafeRawPointer(source + start)
    let words = UnsafeMutableRawPointer(target + start)
    let origin = SIMD16<UInt8>(repeating: line.origin)
    let most = SIMD16<UInt8>(repeating: line.most)
    var worst = SIMD16<UInt8>(repeating: 0)
    for part in 0..<4 {
      let byte = bytes.loadUnaligned(fromByteOffset: part * 16, as: SIMD16<UInt8>.self)
      let units = line.falls ? origin &- byte : byte &- origin
      worst = pointwiseMax(worst, units)
      let before = words.loadUnaligned(fromByteOffset: part * 32, as: SIMD16<UInt16>.self)
      words.storeBytes(
        of: before &+ SIMD16<UInt16>(truncatingIfNeeded: units), toByteOffset: part * 32, as: SIMD16<UInt16>.self)
    }
    guard any(worst .> most) else { return 0 }
    var outside = SIMD16<UInt8>(repeating: 0)
    for part in 0..<4 {
      let byte = bytes.loadUnaligned(fromByteOffset: part * 16, as: SIMD16<UInt8>.self)
      let units = line.falls ? origin &- byte : byte &- origin
      outside &+= SIMD16<UInt8>(repeating: 0).replacing(with: 1, where: units .> most)
    }
    return Int(outside.wrappedSum())
  }

  /// The last rows, fewer than 64.
  private func addRows(_ line: StraightLine, to sums: UnsafeMutableBufferPointer<UInt16>) -> Int {
    var outside = 0
    for row in start..<(start + count) {
      let units = line.units(codes[row])
      sums[row] &+= UInt16(units)
      if units > line.most { outside += 1 }
    }
    return outside
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
