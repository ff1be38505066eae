/// The distinct texts met so far, numbered in order of first appearance: open addressing over the bytes, no `String` a cell.
struct LevelTable: Sendable {
  private(set) var count = 0
  private var entries: [Entry] = []
  /// Entry number + 1; 0 is free. A power of two, at most half full.
  private var slots: [UInt32]
  private var arena: [UInt8] = []

  private struct Entry {
    var hash: UInt64
    var start: Int
    var length: Int
  }

  init() { slots = [UInt32](repeating: 0, count: 16) }

  /// The number of a text, a new one if need be. Eight bytes from `start` must be readable whatever the length.
  mutating func code(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    let hash = Self.hash(start, length)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      // Up to 7 bytes the hash is one-to-one in bytes and length.
      if entry.hash == hash, entry.length == length, length < 8 || matches(entry, start) { return slots[slot] - 1 }
      slot = (slot + 1) & mask
    }
    entries.append(Entry(hash: hash, start: arena.count, length: length))
    arena.append(contentsOf: UnsafeBufferPointer(start: start, count: length))
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { rehash() }
    return UInt32(count - 1)
  }

  mutating func code(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    // Eight spare bytes for the wide load.
    let padded = Array(bytes) + [0, 0, 0, 0, 0, 0, 0, 0]
    return padded.withUnsafeBufferPointer { code($0.baseAddress.unsafelyUnwrapped, bytes.count) }
  }

  subscript(code: Int) -> ArraySlice<UInt8> {
    let entry = entries[code]
    return arena[entry.start..<(entry.start + entry.length)]
  }

  var strings: [String] { (0..<count).map { String(decoding: self[$0], as: UTF8.self) } }

  /// Bytes of all distinct texts together.
  var byteCount: Int { arena.count }
  var longest: Int { entries.reduce(0) { max($0, $1.length) } }

  private func matches(_ entry: Entry, _ start: UnsafePointer<UInt8>) -> Bool {
    arena.withUnsafeBufferPointer { arena in
      for i in 0..<entry.length where arena[entry.start + i] != start[i] { return false }
      return true
    }
  }

  private mutating func rehash() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  private static func hash(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(start)
    if length < 8 {
      let word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & ((1 << UInt64(length * 8)) - 1)
      return (word | UInt64(length) << 56) &* 0x9E37_79B9_7F4A_7C15
    }
    var hash = UInt64(length) &* 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i < length {
      // The last word overlaps the one before, so that no byte past the text counts.
      let at = min(i, length - 8)
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      i += 8
    }
    return hash
  }
}
