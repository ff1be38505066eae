/// What a text says about how to read it, eight bytes at a time: SIMD types are not used because their generic comparisons are a
/// hundred times slower, while these loops become vector instructions.
struct ByteSurvey {
  private(set) var newlines = 0
  private(set) var hasZero = false
  private(set) var hasHighBits = false

  init(_ text: UnsafeBufferPointer<UInt8>, newline: UInt8) {
    var all: UInt64 = 0
    var zeros: UInt64 = 0
    newlines = sumOverWords(text, newline) { word in
      all |= word
      zeros |= lanes(of: 0, in: word)
    }
    hasHighBits = all & 0x8080_8080_8080_8080 != 0
    hasZero = zeros != 0
  }

  /// How often a byte occurs.
  static func count(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>) -> Int {
    sumOverWords(text, byte) { _ in }
  }
}

/// Counts a byte and shows every word to `look`; the last word is filled up with a byte that says nothing.
@inline(__always)
private func sumOverWords(_ text: UnsafeBufferPointer<UInt8>, _ byte: UInt8, _ look: (UInt64) -> Void) -> Int {
  guard let start = text.baseAddress else { return 0 }
  let raw = UnsafeRawPointer(start)
  var total = 0
  var i = 0
  while i + 8 <= text.count {
    // Sums of eight byte-wide lanes hold 255 rounds.
    var sums: UInt64 = 0
    let end = i + min(255, (text.count - i) / 8) * 8
    while i < end {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      sums &+= lanes(of: byte, in: word)
      look(word)
      i += 8
    }
    let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ (sums >> 8 & 0x00FF_00FF_00FF_00FF)
    total += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
  while i < text.count {
    total += text[i] == byte ? 1 : 0
    look(UInt64(text[i]) | 0x2020_2020_2020_2000)
    i += 1
  }
  return total
}

/// 1 in each of the eight lanes that holds the byte, 0 in the others; exact, no carry between lanes.
@inline(__always)
private func lanes(of byte: UInt8, in word: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
  return ~(((difference & low) &+ low) | difference | low) >> 7
}
