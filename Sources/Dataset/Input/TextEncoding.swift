/// Where a byte sequence first stops being UTF-8, or `nil` when all of it is (Unicode 15, table 3-7).
func firstInvalidUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
  var i = 0
  let count = text.count
  func continues(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    index < count && range.contains(text[index])
  }
  while i < count {
    let byte = text[i]
    switch byte {
    case 0..<0x80:
      i += 1
    case 0xC2...0xDF:
      guard continues(i + 1) else { return i }
      i += 2
    case 0xE0...0xEF:
      let second: ClosedRange<UInt8> = byte == 0xE0 ? 0xA0...0xBF : byte == 0xED ? 0x80...0x9F : 0x80...0xBF
      guard continues(i + 1, second), continues(i + 2) else { return i }
      i += 3
    case 0xF0...0xF4:
      let second: ClosedRange<UInt8> = byte == 0xF0 ? 0x90...0xBF : byte == 0xF4 ? 0x80...0x8F : 0x80...0xBF
      guard continues(i + 1, second), continues(i + 2), continues(i + 3) else { return i }
      i += 4
    default:
      return i
    }
  }
  return nil
}

/// Windows-1252 (WHATWG table) as UTF-8. `target` must hold three bytes for each one read.
func windows1252(_ bytes: ArraySlice<UInt8>, into target: UnsafeMutableRawBufferPointer) -> Int {
  var written = 0
  for byte in bytes {
    if byte < 0x80 {
      target[written] = byte
      written += 1
    } else {
      for unit in UTF8.encode(windows1252Scalar(byte)) ?? UTF8.encodedReplacementCharacter {
        target[written] = unit
        written += 1
      }
    }
  }
  return written
}

/// Bytes read as Windows-1252: how a message shows what stands in a file that is not UTF-8.
func windows1252Text(_ bytes: some Sequence<UInt8>) -> String {
  var scalars = String.UnicodeScalarView()
  for byte in bytes { scalars.append(windows1252Scalar(byte)) }
  return String(scalars)
}

private func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
  guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
  return Unicode.Scalar(upperHalf[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
}

private let upperHalf: [UInt16] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
  0x8F,
  0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E,
  0x0178,
]

/// UTF-16 as UTF-8: how many bytes were read and written; `read` is `nil` at a lone surrogate. Half a character at the end is left.
/// `target` must hold two bytes for each one read.
func utf16(
  _ bytes: ArraySlice<UInt8>, bigEndian: Bool, into target: UnsafeMutableRawBufferPointer
) -> (read: Int?, written: Int) {
  var read = 0
  var written = 0
  func unit(_ at: Int) -> UInt32 {
    let (first, second) = (UInt32(bytes[bytes.startIndex + at]), UInt32(bytes[bytes.startIndex + at + 1]))
    return bigEndian ? first << 8 | second : second << 8 | first
  }
  while read + 2 <= bytes.count {
    var value = unit(read)
    var length = 2
    if (0xD800..<0xDC00).contains(value) {
      guard read + 4 <= bytes.count else { break }
      let low = unit(read + 2)
      guard (0xDC00..<0xE000).contains(low) else { return (nil, written) }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      length = 4
    }
    guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { return (nil, written) }
    for byte in encoded {
      target[written] = byte
      written += 1
    }
    read += length
  }
  return (read, written)
}
