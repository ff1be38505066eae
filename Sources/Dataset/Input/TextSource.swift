import Problems

/// The file as UTF-8 text, in order: unpacked when it is gzip, its byte order mark taken off, other encodings translated.
///
/// UTF-8 itself passes through unchecked: whoever cuts it into cells checks it, with a row and a column to name.
///
/// Unchecked, because its state belongs to one caller at a time: the reader before any thread starts, then whoever holds `PieceSupply`.
final class TextSource: @unchecked Sendable {
  let input: InputFile
  let encoding: Source.Encoding
  let isCompressed: Bool
  /// Bytes taken off at the start: what an offset into the text lacks to be one into the (unpacked) file.
  let markLength: Int
  /// Of the file as it lies on disk.
  private(set) var bytesRead = 0

  private let gunzip: Gunzip?
  private let bigEndian: Bool
  private let onBytes: ((UnsafeRawBufferPointer) -> Void)?
  private var bytesShown = 0
  private var raw: [UInt8] = []
  private var rawCount = 0
  private var pushedBack: ArraySlice<UInt8> = []

  init(
    _ input: InputFile, encoding wanted: Source.Encoding, onBytes: ((UnsafeRawBufferPointer) -> Void)?
  ) throws(Problem) {
    self.input = input
    self.onBytes = onBytes
    var magic: [UInt8] = [0, 0, 0, 0]
    _ = try Self.fill(&magic) { target throws(Problem) in try input.read(at: 0, into: target) }
    isCompressed = magic.starts(with: [0x1F, 0x8B])
    gunzip = isCompressed ? Gunzip() : nil
    if let gunzip {
      var offset = 0
      magic = [0, 0, 0, 0]
      _ = try Self.fill(&magic) { target throws(Problem) in
        try gunzip.read(into: target, file: input.name) { more throws(Problem) in
          let count = try input.read(at: offset, into: more)
          offset += count
          return count
        }
      }
      if magic == [0x50, 0x4B, 0x03, 0x04] || magic.starts(with: Array("$FL".utf8)) {
        throw Problem(
          "a workbook or SPSS file is packed in this .gz file", at: input.name, remedy: "unpack it first: gunzip")
      }
    }
    switch (magic[0], magic[1], magic[2]) {
    case (0xFF, 0xFE, _): (encoding, bigEndian, markLength) = (.utf16, false, 2)
    case (0xFE, 0xFF, _): (encoding, bigEndian, markLength) = (.utf16, true, 2)
    case (0xEF, 0xBB, 0xBF): (encoding, bigEndian, markLength) = (.utf8, false, 3)
    default: (encoding, bigEndian, markLength) = (wanted, false, 0)
    }
    if encoding == .utf16, markLength == 0 {
      throw Problem(
        "the file has no UTF-16 mark at its start", at: input.name,
        remedy: "save it as CSV (UTF-8), or leave --encoding out")
    }
    try rewind()
  }

  /// Starts again after the byte order mark. Bytes already shown to `onBytes` are not shown twice.
  func rewind() throws(Problem) {
    bytesRead = 0
    rawCount = 0
    pushedBack = []
    gunzip?.reset()
    var mark = [UInt8](repeating: 0, count: markLength)
    _ = try Self.fill(&mark) { target throws(Problem) in try readBinary(into: target) }
  }

  /// Passes over text at the start.
  func skip(_ count: Int) throws(Problem) {
    var left = count
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while left > 0 {
      let read = try read(into: &block, at: 0..<block.count)
      guard read > 0 else { return }
      if read > left { pushBack(block[left..<read]) }
      left -= read
    }
  }

  /// Gives text back, to be read again first.
  func pushBack(_ text: ArraySlice<UInt8>) {
    pushedBack = text + pushedBack
  }

  /// Up to `range.count` bytes of UTF-8 (at least 24, or translated text may not fit); 0 at the end.
  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(Problem) -> Int {
    try Self.fill(&buffer) { target throws(Problem) in
      try read(into: UnsafeMutableRawBufferPointer(rebasing: target[range]))
    }
  }

  private func read(into target: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    if !pushedBack.isEmpty {
      let count = min(target.count, pushedBack.count)
      target.copyBytes(from: pushedBack.prefix(count))
      pushedBack = pushedBack.dropFirst(count)
      return count
    }
    switch encoding {
    case .utf8: return try readBinary(into: target)
    case .latin1: return try translate(into: target, unit: 1, growth: 3)
    case .utf16: return try translate(into: target, unit: 2, growth: 2)
    }
  }

  /// Reads raw bytes that surely fit once translated; what is left over (half a character) waits in `raw`.
  private func translate(
    into target: UnsafeMutableRawBufferPointer, unit: Int, growth: Int
  ) throws(Problem) -> Int {
    let room = max(8, target.count / growth) / 2 * 2
    guard target.count >= 8 * growth else { return 0 }
    if raw.count < room + 4 { raw = raw[..<rawCount] + [UInt8](repeating: 0, count: room + 4 - rawCount) }
    while true {
      let before = rawCount
      var added = 0
      do {
        var spare = Array(raw[before..<room])
        added = try Self.fill(&spare) { target throws(Problem) in try readBinary(into: target) }
        raw.replaceSubrange(before..<room, with: spare)
      }
      rawCount += added
      if rawCount == 0 { return 0 }
      if unit == 1 {
        let count = windows1252(raw[..<rawCount], into: target)
        rawCount = 0
        return count
      }
      let (read, written) = utf16(raw[..<rawCount], bigEndian: bigEndian, into: target)
      guard let read, read > 0 || added > 0 else {
        throw Problem(
          "the UTF-16 text is damaged near byte \(bytesRead - rawCount)", at: input.name,
          remedy: "save the file as CSV (UTF-8) again")
      }
      raw.replaceSubrange(0..<(rawCount - read), with: raw[read..<rawCount])
      rawCount -= read
      if written > 0 { return written }
    }
  }

  private func readBinary(into target: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    guard let gunzip else { return try readRaw(into: target) }
    return try gunzip.read(into: target, file: input.name) { more throws(Problem) in try readRaw(into: more) }
  }

  private func readRaw(into target: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    let count = try input.read(at: bytesRead, into: target)
    let end = bytesRead + count
    if let onBytes, end > bytesShown {
      onBytes(UnsafeRawBufferPointer(rebasing: target[(bytesShown - bytesRead)..<count]))
      bytesShown = end
    }
    bytesRead = end
    return count
  }

  private static func fill(
    _ buffer: inout [UInt8], from read: (UnsafeMutableRawBufferPointer) throws(Problem) -> Int
  ) throws(Problem) -> Int {
    // `withUnsafeMutableBytes` knows only untyped errors.
    let result = buffer.withUnsafeMutableBytes { target in
      Result { () throws(Problem) in try read(target) }
    }
    return try result.get()
  }
}
