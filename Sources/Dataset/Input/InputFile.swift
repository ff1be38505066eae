import Problems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes to read: a file, or bytes in memory. Reading at an offset leaves no state behind, so that a second pass is possible.
///
/// A file is read with `pread` and never mapped: a file that shrinks meanwhile is then an error to report, not a fault.
final class InputFile: Sendable {
  let name: String
  let byteCount: Int
  private let contents: Contents

  private enum Contents: Sendable {
    case file(descriptor: Int32)
    case memory([UInt8])
  }

  init(bytes: [UInt8], name: String) {
    self.name = name
    byteCount = bytes.count
    contents = .memory(bytes)
  }

  init(path: String) throws(Problem) {
    name = path.split(separator: "/").last.map(String.init) ?? path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(
        "the file cannot be opened (\(String(cString: strerror(errno))))", at: path,
        remedy: "check the name and that you may read it")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw Problem("this is a folder, not a file", at: path, remedy: "name the data file in it")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      // A pipe can be read once only, and reading may take two passes.
      let bytes = Self.drain(descriptor)
      close(descriptor)
      byteCount = bytes.count
      contents = .memory(bytes)
      return
    }
    byteCount = Int(status.st_size)
    contents = .file(descriptor: descriptor)
  }

  deinit {
    if case .file(let descriptor) = contents { close(descriptor) }
  }

  /// Fills `target` from `offset` on; fewer bytes than asked for only at the end.
  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    switch contents {
    case .memory(let bytes):
      let count = min(target.count, max(0, bytes.count - offset))
      bytes.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[offset..<(offset + count)])) }
      return count
    case .file(let descriptor):
      var filled = 0
      while filled < target.count {
        guard let start = target.baseAddress else { break }
        let count = pread(descriptor, start + filled, target.count - filled, off_t(offset + filled))
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else {
          throw Problem(
            "reading stopped after \(offset + filled) bytes (\(String(cString: strerror(errno))))", at: name,
            remedy: "copy the file to a local disk and try again")
        }
        if count == 0 { break }
        filled += count
      }
      return filled
    }
  }

  /// Whether the file still has the size it had when it was opened.
  var hasChanged: Bool {
    guard case .file(let descriptor) = contents else { return false }
    var status = stat()
    return fstat(descriptor, &status) != 0 || Int(status.st_size) != byteCount
  }

  private static func drain(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}

/// `read(2)`, which the method of the same name would hide.
private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, count) }
}
