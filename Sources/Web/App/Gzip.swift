import CZlib

/// Bytes as browsers take them in less room: gzip, for what holds no secret beside something that a stranger chose.
enum Gzip {
  /// Whether a browser that sent this `Accept-Encoding` takes gzip.
  static func isAccepted(_ header: String?) -> Bool {
    (header ?? "").split(separator: ",").contains { part in
      let fields = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      return fields.first == "gzip"
        && !fields.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }

  /// - Returns: nil when zlib refuses, which it does only without memory: the bytes then go as they are.
  static func compressed(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window, 16 more for gzip's own head.
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let done = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    return done == Z_STREAM_END ? Array(output.prefix(Int(stream.total_out))) : nil
  }
}
