import Foundation
import Problems
import Testing

@testable import Example

@Suite("The folder of an example")
struct ExampleFolderTests {
  private let parent = FileManager.default.temporaryDirectory.appendingPathComponent("example-\(UUID().uuidString)")

  @Test("It holds the answers, the study file and a note that says simulated")
  func writes() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = parent.appendingPathComponent("study").path
    var progress: [Int] = []
    let written = try ExampleFolder.write(ExampleStudy(rows: 5000), to: folder) { progress.append($0) }
    #expect(written.files.map(\.name) == ["answers.csv", "study.yaml", "README.txt"])
    for file in written.files {
      let size = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(file.name)).count
      #expect(size == file.bytes && size > 0)
    }
    #expect(progress.last == 5000 && progress == progress.sorted())
    #expect(try String(contentsOfFile: folder + "/README.txt", encoding: .utf8).contains("SIMULATED"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == ["study"])
  }

  @Test("An earlier example is replaced, anything else is left alone")
  func replaces() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = parent.appendingPathComponent("study")
    _ = try ExampleFolder.write(ExampleStudy(), to: folder.path)
    let first = try Data(contentsOf: folder.appendingPathComponent("answers.csv"))
    _ = try ExampleFolder.write(ExampleStudy(seed: 9), to: folder.path)
    #expect(try Data(contentsOf: folder.appendingPathComponent("answers.csv")) != first)
    try Data("mine".utf8).write(to: folder.appendingPathComponent("releases.json"))
    #expect(throws: Problem.self) { try ExampleFolder.write(ExampleStudy(), to: folder.path) }
    #expect(try String(contentsOf: folder.appendingPathComponent("releases.json"), encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == ["study"])
  }

  @Test("A place that cannot be written is a problem with a remedy, and nothing is left behind")
  func refuses() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let file = parent.appendingPathComponent("file")
    try Data("mine".utf8).write(to: file)
    for place in [file.path, file.path + "/below", "/proc/example-\(UUID().uuidString)"] {
      let problem = #expect(throws: Problem.self) { try ExampleFolder.write(ExampleStudy(), to: place) }
      #expect(problem?.remedy.isEmpty == false)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent.path) == ["file"])
  }

  @Test("A number of people that makes no sense is refused", arguments: [Int.min, -1, 0, 100_000_001, .max])
  func rows(_ rows: Int) {
    let problem = #expect(throws: Problem.self) { try ExampleStudy(rows: rows) }
    #expect(problem?.place == "--rows")
  }
}
