import Dataset
import Foundation
import Problems
import Testing

@Suite("SPSS files")
struct SPSSTests {
  private func written(_ fields: [TableExport.Field]) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "hearth-\(UUID().uuidString).sav")
    defer { try? FileManager.default.removeItem(at: path) }
    try TableExport(fields).write(as: .sav, to: path.path(percentEncoded: false))
    return [UInt8](try Data(contentsOf: path))
  }

  private func replaced(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8]) throws -> [UInt8] {
    let at = try #require(bytes.firstRange(of: old))
    return bytes[..<at.lowerBound] + new + bytes[at.upperBound...]
  }

  @Test("Text is read in the encoding that the file says, or in the one that is named")
  func encodings() throws {
    let utf8 = try written([.init(name: "name", values: .texts(["Zoë Ek", "Ann"]))])
    #expect(try Dataset.read(bytes: utf8).columns[0].text(at: 0) == "Zoë Ek")
    let latin = try replaced(utf8, Array("Zoë Ek".utf8), Array("Zo".utf8) + [0xEB] + Array(" Ek ".utf8))
    #expect(message(latin).contains("--encoding latin1"))
    var options = ReadOptions()
    options.encoding = .latin1
    #expect(try Dataset.read(bytes: latin, options: options).columns[0].text(at: 0) == "Zoë Ek")
    // Code page 65001 is UTF-8.
    let declared = try replaced(latin, [0xE9, 0xFD, 0, 0], [0xE4, 0x04, 0, 0])
    #expect(try Dataset.read(bytes: declared).columns[0].text(at: 0) == "Zoë Ek")
    // Cut at the width of the variable, in the middle of a character.
    let cut = try replaced(
      try written([.init(name: "name", values: .texts(["Zoee", "Ann"]))]), Array("Zoee".utf8),
      Array("Zoe".utf8) + [0xC3])
    #expect(try Dataset.read(bytes: cut).columns[0].text(at: 0) == "Zoe")
  }

  @Test("A case without a single answer is passed over and counted; messages name the case")
  func emptyCases() throws {
    let bytes = try written([
      .init(name: "a", values: .whole([1, nil, 3])), .init(name: "b", values: .texts(["x", nil, "y"])),
    ])
    let data = try Dataset.read(bytes: bytes, name: "answers.sav")
    #expect(data.rowCount == 2 && data.source.emptyRows == 1)
    #expect(data.source.place(row: 1, column: "a") == "answers.sav, case 3, column a")
    #expect(message(try written([.init(name: "a", values: .whole([]))])).contains("no data rows"))
  }

  @Test("A column with labels keeps its numbers where a value has none, or two values share one")
  func covering() throws {
    func column(_ values: [Int?], _ codes: [TableExport.Code]) throws -> Column {
      try Dataset.read(bytes: try written([.init(name: "q", values: .whole(values), codes: codes)])).columns[0]
    }
    let labels: [TableExport.Code] = [.init(3, "c"), .init(1, "a"), .init(2, "b")]
    let all = try column([3, 1, nil, 2, 3], labels)
    guard case .category(let codes, let levels) = all.storage else {
      Issue.record("a column whose values all have labels is no category")
      return
    }
    #expect(
      levels == ["a", "b", "c"] && codes == [2, 0, 0, 1, 2] && all.number(at: 0) == 3 && all.number(at: 2) == nil)
    #expect(try column([3, 3], labels).text(at: 0) == "c")
    guard case .integer = try column([3, 4], labels).storage else {
      Issue.record("a value without a label became a word")
      return
    }
    guard case .integer = try column([1, 2], [.init(1, "same"), .init(2, "same")]).storage else {
      Issue.record("two values became one word")
      return
    }
    let negative = try column([-99, 300], [.init(-99, "none"), .init(300, "most")])
    #expect(negative.number(at: 0) == -99 && negative.inNumbers.number(at: 1) == 300 && negative.text(at: 0) == "none")
  }

  @Test("A label that says there is no answer makes its code one, on a scale as on a choice")
  func missingLabels() throws {
    let bytes = try written([
      .init(name: "scale", values: .whole([1, 4, 9, 5]), codes: [.init(1, "never"), .init(9, "N/A")]),
      .init(
        name: "choice", values: .choices([1, 2, 3, 1]), codes: [.init(1, "a"), .init(2, "b"), .init(3, "no reply")]),
    ])
    let data = try Dataset.read(bytes: bytes)
    #expect(cells(data).map { $0[0] } == ["1", "4", nil, "5"] && data.columns[1].text(at: 2) == "no reply")
    var options = ReadOptions()
    options.missing += ["no reply", "4"]
    let told = try Dataset.read(bytes: bytes, options: options)
    #expect(cells(told) == [["1", "a"], [nil, "b"], ["5", "a"]] && told.source.emptyRows == 1)
  }

  @Test("A locked file and one that is cut off are told apart")
  func refusals() throws {
    let bytes = try written([
      .init(name: "a", values: .whole([1, 2, 3])), .init(name: "b", values: .numbers([0.5, 1.5, 2.5])),
    ])
    let locked: [UInt8] = [0x1C, 0, 0, 0, 0, 0, 0, 0] + Array("ENCRYPTEDSAV".utf8) + [0x15, 0, 0, 0]
    #expect(message(locked).contains("locked with a password"))
    for count in [4, 100, 176, bytes.count / 2, bytes.count - 9] {
      #expect(message(Array(bytes[..<count])).contains("damaged or not complete"), "\(count) of \(bytes.count)")
    }
    #expect(message(gzip(bytes)).contains("gunzip"))
  }
}
