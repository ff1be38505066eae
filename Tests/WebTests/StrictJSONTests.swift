import Testing

@testable import Web

@Suite struct StrictJSONTests {
  private func read(_ text: String) throws -> StrictJSON { try StrictJSON(Array(text.utf8)) }

  @Test("Texts, lists and objects are read, with every escape")
  func reads() throws {
    let value = try read(#" { "a" : [ "x" , "\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00" ] , "b":{"":"é"}, "c":[] } "#)
    #expect(
      value
        == .object([
          "a": .list([.text("x"), .text("\"\\/\u{8}\u{C}\n\r\té😀")]), "b": .object(["": .text("é")]), "c": .list([]),
        ]))
  }

  @Test(
    "Anything else is refused",
    arguments: [
      "", " ", "{", "}", "[", "\"", "{}{}", "{} x", "[,]", "[\"a\",]", "{\"a\"}", "{\"a\":}", "{\"a\":\"b\",}",
      "{a:\"b\"}",
      "1", "[1]", "true", "null", "-", "{\"a\":null}", "'a'", "\"a\nb\"", "\"\u{0}\"", #""\u0000""#, #""\ud800""#,
      #""\udc00""#, #""\ud800\u0041""#, #""\ud800x""#, #""\u12""#, #""\u12g4""#, #""\x""#, #""\"#, "\u{FEFF}{}",
    ])
  func refuses(_ text: String) {
    #expect(throws: StrictJSON.Fault.self) { try read(text) }
  }

  @Test("A name that stands twice is refused, also when it is spelt in two ways")
  func duplicates() {
    #expect(throws: StrictJSON.Fault.duplicate("ab")) { try read(#"{"ab":"1","a\u0062":"2"}"#) }
  }

  @Test("Four levels are taken, five are not, and a hundred thousand are refused as quickly")
  func depth() throws {
    #expect(throws: Never.self) { try read("[[[[]]]]") }
    #expect(throws: StrictJSON.Fault.tooDeep) { try read("[[[[[]]]]]") }
    #expect(throws: StrictJSON.Fault.tooDeep) { try read(String(repeating: "[", count: 100_000)) }
    #expect(throws: StrictJSON.Fault.tooDeep) { try read(String(repeating: #"{"a":"#, count: 100_000)) }
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
    ]
      as [[UInt8]])
  func encoding(_ bytes: [UInt8]) {
    #expect(throws: StrictJSON.Fault.notUTF8) { try StrictJSON(bytes) }
  }
}
