import CZip
import Problems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A packed file in memory and the parts in it.
final class Archive {
  let file: String
  private let functions: CZipFunctions
  private let archive: OpaquePointer
  private let memory: UnsafeMutableRawPointer
  private let mostPartBytes: UInt64

  /// A part larger than this is not unpacked, nor one that shrank to less than a two-hundredth where it is large: sheets pack to a
  /// fiftieth at most.
  static let mostPartBytes = UInt64(1) << 30
  static let suspiciousBytes = UInt64(1) << 26
  static let mostRatio = UInt64(200)

  /// - Throws: `Problem` for a file that is cut off or damaged.
  init(_ bytes: [UInt8], file: String, mostPartBytes: UInt64 = Archive.mostPartBytes) throws(Problem) {
    let functions = try SharedLibrary.zip()
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    memory.copyMemory(from: bytes, byteCount: bytes.count)
    var error = zip_error_t()
    functions.zip_error_init(&error)
    defer { functions.zip_error_fini(&error) }
    guard let source = functions.zip_source_buffer_create(memory, zip_uint64_t(bytes.count), 0, &error) else {
      memory.deallocate()
      throw Self.damaged(file, words(functions.zip_error_strerror(&error)))
    }
    guard let archive = functions.zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      functions.zip_source_free(source)
      memory.deallocate()
      throw Self.damaged(file, words(functions.zip_error_strerror(&error)))
    }
    self.file = file
    self.mostPartBytes = mostPartBytes
    self.functions = functions
    self.memory = memory
    self.archive = archive
  }

  deinit {
    functions.zip_discard(archive)
    memory.deallocate()
  }

  func holds(_ part: String) -> Bool { functions.zip_name_locate(archive, part, 0) >= 0 }

  /// Unpacks a part, piece by piece, and checks its checksum at the end.
  /// - Throws: `Problem` for a part that is missing, locked, damaged or unpacks to far too much.
  func unpack(_ part: String, piece: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Void) throws(Problem) {
    let index = functions.zip_name_locate(archive, part, zip_flags_t(ZIP_FL_NOCASE))
    var status = zip_stat_t()
    guard index >= 0, functions.zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else {
      throw Problem("the workbook lacks its part \(part)", at: file, remedy: "save it again, or save it as CSV")
    }
    guard status.encryption_method == ZIP_EM_NONE else {
      throw Problem(
        "the workbook is locked with a password", at: file, remedy: "save it without a password and give that file")
    }
    let ratio = status.size / max(status.comp_size, 1)
    guard status.size <= mostPartBytes, status.size <= Self.suspiciousBytes || ratio <= Self.mostRatio else {
      throw bomb(part)
    }
    guard let opened = functions.zip_fopen_index(archive, zip_uint64_t(index), 0) else {
      throw Self.damaged(file, part)
    }
    defer { _ = functions.zip_fclose(opened) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var total: UInt64 = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { functions.zip_fread(opened, $0.baseAddress, zip_uint64_t($0.count)) }
      guard count >= 0 else {
        let reason = words(functions.zip_error_strerror(functions.zip_file_get_error(opened)))
        throw Self.damaged(file, "\(part): \(reason)")
      }
      if count == 0 { return }
      total += UInt64(count)
      // The size that the archive states need not be true.
      guard total <= max(status.size, 1) else { throw bomb(part) }
      try buffer.withUnsafeBufferPointer { bytes throws(Problem) in
        try piece(UnsafeBufferPointer(rebasing: bytes[..<Int(count)]))
      }
    }
  }

  private func bomb(_ part: String) -> Problem {
    Problem(
      "the part \(part) unpacks to more than a sheet of answers holds", at: file,
      remedy: "if the file is what it seems to be, save it as CSV and give that file")
  }

  private static func damaged(_ file: String, _ reason: String) -> Problem {
    Problem(
      "the file is damaged or not complete (\(reason))", at: file,
      remedy: "copy or download it again, or save it as CSV")
  }
}
