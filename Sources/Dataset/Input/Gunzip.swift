import CZlib
import Problems

/// Decompresses a gzip stream piece by piece, several members in a row too.
final class Gunzip {
  private var stream = z_stream()
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isOpen = false
  /// Between two members: the end of the file is then a proper end.
  private var atMemberEnd = true

  init() {
    input = .allocate(capacity: 1 << 18)
    reset()
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  /// Starts again from the first byte.
  func reset() {
    if isOpen { inflateEnd(&stream) }
    stream = z_stream()
    // 15 + 16: the largest window, gzip wrapper only.
    isOpen = inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    atMemberEnd = true
  }

  /// Fills `target` with decompressed bytes; 0 at the end. `refill` fetches compressed bytes and returns how many there were.
  func read(
    into target: UnsafeMutableRawBufferPointer, file: String,
    refill: (UnsafeMutableRawBufferPointer) throws(Problem) -> Int
  ) throws(Problem) -> Int {
    guard isOpen, !target.isEmpty else { return 0 }
    stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(min(target.count, Int(UInt32.max)))
    let room = Int(stream.avail_out)
    while stream.avail_out > 0 {
      if stream.avail_in == 0 {
        let count = try refill(UnsafeMutableRawBufferPointer(input))
        guard count > 0 else {
          guard atMemberEnd else {
            throw Problem(
              "the compressed data breaks off", at: file, remedy: "copy or download the file again; it is not complete")
          }
          break
        }
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(count)
      }
      if atMemberEnd, stream.next_in?.pointee == 0 {
        // Zeros after the last member are padding of tapes and disks.
        stream.next_in += 1
        stream.avail_in -= 1
        continue
      }
      atMemberEnd = false
      let status = inflate(&stream, Z_NO_FLUSH)
      if status == Z_STREAM_END {
        inflateReset(&stream)
        atMemberEnd = true
      } else if status != Z_OK, status != Z_BUF_ERROR {
        let reason = stream.msg.map { String(cString: $0) } ?? "code \(status)"
        throw Problem(
          "the compressed data is damaged (\(reason))", at: file,
          remedy: "copy or download the file again, or unpack it yourself and give the .csv")
      }
    }
    return room - Int(stream.avail_out)
  }
}
