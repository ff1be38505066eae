import Testing

@testable import Web

@Suite struct FormBodyTests {
  private func plain(_ text: String) throws -> FormBody {
    try FormBody(Array(text.utf8), type: "application/x-www-form-urlencoded")
  }

  private func parts(_ text: String, type: String = "multipart/form-data; boundary=x-y") throws -> FormBody {
    try FormBody(Array(text.replacing("\n", with: "\r\n").utf8), type: type)
  }

  @Test("Fields come out as they were typed, with plus signs, percent signs and line ends read")
  func fields() throws {
    let form = try plain("name=Ada+Wells&words=caf%C3%A9+%26+%3Cb%3E%0D%0Atwo&empty=&role=a&role=b")
    #expect(try form.text("name") == "Ada Wells" && form.text("words") == "café & <b>\ntwo")
    #expect(try form.text("empty") == "" && form.text("absent") == "")
    #expect(form.texts("role") == ["a", "b"] && form.file("name") == nil)
    #expect(throws: FormFault.repeated) { try form.text("role") }
    #expect(try plain("").texts("a") == [])
    #expect(try plain("a=yes").isTicked("a") && !plain("a=no").isTicked("a") && !plain("a=yes&a=yes").isTicked("a"))
  }

  @Test(
    "A form that no browser sends is refused",
    arguments: [
      ("a", FormFault.malformed), ("=b", .malformed), ("a=b&", .malformed), ("a=%", .malformed), ("a=%4", .malformed),
      ("a=%GG", .malformed), ("a=b c", .malformed), ("a=é", .malformed), ("a=%00", .notText), ("a=%FF", .notText),
      ("a=%C3", .notText), ("a=%ED%A0%80", .notText), ("a=%C0%80", .notText),
    ])
  func malformed(_ text: String, _ fault: FormFault) {
    #expect(throws: fault) { try plain(text) }
  }

  @Test("More fields than any page has are refused")
  func tooMany() {
    #expect(throws: FormFault.tooManyFields) {
      try plain(Array(repeating: "a=b", count: FormBody.mostFields + 1).joined(separator: "&"))
    }
  }

  static let whole = """
    --x-y
    Content-Disposition: form-data; name="title"

    Spring & <b>
    --x-y
    Content-Disposition: form-data; name="roster"; filename="r;o%22.csv"
    Content-Type: text/csv

    name,contact
    --x-
    --x-y--

    """

  @Test("A form with a file gives its fields and the file, byte for byte")
  func multipart() throws {
    let form = try parts(Self.whole)
    #expect(try form.text("title") == "Spring & <b>")
    let file = try #require(form.file("roster"))
    #expect(file.name == "r;o%22.csv" && file.bytes == Array("name,contact\r\n--x-".utf8))
    #expect(try parts(Self.whole, type: "Multipart/Form-Data; boundary=\"x-y\"").file("roster") == file)
  }

  @Test("A form in which no file was chosen has none")
  func noFile() throws {
    let form = try parts(
      """
      --x-y
      Content-Disposition: form-data; name="roster"; filename=""
      Content-Type: application/octet-stream


      --x-y--
      """)
    #expect(form.file("roster") == nil)
  }

  @Test("A file of 2 MiB is read, and one byte more is refused")
  func limit() throws {
    func body(_ count: Int) -> [UInt8] {
      Array("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n".utf8)
        + (0..<count).map { UInt8(truncatingIfNeeded: $0) } + Array("\r\n--b--\r\n".utf8)
    }
    let type = "multipart/form-data; boundary=b"
    #expect(try FormBody(body(FormBody.largestFile), type: type).file("f")?.bytes.count == 2 * 1024 * 1024)
    #expect(throws: FormFault.fileTooLarge) { try FormBody(body(FormBody.largestFile + 1), type: type) }
  }

  @Test("Every cut of a form with a file is refused, not read in part")
  func truncated() {
    let bytes = Array(Self.whole.replacing("\n", with: "\r\n").utf8)
    for end in 0..<(bytes.count - 2) {
      #expect(throws: FormFault.self, "cut after \(end) bytes") {
        try FormBody(Array(bytes[..<end]), type: "multipart/form-data; boundary=x-y")
      }
    }
  }

  @Test(
    "A form with a file that no browser sends is refused",
    arguments: [
      whole.replacing("--x-y--", with: "--x-y--trailing"), "\n" + whole,
      whole.replacing("form-data;", with: "attachment;"),
      whole.replacing("name=\"title\"", with: "name=\"\""), whole.replacing("name=\"title\"", with: "name=title"),
      whole.replacing("name=\"title\"", with: "name=\"title\"; size=1"),
      whole.replacing("Content-Type: text/csv", with: "Content-Transfer-Encoding: base64"),
      whole.replacing("Content-Type: text/csv", with: "Content-Disposition: form-data; name=\"x\""),
      whole.replacing("Spring", with: "Spr\u{0}ing"), whole.replacing("x-y\n", with: "x-z\n"),
      whole.replacing("name=\"title\"", with: "name=\"roster\"; filename=\"a.csv\""),
    ])
  func malformedParts(_ text: String) {
    #expect(throws: FormFault.self) { try parts(text) }
  }

  @Test(
    "A boundary that is missing, empty, too long or strange is refused",
    arguments: [
      "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
      "multipart/form-data; boundary=é", "multipart/form-data; charset=utf-8", "multipart/form-data; boundary=a b;",
      "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
    ])
  func boundaries(_ type: String) {
    #expect(throws: FormFault.noBoundary) { try parts(Self.whole, type: type) }
  }

  @Test("Text in a form with files must be text too")
  func notText() {
    let bytes =
      Array("--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n".utf8) + [0xFF]
      + Array("\r\n--b--\r\n".utf8)
    #expect(throws: FormFault.notText) { try FormBody(bytes, type: "multipart/form-data; boundary=b") }
  }
}
