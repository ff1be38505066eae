import Foundation
import Testing

/// Two clusters of a test's own, which it may kill.
final class Clusters: Sendable {
  let folder: URL
  let directory: String
  let answers: String

  /// - Parameter settings: for both servers, as on a command line.
  init(_ settings: String = "") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-clusters-\(UUID())")
    let said = try Script.run("postgres.sh", ["start", folder.path], environment: ["HEARTH_POSTGRES": settings])
    let places = said.split(separator: "\n").map { String($0.split(separator: "'").last ?? "") }
    try #require(places.count == 2)
    (directory, answers) = (places[0], places[1])
  }

  /// The number of a server's first process.
  func process(_ name: String) throws -> Int32 {
    let file = try String(contentsOf: folder.appendingPathComponent("\(name)/postmaster.pid"), encoding: .utf8)
    return try #require(file.split(separator: "\n").first.flatMap { Int32($0) })
  }

  /// Every process of a server dies at once; it is then started again.
  func crash(_ name: String) throws { _ = try Script.run("postgres.sh", ["crash", folder.path, name]) }

  func stop() {
    _ = try? Script.run("postgres.sh", ["stop", folder.path])
    try? FileManager.default.removeItem(at: folder)
  }
}
