import Testing

@testable import Web

@Suite struct FormFieldsTests {
  @Test("Fields are read as browsers send them")
  func fields() throws {
    let fields = try FormFields(Array("a=1&b=x+y%26%3D&a=%C3%A9&c=".utf8))
    #expect(fields.values == ["a": ["1", "é"], "b": ["x y&="], "c": [""]])
    #expect(try FormFields([]).values.isEmpty)
    #expect(try FormFields(Array("t=a%0D%0Ab".utf8)).values == ["t": ["a\r\nb"]])
  }

  @Test(
    "NUL, halves of a surrogate pair, broken escapes and fields without a name are refused",
    arguments: [
      "a=%00", "a%00=1", "a=%ED%A0%80", "a=%FF", "a=%C0%80", "a=%", "a=%4", "a=%4G", "a", "&", "a=1&", "=1", "a=1&&b=2",
    ])
  func malformed(_ text: String) {
    #expect(throws: FormFields.Fault.malformed) { try FormFields(Array(text.utf8)) }
  }
}
