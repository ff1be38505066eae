import Foundation
import Testing

@Suite struct LayeringTests {
  /// What each target may import of the others; ARCHITECTURE.md draws it.
  static let allowed: [String: Set<String>] = [
    "Problems": [], "Statistics": [], "Markup": [], "CSVText": [],
    "Instruments": ["Problems", "Yams", "Crypto"],
    "Disclosure": ["Statistics"],
    "Dataset": ["Problems", "CSVText", "CZlib", "CExpat", "CReadStat", "CXlsxWriter", "CZip"],
    "Charts": ["Markup"],
    "QR": ["Markup", "CQREncode"],
    "Reporting": ["CSVText", "Disclosure", "Charts", "Markup"],
    "Analysis": ["Problems", "Dataset", "Instruments", "Statistics", "Disclosure"],
    "DocumentCheck": ["Problems", "Statistics"],
    "Example": ["Problems", "Statistics"],
    "Web": [
      "Markup", "QR", "Reporting", "Platform", "Problems", "CZlib", "Hummingbird", "HummingbirdCore", "HummingbirdTLS",
      "HTTPTypes", "Logging", "NIOCore", "NIOSSL", "ServiceLifecycle", "UnixSignals", "Crypto",
      "AsyncHTTPClient", "JWTKit", "NIOHTTP1",
    ],
    "hearth": [
      "Problems", "Dataset", "Instruments", "Statistics", "Disclosure", "Analysis", "Charts", "Reporting",
      "DocumentCheck", "Example", "Store", "StoreSQLite", "StorePostgres", "Platform", "Web", "Markup",
      "ArgumentParser", "Crypto", "Subprocess",
    ],
  ]
  static let everywhere: Set<String> = ["Foundation", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization"]

  static func sources(_ target: String) -> [URL] {
    let folder = HearthProgram.root.appendingPathComponent("Sources/\(target)")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    return all.filter { $0.pathExtension == "swift" }
  }

  @Test("No target imports what its layer must not see", arguments: allowed.keys.sorted())
  func imports(target: String) throws {
    let files = Self.sources(target)
    #expect(!files.isEmpty)
    for file in files {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at <= 1, words.indices.contains(at + 1), !line.hasPrefix("//")
        else { continue }
        guard at == 0 || ["public", "package", "internal", "@testable", "private", "fileprivate"].contains(words[0])
        else { continue }
        let name = String(words[at + 1])
        #expect(
          Self.everywhere.contains(name) || (Self.allowed[target] ?? []).contains(name),
          "\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test("Statistics does no input or output and uses nothing of Foundation")
  func leaf() throws {
    for file in Self.sources("Statistics") {
      #expect(
        !(try String(contentsOf: file, encoding: .utf8)).contains("import Foundation"), "\(file.lastPathComponent)")
    }
  }

  @Test("No file of the sources is longer than 400 lines")
  func lengths() throws {
    for target in Self.allowed.keys {
      for file in Self.sources(target) {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false
        ).count
        #expect(lines <= 400, "\(file.lastPathComponent) has \(lines) lines")
      }
    }
  }

  @Test("No source speaks of people in words that hurt")
  func words() throws {
    let unwanted = [
      "committed suicide", "commit suicide", "failed attempt", "failed suicide", "addict ", "addicts", "drug abuser",
      "substance abuser",
      "percentage burned out", "percent burned out", "% burned out",
    ]
    for target in Self.allowed.keys {
      for file in Self.sources(target) {
        let text = try String(contentsOf: file, encoding: .utf8).lowercased()
        for word in unwanted where text.contains(word) {
          Issue.record("\(file.lastPathComponent) says “\(word)”")
        }
      }
    }
  }
}
