import Foundation
import Reporting
import Testing

/// The whole pages as text. They stand in `Tests/Browser/pages`, where the browser tests open them too. After a change that is meant:
/// `HEARTH_UPDATE_SNAPSHOTS=1 swift test --filter SnapshotTests`, then read the difference before committing it.
@Suite struct SnapshotTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Browser/pages")

  @Test("The page is as it was committed", arguments: Report.Audience.allCases)
  func page(_ audience: Report.Audience) throws {
    let files = try render(InventedReport.report(audience))
    let page = try #require(files.first { $0.path == "report.html" })
    try compare(page.bytes, with: "\(audience.rawValue).html")
  }

  @Test("The results are as they were committed")
  func results() throws {
    let files = try render(InventedReport.report())
    try compare(try #require(files.first { $0.path == "results.json" }).bytes, with: "results.json")
  }

  private func compare(_ bytes: [UInt8], with name: String) throws {
    let file = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["HEARTH_UPDATE_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let committed = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let now = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(committed, now).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(line == nil, "\(name) differs first in line \((line?.offset ?? 0) + 1)")
    #expect(committed.count == now.count, "\(name) has \(now.count) lines instead of \(committed.count)")
  }
}
