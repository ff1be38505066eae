import Foundation
package import Problems

/// The folder of a written example and what is in it.
package struct ExampleFolder: Encodable, Sendable {
  package struct File: Encodable, Sendable {
    package let name: String
    package let bytes: Int
  }

  package let folder: String
  package let people: Int
  package let columns: Int
  package let seed: UInt64
  package let layout: String
  package let simulated: Bool
  package let files: [File]

  private static let names = ["answers.csv", "study.yaml", "README.txt"]

  /// Writes the study to `folder`, which appears complete or not at all.
  ///
  /// An earlier example in that place is replaced; a folder with anything else in it is left alone.
  /// - Parameter progress: told the people written so far, about every 32,000.
  /// - Throws: `Problem` if the place is taken or cannot be written.
  package static func write(
    _ study: ExampleStudy, to folder: String, progress: (Int) -> Void = { _ in }
  ) throws(Problem) -> ExampleFolder {
    let place = URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL
    let replaces = try checkPlace(place)
    let mark = UUID().uuidString
    let draft = place.deletingLastPathComponent().appendingPathComponent(".example-\(mark)")
    let earlier = place.deletingLastPathComponent().appendingPathComponent(".example-\(mark)-earlier")
    do {
      try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: true)
      let files = try writeFiles(study, to: draft, progress: progress)
      if replaces { try FileManager.default.moveItem(at: place, to: earlier) }
      try FileManager.default.moveItem(at: draft, to: place)
      if replaces { try FileManager.default.removeItem(at: earlier) }
      return ExampleFolder(
        folder: folder, people: study.rows, columns: study.layout.columns.count, seed: study.seed,
        layout: study.layout.rawValue, simulated: true, files: files)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      if let problem = error as? Problem { throw problem }
      throw Problem(
        "the example cannot be written (\(error.localizedDescription))", at: folder,
        remedy: "choose a folder you may write to, with enough space")
    }
  }

  /// True if an earlier example stands there, false if nothing does.
  private static func checkPlace(_ place: URL) throws(Problem) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else { return false }
    let held = isFolder.boolValue ? try? FileManager.default.contentsOfDirectory(atPath: place.path) : nil
    if let held, Set(held).isSubset(of: names) { return true }
    throw Problem(
      "there is something else in this place already", at: place.path,
      remedy: "choose a new folder with --out, or move what is there")
  }

  private static func writeFiles(
    _ study: ExampleStudy, to draft: URL, progress: (Int) -> Void
  ) throws -> [File] {
    try Data(study.study.utf8).write(to: draft.appendingPathComponent("study.yaml"))
    try Data(study.readMe.utf8).write(to: draft.appendingPathComponent("README.txt"))
    try writeAnswers(study, to: draft.appendingPathComponent("answers.csv"), progress: progress)
    return try names.map { name in
      let path = draft.appendingPathComponent(name).path
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return File(name: name, bytes: size ?? 0)
    }
  }

  private static func writeAnswers(_ study: ExampleStudy, to file: URL, progress: (Int) -> Void) throws {
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    try study.answers { (bytes, rows) throws(Problem) in
      do {
        try handle.write(contentsOf: Data(bytes))
      } catch {
        throw Problem(
          "the answers cannot be written (\(error.localizedDescription))", at: file.lastPathComponent,
          remedy: "make room on the disk or choose another folder with --out")
      }
      progress(rows)
    }
  }
}
