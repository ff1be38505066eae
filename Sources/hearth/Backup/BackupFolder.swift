import Crypto
import Foundation
import Platform
import Problems

/// One database's backup: a folder with the copy and its SHA-256, in the form that `sha256sum -c` reads.
struct BackupFolder {
  let part: BackupPart
  let folder: URL

  private static let sums = "SHA256SUMS"

  init(_ part: BackupPart, in parent: String) {
    self.part = part
    folder = URL(fileURLWithPath: parent, isDirectory: true).appendingPathComponent(part.rawValue)
  }

  struct Content: Encodable {
    let part: BackupPart
    let file: String
    let bytes: Int
    let sha256: String
  }

  /// Writes a backup that appears complete or not at all.
  /// - Parameter write: makes the copy at a path.
  func create(file: String, write: (_ path: String) async throws -> Void) async throws -> Content {
    let manager = FileManager.default
    guard !manager.fileExists(atPath: folder.path) else {
      throw Problem("there is a backup already", at: folder.path, remedy: "name a new folder with --out")
    }
    let partial = folder.deletingLastPathComponent().appendingPathComponent(".\(part.rawValue).partial-\(getpid())")
    do {
      try manager.createDirectory(
        at: partial, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let copy = partial.appendingPathComponent(file)
      try await write(copy.path)
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy.path)
      let content = try content(of: copy)
      let sums = partial.appendingPathComponent(Self.sums)
      try Data(line(content).utf8).write(to: sums)
      for path in [copy.path, sums.path, partial.path] { try sync(path) }
      try manager.moveItem(at: partial, to: folder)
      try sync(folder.deletingLastPathComponent().path)
      return content
    } catch let error as CocoaError {
      try? manager.removeItem(at: partial)
      throw Problem(
        "the backup cannot be written (\(error.localizedDescription))", at: folder.path,
        remedy: "check that the disk has room and that you may write there")
    } catch {
      try? manager.removeItem(at: partial)
      throw error
    }
  }

  /// The copy, when every byte of the backup is as it was written.
  func verified() throws -> (copy: URL, content: Content) {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let copies = (names ?? []).filter { $0 != Self.sums }
    guard let names, names.contains(Self.sums), let name = copies.first, copies.count == 1,
      ["\(part.rawValue).sqlite", "\(part.rawValue).dump"].contains(name)
    else {
      throw Problem(
        "there is no whole backup of the \(part.rawValue) here", at: folder.path,
        remedy: "name the folder that `hearth backup --out` wrote")
    }
    let copy = folder.appendingPathComponent(name)
    let content = try content(of: copy)
    let sums = try Data(contentsOf: folder.appendingPathComponent(Self.sums))
    guard sums == Data(line(content).utf8) else {
      throw Problem(
        "the backup has changed since it was made: its SHA-256 does not fit", at: copy.path,
        remedy: "use another backup; this one or the medium under it is damaged")
    }
    return (copy, content)
  }

  private func line(_ content: Content) -> String { "\(content.sha256)  \(content.file)\n" }

  private func content(of file: URL) throws -> Content {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var hash = SHA256()
    var bytes = 0
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      hash.update(data: part)
      bytes += part.count
    }
    return Content(part: part, file: file.lastPathComponent, bytes: bytes, sha256: hexadecimal(hash.finalize()))
  }

  private func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteOutOfSpace) }
  }
}
