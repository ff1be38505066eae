import Dataset
import Foundation
import Testing

@Suite("Describing a dataset")
struct DescriptionTests {
  @Test("Kinds, gaps, ranges, frequencies and the first odd cell")
  func description() throws {
    let rows = (0..<30).map { row in
      "\(row % 5),\(row).5,\(row % 3 == 0 ? "North" : row == 7 ? "" : "South"),2021-01-\(row % 28 + 1),\(row == 20 ? "many" : "\(row)")"
    }
    let data = try read("score,hours,area,day,count\n" + rows.joined(separator: "\n") + "\n")
    let described = describe(data)
    #expect(described.rows == 30)
    #expect(described.columns.map(\.kind) == [.integer, .real, .category, .date, .category])
    #expect(described.columns[0].minimum == .number(0))
    #expect(described.columns[0].maximum == .number(4))
    #expect(described.columns[0].distinct == 5)
    #expect(described.columns[1].maximum == .number(29.5))
    #expect(described.columns[2].missing == 1)
    #expect(described.columns[2].mostFrequent == [.init(value: "South", count: 19), .init(value: "North", count: 10)])
    #expect(described.columns[3].maximum == .day("2021-01-28"))
    let odd = try #require(described.columns[4].oddValue)
    #expect(odd.text == "many")
    #expect(odd.line == 22)
    #expect(odd.dataRow == 21)
    #expect(odd.count == 1)
  }

  @Test("The JSON has camelCase keys and plain values")
  func json() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(describe(read("a,b\n1,x\n2,y\n")))
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"mostFrequent\":[{\"count\":1,\"value\":\"x\"}"))
    #expect(text.contains("\"minimum\":1"))
    #expect(text.contains("\"decimalComma\":false"))
  }
}
