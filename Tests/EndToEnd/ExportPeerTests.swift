import Dataset
import Foundation
import Testing

/// What openpyxl and pyreadstat find in files that Hearth wrote.
@Suite struct ExportPeerTests {
  static let export: TableExport = {
    let fields: [TableExport.Field] = [
      .init(
        name: "role", label: "What is your role?", values: .choices([1, 2, 9, nil]),
        codes: [.init(1, "Nurse"), .init(2, "=Manager"), .init(9, "Rather not say")], missingCodes: [9]),
      .init(name: "how often", values: .whole([0, 6, 3, nil]), codes: [.init(0, "Never"), .init(6, "Every day")]),
      .init(name: "score", values: .numbers([0.1, -2.5, 1e10, nil])),
      .init(name: "day", values: .days([18_655, 0, 40_000, nil])),
      .init(name: "words", values: .texts(["=1+1", "Zoë, \"so\" 😀", "two\nlines _x0041_", nil])),
    ]
    do { return try TableExport(fields) } catch { preconditionFailure("\(error)") }
  }()

  /// `nil`, said aloud, where the Python packages are not installed (`make browser-tools`).
  private func found(_ format: TableExport.Format) throws -> [String: Any]? {
    let python = HearthProgram.root.appendingPathComponent(".build-python/bin/python").path
    let script = HearthProgram.root.appendingPathComponent("Tests/EndToEnd/Fixtures/read-export.py").path
    let work = try Workplace()
    let path = work.folder.appendingPathComponent("out.\(format.rawValue)").path
    try Self.export.write(as: format, to: path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "\"$0\" -c 'import openpyxl, pyreadstat' 2>/dev/null || exit 3; exec \"$0\" \"$1\" \"$2\" >\"$2.json\"", python,
      script, path,
    ]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus != 3 else {
      print("not checked: openpyxl and pyreadstat are not installed (make browser-tools)")
      return nil
    }
    #expect(process.terminationStatus == 0)
    return try work.json("out.\(format.rawValue).json")
  }

  private func rows(_ found: [String: Any]) throws -> [[AnyHashable?]] {
    try #require(found["rows"] as? [[Any]]).map { row in row.map { $0 is NSNull ? nil : $0 as? AnyHashable } }
  }

  /// A last row without anything is no row of a sheet.
  @Test("openpyxl finds the words, numbers and days, and no formula")
  func workbook() throws {
    guard let found = try found(.xlsx) else { return }
    #expect(found["sheets"] as? [String] == ["Data", "Dictionary"])
    #expect(found["formulas"] as? Int == 0)
    #expect(found["columns"] as? [String] == ["role", "how often", "score", "day", "words"])
    #expect(
      try rows(found) == [
        ["Nurse", 0.0, 0.1, "2021-01-28", "=1+1"], ["=Manager", 6.0, -2.5, "1970-01-01", "Zoë, \"so\" 😀"],
        ["Rather not say", 3.0, 1e10, "2079-07-08", "two\nlines _x005F_x0041_"],
      ])
  }

  @Test("pyreadstat finds the codes, their labels, the codes without an answer and the days")
  func spss() throws {
    guard let found = try found(.sav) else { return }
    #expect(found["columns"] as? [String] == ["role", "how_often", "score", "day", "words"])
    #expect(found["labels"] as? [String] == ["What is your role?", "how often", "", "", ""])
    let labels = try #require(found["valueLabels"] as? [String: [String: String]])
    #expect(labels["role"] == ["1": "Nurse", "2": "=Manager", "9": "Rather not say"])
    #expect(labels["how_often"] == ["0": "Never", "6": "Every day"])
    #expect((found["missing"] as? [String: [Int]]) == ["role": [9]])
    #expect(
      try rows(found) == [
        [1.0, 0.0, 0.1, "2021-01-28", "=1+1"], [2.0, 6.0, -2.5, "1970-01-01", "Zoë, \"so\" 😀"],
        [nil, 3.0, 1e10, "2079-07-08", "two\nlines _x0041_"], [nil, nil, nil, nil, nil],
      ])
  }
}
