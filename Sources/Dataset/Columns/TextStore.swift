/// Many texts in one byte buffer: row `i` is the bytes from `offsets[i]` up to `offsets[i + 1]`, always valid UTF-8.
package struct TextStore: Sendable, Hashable {
  package private(set) var bytes: [UInt8]
  /// One more than there are rows; the first is 0.
  package private(set) var offsets: [Int]

  package init() {
    bytes = []
    offsets = [0]
  }

  package init(_ texts: some Sequence<String>) {
    self.init()
    for text in texts { append(text.utf8) }
  }

  package var count: Int { offsets.count - 1 }

  package subscript(row: Int) -> String {
    String(decoding: bytes[offsets[row]..<offsets[row + 1]], as: UTF8.self)
  }

  package func bytes(ofRow row: Int) -> ArraySlice<UInt8> {
    bytes[offsets[row]..<offsets[row + 1]]
  }

  mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }
}
