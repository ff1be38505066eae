import Problems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file on its way: it lies beside its place, readable by its owner only, until it is whole.
final class NewFile {
  /// Where it lies meanwhile, for libraries that write by name.
  let partialPath: String
  private let path: String
  private let descriptor: Int32
  private var isPlaced = false

  /// Writes a file that was not there before.
  /// - Throws: `Problem` when the name is taken or the disk refuses, and what `fill` throws; then nothing is left behind.
  static func write(_ path: String, fill: (NewFile) throws(Problem) -> Void) throws(Problem) {
    let file = try NewFile(path)
    try fill(file)
    try file.place()
  }

  private init(_ path: String) throws(Problem) {
    self.path = path
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let mark = UInt64.random(in: .min ... .max)
    partialPath = path[..<slash] + "." + path[slash...].prefix(100) + ".partial-" + String(mark, radix: 36)
    descriptor = open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.refused(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if descriptor >= 0, !isPlaced { unlink(partialPath) }
  }

  func append(_ bytes: [UInt8]) throws(Problem) {
    let isWhole = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = systemWrite(descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
    guard isWhole else { throw Self.refused(path) }
  }

  private func place() throws(Problem) {
    guard fsync(descriptor) == 0 else { throw Self.refused(path) }
    // A link never takes the place of another file; where there are no links, a look must do.
    if link(partialPath, path) == 0 {
      isPlaced = true
      unlink(partialPath)
      return
    }
    guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS, access(path, F_OK) != 0 else {
      throw Self.refused(path)
    }
    guard rename(partialPath, path) == 0 else { throw Self.refused(path) }
    isPlaced = true
  }

  static func refused(_ path: String) -> Problem {
    guard errno != EEXIST else {
      return Problem(
        "there is a file of this name, and nothing is written over", at: path, remedy: "name another, or move it away")
    }
    return Problem(
      "the file could not be written: \(String(cString: strerror(errno)).lowercased())", at: path,
      remedy: "check that the disk has room and that you may write there")
  }
}

/// `write(2)`, which the method of the same name would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
