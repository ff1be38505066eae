import Dataset
import Foundation
import Problems
import Testing

@Suite("Tables that are written")
struct ExportTests {
  /// A folder that goes with the test.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "hearth-export-\(UUID().uuidString)")
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }
    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path(""))) ?? []).sorted() }
  }

  private func written(_ export: TableExport, _ format: TableExport.Format, sheet: String? = nil) throws -> Dataset {
    let folder = try Folder()
    let path = folder.path("out.\(format.rawValue)")
    try export.write(as: format, to: path)
    #expect(folder.names == ["out.\(format.rawValue)"])
    var options = ReadOptions()
    options.sheet = sheet
    return try Dataset.read(path: path, options: options)
  }

  private func texts(_ data: Dataset, _ column: Int) -> [String?] {
    (0..<data.rowCount).map { data.columns[column].text(at: $0) }
  }

  @Test("A table reads back as it was, from every format", arguments: TableExport.Format.allCases)
  func roundTrip(format: TableExport.Format) throws {
    let data = try written(Samples.export, format)
    #expect(data.rowCount == 40 && data.columns.count == 6)
    #expect(
      data.columns.map(\.name) == [
        "row", "role", format == .sav ? "item_1" : "item 1", "score", "when",
        format == .sav ? "own_words" : "own words",
      ])
    for field in Samples.export.fields.enumerated() {
      let column = data.columns[field.offset]
      for row in 0..<40 {
        switch field.element.values {
        case .whole(let values): #expect(column.number(at: row) == values[row].map(Double.init))
        case .numbers(let values):
          #expect(abs((column.number(at: row) ?? .nan) - (values[row] ?? .nan)) < 1e-15 || values[row] == nil)
          #expect((column.number(at: row) == nil) == (values[row] == nil))
        case .choices, .days, .texts: break
        }
      }
    }
    let apostrophe = format == .csv ? "'" : ""
    #expect(texts(data, 1).prefix(3) == ["Nurse", "Support worker, \"bank\"", apostrophe + "=Manager"])
    // An SPSS file declares the code as missing; the others have its words.
    #expect(texts(data, 1)[3] == (format == .sav ? nil : "Rather not say") && texts(data, 1)[7] == nil)
    #expect(texts(data, 4).prefix(2) == ["2021-01-28", "2021-02-28"] && texts(data, 4)[5] == nil)
    #expect(
      Array(texts(data, 5).prefix(6)) == [
        nil, apostrophe + "=1+1", apostrophe + "@x", "Zoë, \"so\" 😀", "two\nlines", "_x0041_",
      ])
  }

  @Test("An SPSS file keeps labels of variables and codes; names it cannot take live on in the label")
  func spssLabels() throws {
    let data = try written(Samples.export, .sav)
    #expect(data.columns[1].headings == ["role", "What is your role?"])
    #expect(data.columns[1].valueLabels.map(\.code) == ["1", "2", "3", "9"])
    #expect(data.columns[1].levelNumbers == [1, 2, 3])
    #expect(data.columns[2].valueLabels == [.init(code: "0", text: "Never"), .init(code: "6", text: "Every day")])
    #expect(data.columns[2].number(at: 2) == 2)
    let long = try #require(data.columns[5].headings.last)
    #expect(long.utf8.count <= 255 && long.hasSuffix("…") && long.hasPrefix("långt långt"))
    let odd = try TableExport(["1st", "A b", "a_b", "and", "Straße", "…"].map { .init(name: $0, values: .whole([1])) })
    #expect(try written(odd, .sav).columns.map(\.name) == ["v1st", "A_b", "a_b_2", "and_1", "Stra_e", "v"])
    #expect(try written(odd, .sav).columns[4].headings == ["Stra_e", "Straße"])
  }

  @Test("The dictionary says what each column means, as a sheet and as a CSV")
  func dictionary() throws {
    let sheet = try written(Samples.export, .xlsx, sheet: "Dictionary")
    let file = try Dataset.read(bytes: Samples.export.dictionaryCSV(), name: "dictionary.csv")
    #expect(cells(sheet).map { $0[0] } == Samples.export.fields.map(\.name))
    #expect(sheet.columns.map(\.name) == file.columns.map(\.name))
    #expect(sheet.column(named: "codes")?.text(at: 2) == "0 = Never; 6 = Every day")
    #expect(sheet.column(named: "codes_without_answer")?.text(at: 1) == "9")
    #expect(sheet.column(named: "kind")?.text(at: 4) == "date")
    #expect(sheet.column(named: "rows_with_value")?.number(at: 4) == 39)
    #expect(file.column(named: "name_in_sav")?.text(at: 2) == "item_1")
  }

  @Test("The same table gives the same bytes", arguments: TableExport.Format.allCases)
  func sameBytes(format: TableExport.Format) throws {
    let folder = try Folder()
    var files: [Data] = []
    for name in ["a", "b"] {
      try Samples.export.write(as: format, to: folder.path(name))
      files.append(try Data(contentsOf: folder.url.appending(path: name)))
    }
    #expect(files[0] == files[1] && files[0].count > 500)
  }

  @Test(
    "A file is the owner's only, takes nobody's place and leaves nothing behind", arguments: TableExport.Format.allCases
  )
  func place(format: TableExport.Format) throws {
    let folder = try Folder()
    try Samples.export.write(as: format, to: folder.path("out"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let before = try Data(contentsOf: folder.url.appending(path: "out"))
    #expect {
      try Samples.export.write(as: format, to: folder.path("out"))
    } throws: { "\($0)".contains("nothing is written over") }
    #expect(try Data(contentsOf: folder.url.appending(path: "out")) == before)
    #expect(throws: Problem.self) { try Samples.export.write(as: format, to: folder.path("none/out")) }
    #expect(folder.names == ["out"])
  }

  @Test("What a format cannot hold is refused with a way out, and no file is left")
  func refusals() throws {
    let folder = try Folder()
    let long = try TableExport([.init(name: "t", values: .texts([String(repeating: "x", count: 32_768)]))])
    for format in [TableExport.Format.xlsx, .sav] {
      #expect {
        try long.write(as: format, to: folder.path("out"))
      } throws: { "\($0)".contains("CSV") }
    }
    let codes = try TableExport([.init(name: "t", values: .whole([1]), missingCodes: [1, 2, 3, 4])])
    #expect(throws: Problem.self) { try codes.write(as: .sav, to: folder.path("out")) }
    #expect(folder.names.isEmpty)
  }

  @Test("Tables that contradict themselves are refused")
  func contradictions() {
    let one = TableExport.Field(name: "a", values: .whole([1]))
    #expect(throws: Problem.self) { try TableExport([]) }
    #expect(throws: Problem.self) { try TableExport([one, one]) }
    #expect(throws: Problem.self) { try TableExport([one, .init(name: "b", values: .whole([1, 2]))]) }
    #expect(throws: Problem.self) { try TableExport([.init(name: "b", values: .choices([1]))]) }
    #expect(throws: Problem.self) {
      try TableExport([.init(name: "b", values: .whole([1]), codes: [.init(1, "x"), .init(1, "y")])])
    }
    #expect(throws: Never.self) { try TableExport([one]) }
  }
}
