import Problems

/// What kind of file it is, by its first bytes; the name says nothing.
enum Container {
  case text
  case workbook
  case spss

  /// - Throws: `Problem` for kinds that are known and not read, with what to do.
  init(_ file: InputFile) throws(Problem) {
    let start = try file.bytes(0..<20)
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .workbook
    } else if start.starts(with: Array("$FL2".utf8)) || start.starts(with: Array("$FL3".utf8)) {
      self = .spss
    } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      throw try Self.compoundFile(file)
    } else if start.dropFirst(8).starts(with: Array("ENCRYPTEDSAV".utf8)) {
      throw Problem(
        "this SPSS file is locked with a password", at: file.name,
        remedy: "open it in SPSS with the password, save it without one, and give that file")
    } else {
      self = .text
    }
  }

  /// The container that old office files and locked new ones share.
  private static func compoundFile(_ file: InputFile) throws(Problem) -> Problem {
    let bytes = try file.bytes(0..<min(file.byteCount, 1 << 26))
    if bytes.contains(utf16: "EncryptedPackage") {
      return Problem(
        "this workbook is locked with a password", at: file.name,
        remedy: "open it with the password, save it without one (or as CSV), and give that file")
    }
    let isWorkbook = bytes.contains(utf16: "Workbook") || bytes.contains(utf16: "Book")
    return Problem(
      isWorkbook ? "this is a workbook of the old kind (.xls)" : "this is an office file of the old kind",
      at: file.name,
      remedy: "open it and save it as .xlsx or CSV (UTF-8), and give that file")
  }
}

extension InputFile {
  /// Bytes of the file, fewer than asked for at its end.
  func bytes(_ range: Range<Int>) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    try bytes.withUnsafeMutableBufferPointer { target throws(Problem) in
      count = try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(target))
    }
    return Array(bytes[..<count])
  }

  /// The largest packed file that is read: everything in it is held in memory.
  static let mostPackedBytes = 1 << 30

  /// The whole file, shown to `onBytes` on the way.
  /// - Throws: `Problem` for a file beyond `mostPackedBytes`, one that changes meanwhile, and what `read` throws.
  func everything(_ onBytes: ((UnsafeRawBufferPointer) -> Void)?) throws(Problem) -> [UInt8] {
    guard byteCount <= Self.mostPackedBytes else {
      throw Problem(
        "the file is larger than \(Self.mostPackedBytes >> 20) MB", at: name,
        remedy: "save it as CSV and give that file")
    }
    let bytes = try bytes(0..<byteCount)
    guard bytes.count == byteCount, !hasChanged else {
      throw Problem("the file changed while it was read", at: name, remedy: "wait until it is complete and try again")
    }
    if let onBytes { bytes.withUnsafeBytes { onBytes($0) } }
    return bytes
  }
}

extension [UInt8] {
  fileprivate func contains(utf16 word: String) -> Bool {
    contains(word.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  }
}
