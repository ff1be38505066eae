import Foundation
import Store
import StorePostgres
import StoreSQLite

/// The release program under load, on this machine: rights to answer, submissions, the form's page, and the report of a million responses.
///
///     LoadBench --hearth .build/release/hearth [--people 30000] [--connections 64] [--sealed 100000] [--responses 1000000]
///
/// On SQLite, and on PostgreSQL when HEARTH_TEST_DIRECTORY_URL and HEARTH_TEST_ANSWERS_URL name two clusters. Exit code 1 when a submission
/// went wrong, an acknowledged one is not stored, or a figure is beyond its bound (`Bounds`).
@main
struct LoadBench {
  static func main() async throws {
    let arguments = Arguments(CommandLine.arguments)
    let program = Program(path: URL(fileURLWithPath: arguments.text("--hearth") ?? ".build/release/hearth").path)
    let people = arguments.number("--people") ?? 30_000
    let connections = arguments.number("--connections") ?? 64
    let sealed = arguments.number("--sealed") ?? 100_000
    let responses = arguments.number("--responses") ?? 1_000_000
    say("\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, shared by server, database and client")
    var missed: [String] = []
    for engine in Engine.available {
      say("\n\(try await engine.name())\n")
      if people > 0 {
        let load = try await Load(engine, program, people: people, connections: connections, sealed: sealed)
        say(load.lines.joined(separator: "\n"))
        missed += load.missed
      }
      if responses > 0 {
        let reporting = try await Reporting(engine, program, responses: responses)
        say(reporting.lines.joined(separator: "\n"))
        missed += reporting.missed
      }
    }
    say(missed.isEmpty ? "\nEvery bound is kept." : "\n" + missed.map { "missed: \($0)" }.joined(separator: "\n"))
    if !missed.isEmpty { exit(1) }
  }
}

/// At once: a run takes minutes.
private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

private struct Arguments {
  private let words: [String]

  init(_ words: [String]) {
    self.words = words
  }

  func text(_ name: String) -> String? {
    words.firstIndex(of: name).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
  }

  func number(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
}

/// Where the two databases are.
enum Engine {
  case sqlite
  case postgres(directory: String, answers: String)

  static var available: [Engine] {
    let environment = ProcessInfo.processInfo.environment
    guard let directory = environment["HEARTH_TEST_DIRECTORY_URL"], let answers = environment["HEARTH_TEST_ANSWERS_URL"]
    else { return [.sqlite] }
    return [.sqlite, .postgres(directory: directory, answers: answers)]
  }

  /// With the settings that were read from it.
  func name() async throws -> String {
    switch self {
    case .sqlite:
      // Opening reads back that it is so.
      return "SQLite, synchronous = FULL"
    case .postgres(_, let answers):
      let database = PostgresDatabase(url: answers)
      let settings = try await database.commitSettings()
      try await database.close()
      guard let settings else { throw Client.Broken(what: "the server does not say how it commits") }
      return
        "PostgreSQL \(settings.version), fsync \(settings.reachesDisk ? "on" : "OFF"), synchronous_commit \(settings.waitsFor)"
    }
  }

  var word: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgres: "PostgreSQL"
    }
  }

  var bounds: Bounds {
    switch self {
    case .sqlite: Bounds(submissions: 1_000)
    case .postgres: Bounds(submissions: 1_500)
    }
  }

  /// A folder and databases that are new, removed afterwards.
  func withPlaces<Value>(
    _ body: (_ folder: URL, _ places: [String], _ answers: any SQLDatabase) async throws -> Value
  ) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-load-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appendingPathComponent("data")
    switch self {
    case .sqlite:
      try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
      let answers = try SQLiteDatabase(path: data.appendingPathComponent("answers.sqlite").path)
      let value = try await body(folder, ["--data", data.path], answers)
      try await answers.close()
      return value
    case .postgres(let directory, let answers):
      let schema = "load\(UUID().uuidString.lowercased().filter { $0 != "-" })"
      for url in [directory, answers] { try PostgresServer.run("CREATE SCHEMA \(schema)", on: url) }
      defer { for url in [directory, answers] { try? PostgresServer.run("DROP SCHEMA \(schema) CASCADE", on: url) } }
      let urls = [directory, answers].map { "\($0) options=-csearch_path=\(schema)" }
      let database = PostgresDatabase(url: urls[1])
      let value = try await body(
        folder, ["--data", data.path, "--directory-url", urls[0], "--answers-url", urls[1]], database)
      try await database.close()
      return value
    }
  }
}
