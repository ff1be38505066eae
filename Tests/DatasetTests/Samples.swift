import Dataset
import Foundation
import Testing

/// Tables that several suites write and read.
enum Samples {
  static let export: TableExport = {
    let rows = 0..<40
    let fields: [TableExport.Field] = [
      .init(name: "row", label: "Row", values: .whole(rows.map { $0 + 1 })),
      .init(
        name: "role", label: "What is your role?", values: .choices(rows.map { $0 == 7 ? nil : [1, 2, 3, 9][$0 % 4] }),
        codes: [
          .init(1, "Nurse"), .init(2, "Support worker, \"bank\""), .init(3, "=Manager"), .init(9, "Rather not say"),
        ],
        missingCodes: [9]),
      .init(
        name: "item 1", label: "How often?", values: .whole(rows.map { $0 % 5 == 4 ? nil : $0 % 7 }),
        codes: [.init(0, "Never"), .init(6, "Every day")]),
      .init(name: "score", values: .numbers(rows.map { $0 == 3 ? nil : Double($0) / 7 - 2 })),
      .init(name: "when", values: .days(rows.map { $0 == 5 ? nil : 18_655 + $0 * 31 })),
      .init(
        name: "own words", label: String(repeating: "långt ", count: 60),
        values: .texts(rows.map { [nil, "=1+1", "@x", "Zoë, \"so\" 😀", "two\nlines", "_x0041_"][$0 % 6] })),
    ]
    do { return try TableExport(fields) } catch { preconditionFailure("\(error)") }
  }()
}

/// Files from `Fixtures/peers.json`.
enum PeerFiles {
  static func file(_ name: String) throws -> [UInt8]? {
    let url = try #require(Bundle.module.url(forResource: "peers", withExtension: "json", subdirectory: "Fixtures"))
    let all = try JSONSerialization.jsonObject(with: try Data(contentsOf: url)) as? [String: Any]
    let text = (all?[name] as? [String: Any])?["file"] as? String
    return text.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
  }
}
