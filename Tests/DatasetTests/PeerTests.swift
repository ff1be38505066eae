import Dataset
import Foundation
import Testing

/// Files that openpyxl and pyreadstat wrote, against what they read back (`Fixtures/make-peers.py`).
@Suite("Workbooks and SPSS files of other programs")
struct PeerTests {
  private struct Peer: Decodable {
    let file: Data
    let columns: [String]
    let labels: [String]?
    let rows: [[Cell]]
  }

  private enum Cell: Decodable, Equatable {
    case number(Double)
    case text(String)
    case missing

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .missing
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try value.decode(String.self))
      }
    }
  }

  private func peer(_ name: String) throws -> Peer {
    let url = try #require(Bundle.module.url(forResource: "peers", withExtension: "json", subdirectory: "Fixtures"))
    let object = try #require(try JSONSerialization.jsonObject(with: try Data(contentsOf: url)) as? [String: Any])
    return try JSONDecoder().decode(
      Peer.self, from: try JSONSerialization.data(withJSONObject: try #require(object[name])))
  }

  private func check(_ data: Dataset, _ peer: Peer) {
    #expect(data.columns.map(\.name) == peer.columns)
    #expect(data.rowCount == peer.rows.count)
    for (column, found) in data.columns.enumerated() {
      for row in 0..<min(data.rowCount, peer.rows.count) {
        let cell: Cell =
          found.number(at: row).map(Cell.number) ?? found.text(at: row).map(Cell.text) ?? .missing
        #expect(cell == peer.rows[row][column], "\(found.name), row \(row)")
      }
    }
  }

  @Test("A workbook gives the cells that openpyxl reads", arguments: ["workbook", "other_sheet", "workbook_1904"])
  func workbooks(name: String) throws {
    let peer = try peer(name)
    var options = ReadOptions()
    if name == "other_sheet" { options.sheet = "Other sheet" }
    check(try Dataset.read(bytes: [UInt8](peer.file), name: "peer.xlsx", options: options), peer)
  }

  @Test("An SPSS file gives the cells that pyreadstat reads, compressed or not", arguments: ["sav", "zsav"])
  func spss(name: String) throws {
    let peer = try peer(name)
    let data = try Dataset.read(bytes: [UInt8](peer.file), name: "peer.sav")
    let letters = try #require(data.column(named: "letter"))
    #expect((0..<3).map { letters.text(at: $0) } == ["Male", "Female", "Male"])
    let plain = Dataset(
      source: data.source, rowCount: data.rowCount,
      columns: data.columns.map { column in
        guard column.name == "letter" else { return column }
        let codes = (0..<data.rowCount).map { UInt16(column.text(at: $0) == "Male" ? 0 : 1) }
        return Column(
          name: "letter", headings: [], storage: .category(codes: codes, levels: ["m", "f"]), validity: column.validity)
      })
    check(plain, peer)
    #expect(data.columns.map { $0.headings.count > 1 ? $0.headings[1] : "" } == peer.labels)
  }

  @Test("Value labels make a category in the order of their codes; a scale whose ends are labelled stays numbers")
  func labels() throws {
    let data = try Dataset.read(bytes: [UInt8](try peer("sav").file), name: "peer.sav")
    let role = try #require(data.column(named: "role"))
    guard case .category(_, let levels) = role.storage else {
      Issue.record("the role is no category")
      return
    }
    // The ninth code is declared as missing.
    #expect(levels == ["Nurse", "Support worker", "Manager"] && role.levelNumbers == [1, 2, 3])
    #expect(role.text(at: 10) == nil && role.text(at: 0) == "Nurse" && role.number(at: 2) == 3)
    #expect(role.valueLabels.map(\.code) == ["1", "2", "3", "9"])
    let scale = try #require(data.column(named: "scale"))
    guard case .integer = scale.storage else {
      Issue.record("the scale is no column of numbers")
      return
    }
    #expect(scale.valueLabels == [.init(code: "0", text: "Never"), .init(code: "6", text: "Every day")])
    #expect(data.source.container == .spss && data.source.place(row: 4) == "peer.sav, case 5")
    guard case .date = data.column(named: "when")?.storage else {
      Issue.record("the day is no date")
      return
    }
  }
}
