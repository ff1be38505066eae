import Foundation
import Problems
import Store
import StorePostgres

/// A place that a backup is put into, when nothing is there yet.
struct RestoreTarget {
  private let place: DatabasePlace
  private let part: BackupPart

  init(_ place: DatabasePlace, _ part: BackupPart) {
    self.place = place
    self.part = part
  }

  func mustBeFree(for copy: URL) async throws {
    guard copy.lastPathComponent == part.file(of: place) else {
      throw Problem(
        "this is a backup of the other engine", at: copy.path,
        remedy: "SQLite files are restored with --data, dumps with --directory-url and --answers-url")
    }
    switch place {
    case .file(let path):
      for file in [path, path + "-wal", path + "-shm"] where FileManager.default.fileExists(atPath: file) {
        throw occupied(file, "move it away, or name a new folder with --data")
      }
    case .server(let url):
      let database = PostgresDatabase(url: url, connections: 1)
      let tables = try await database.read { session in
        try session.row(
          "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")?.integer(0)
      }
      try await database.close()
      guard tables == 0 else { throw occupied("PostgreSQL", "name a new, empty database") }
    }
  }

  func take(_ copy: URL) async throws {
    switch place {
    case .server(let url): try await PostgresTools(url: url).restore(copy.path)
    case .file(let path):
      let target = URL(fileURLWithPath: path)
      let partial = target.deletingLastPathComponent().appendingPathComponent(".\(part.rawValue).restored-\(getpid())")
      defer { try? FileManager.default.removeItem(at: partial) }
      do {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        try FileManager.default.copyItem(at: copy, to: partial)
        let file = try FileHandle(forUpdating: partial)
        try file.synchronize()
        try file.close()
      } catch {
        throw Problem(
          "the backup cannot be copied (\(error.localizedDescription))", at: path,
          remedy: "check that the disk has room and that you may write there")
      }
      // link() refuses to replace what is there, as a rename would not.
      guard link(partial.path, path) == 0 else {
        throw occupied(path, "move it away, or name a new folder with --data")
      }
    }
  }

  private func occupied(_ place: String, _ remedy: String) -> Problem {
    Problem("there is a \(part.rawValue) already, and a restore writes over nothing", at: place, remedy: remedy)
  }
}
