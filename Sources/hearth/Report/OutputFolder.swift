import Foundation
import Problems

/// Writes a folder that appears complete or not at all.
enum OutputFolder {
  /// - Parameters:
  ///   - files: paths relative to the folder, and their bytes.
  ///   - ours: the files of an existing folder that may be replaced, as paths in it; nil when it is not one of ours.
  ///   - commit: done when every file is written and before the folder takes its place; if it throws, nothing is left behind.
  /// - Throws: `Problem` when the folder holds something else, or the disk refuses; what `commit` throws.
  static func write(
    _ files: [(path: String, bytes: Data)], to folder: URL, replacing ours: (URL) -> Set<String>?,
    commit: () throws -> Void
  ) throws {
    let manager = FileManager.default
    let parent = folder.deletingLastPathComponent()
    var isFolder: ObjCBool = false
    if let file = firstFile(above: folder) {
      throw Problem(
        "“\(file.lastPathComponent)” is a file, so no folder can lie in it", at: folder.path,
        remedy: "name another folder with --out")
    }
    if manager.fileExists(atPath: folder.path, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw Problem("there is a file of this name", at: folder.path, remedy: "name another folder with --out")
      }
      let known = ours(folder) ?? []
      let strangers = self.files(in: folder).filter { !known.contains($0) }
      if let first = strangers.first {
        let more = strangers.count > 1 ? " and \(strangers.count - 1) more" : ""
        throw Problem(
          "the folder holds files that Hearth did not write: \(first)\(more)", at: folder.path,
          remedy: "move them away, or name a new folder with --out")
      }
    }
    let partial = parent.appendingPathComponent(".\(folder.lastPathComponent).partial-\(getpid())")
    do {
      try manager.createDirectory(at: partial, withIntermediateDirectories: true)
      for (path, bytes) in files {
        let target = partial.appendingPathComponent(path)
        try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try write(bytes, to: target.path)
      }
      try commit()
      if isFolder.boolValue {
        let old = parent.appendingPathComponent(".\(folder.lastPathComponent).replaced-\(getpid())")
        try manager.moveItem(at: folder, to: old)
        try manager.moveItem(at: partial, to: folder)
        try manager.removeItem(at: old)
      } else {
        try manager.moveItem(at: partial, to: folder)
      }
    } catch let problem as Problem {
      try? manager.removeItem(at: partial)
      throw problem
    } catch {
      try? manager.removeItem(at: partial)
      throw Problem(
        "the folder could not be written: \(systemReason(error))", at: folder.path,
        remedy: "check that the disk has room and that you may write there")
    }
  }

  /// Writes one file without waiting for the disk: a hundred of them would wait a hundred times, and the manifest's hashes show
  /// whether all arrived.
  private static func write(_ bytes: Data, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    defer { close(file) }
    try bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Foundation.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        written += count
      }
    }
  }

  /// The nearest thing above a place that is there, when that is no folder.
  private static func firstFile(above place: URL) -> URL? {
    var above = place.deletingLastPathComponent()
    var isFolder: ObjCBool = false
    while !FileManager.default.fileExists(atPath: above.path, isDirectory: &isFolder) {
      let next = above.deletingLastPathComponent()
      guard next.path != above.path else { return nil }
      above = next
    }
    return isFolder.boolValue ? nil : above
  }

  /// Paths of all files below a folder, relative to it.
  static func files(in folder: URL) -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { path in
      (try? folder.appendingPathComponent(path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory != true
    }.sorted()
  }
}
