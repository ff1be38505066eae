import Disclosure
import Foundation
import Testing

/// What must not compile outside the module, each beside a twin that must: so a fixture cannot fail for the wrong reason.
@Suite("The compiler keeps raw values in")
struct CompileFailTests {
  struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String
    let bad: String
    let diagnostic: String
    let good: String
    var testDescription: String { name }
  }

  static let fixtures = [
    Fixture(
      name: "reading what is guarded",
      bad: "func peek(_ guarded: Guarded<Int>) -> Int { guarded.value }",
      diagnostic: "error: 'value' is inaccessible due to 'internal' protection level",
      good: "func hand(_ value: Int) -> Guarded<Int> { Guarded(value) }"),
    Fixture(
      name: "reading it through a key path",
      bad: "let path = \\Guarded<Int>.value",
      diagnostic: "error: 'value' is inaccessible due to 'internal' protection level",
      good: "let path = \\Released<Int>.value"),
    Fixture(
      name: "reading it from an extension of the gate",
      bad: "extension Gate { func launder<T>(_ guarded: Guarded<T>) -> T { guarded.value } }",
      diagnostic: "error: 'value' is inaccessible due to 'internal' protection level",
      good: "extension Gate { func pass<T>(_ guarded: Guarded<T>) -> Guarded<T> { guarded } }"),
    Fixture(
      name: "making a release",
      bad: "let forged = Released(\"all\")",
      diagnostic: "error: 'Released<Value>' initializer is inaccessible due to 'internal' protection level",
      good: "func read(_ released: Released<String>) -> String { released.value }"),
    Fixture(
      name: "making a release through an extension",
      bad: "extension Released { init(raw: Value) { self.value = raw } }",
      diagnostic: "error: 'let' property 'value' may not be initialized directly",
      good: "extension Released { var again: Value { value } }"),
    Fixture(
      name: "decoding a release",
      bad: """
        import Foundation
        func load(_ data: Data) throws -> Released<String> { try JSONDecoder().decode(Released<String>.self, from: data) }
        """,
      diagnostic: "requires that 'Released<String>' conform to 'Decodable'",
      good: """
        import Foundation
        func store(_ released: Released<String>) throws -> Data { try JSONEncoder().encode(released) }
        """),
    Fixture(
      name: "releasing a type of one's own",
      bad: """
        struct Everything: Hashable, Sendable, Encodable { var scores: [Double] }
        func launder(_ gate: inout Gate, _ all: Guarded<Everything>) -> Bool {
          if case .released = gate.release(all) { return true }
          return false
        }
        """,
      diagnostic: "error: no exact matches in call to instance method 'release'",
      good: "func ask(_ gate: inout Gate, _ draft: AnswerDraft) { _ = gate.release(Guarded(draft)) }"),
    Fixture(
      name: "making a figure",
      bad: "let exact = Figure(3.14159, unit: 0.00001)",
      diagnostic: "error: 'Figure' initializer is inaccessible due to 'internal' protection level",
      good: "func read(_ figure: Figure) -> Double { figure.value }"),
    Fixture(
      name: "making a shape",
      bad: "func forge(_ subject: Subject) -> Quotation { Quotation(subject: subject, text: \"\", band: nil) }",
      diagnostic: "error: 'Quotation' initializer is inaccessible due to 'internal' protection level",
      good: "func read(_ quotation: Quotation) -> String { quotation.text }"),
    Fixture(
      name: "granting oneself a partition",
      bad: """
        func forge(_ subject: Subject) -> Partition {
          Partition(subject: subject, classes: [], classOfLevel: [], classOfNotStated: nil, notes: [])
        }
        """,
      diagnostic: "error: 'Partition' initializer is inaccessible due to 'internal' protection level",
      good: "func ask(_ gate: inout Gate) -> PartitionVerdict { gate.partition(by: \"sector\") }"),
    Fixture(
      name: "writing into the ledger",
      bad: "func forget(_ gate: inout Gate) { gate.ledger = Ledger() }",
      diagnostic: "error: cannot assign to property: 'ledger' setter is inaccessible",
      good: "func keep(_ gate: Gate) -> Ledger { gate.ledger }"),
  ]

  @Test("Outside the module it is an error, and its twin is not", arguments: fixtures)
  func compiles(_ fixture: Fixture) throws {
    let bad = try typecheck(fixture.bad)
    #expect(bad.status != 0)
    #expect(bad.output.contains(fixture.diagnostic), "\(bad.output)")
    let good = try typecheck(fixture.good)
    #expect(good.status == 0, "\(good.output)")
  }

  @Test("Printing, dumping and mirroring show nothing of what is guarded")
  func reflection() {
    let guarded = Guarded("secret")
    var dumped = ""
    dump(guarded, to: &dumped)
    for text in [String(describing: guarded), String(reflecting: guarded), "\(guarded)", "\([guarded])", dumped] {
      #expect(!text.contains("secret"))
    }
    #expect(Mirror(reflecting: guarded).children.isEmpty)
  }

  /// Runs the compiler on a file that imports the module as it was just built.
  private func typecheck(_ source: String) throws -> (status: Int32, output: String) {
    let modules = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("Modules")
    try #require(FileManager.default.fileExists(atPath: modules.appendingPathComponent("Disclosure.swiftmodule").path))
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).swift")
    try Data(("import Disclosure\n" + source + "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swiftc", "-typecheck", "-swift-version", "6", "-package-name", "elsewhere", "-I", modules.path, file.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
