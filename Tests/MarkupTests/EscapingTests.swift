import Markup
import Testing

@Suite struct EscapingTests {
  static let hostile = "<script>alert(\"1\")</script> & 'x' > y"

  @Test("Text from data never becomes markup")
  func text() {
    let markup = HTML.p { .text(Self.hostile) }.markup
    #expect(markup == "<p>&lt;script&gt;alert(\"1\")&lt;/script&gt; &amp; 'x' &gt; y</p>\n")
  }

  @Test("An attribute's value cannot leave its quotes")
  func attribute() {
    let markup = HTML.span(.value("\" onclick=\"x' <b>\n\t")) {}.markup
    #expect(markup == "<span value=\"&quot; onclick=&quot;x&#39; &lt;b&gt;&#10;&#9;\"></span>")
  }

  @Test("A string literal in a builder and an interpolated string are escaped; an interpolated node stays a node")
  func interpolation() {
    let label = "A & B"
    let node = HTML.p { "1 < 2: \(label), \(HTML.strong { "c" }), \(3)" }
    #expect(node.markup == "<p>1 &lt; 2: A &amp; B, <strong>c</strong>, 3</p>\n")
  }

  @Test("Marks that turn the direction of reading are left out, letters that are read from the right stay")
  func direction() {
    let text = "Team \u{202E}(SD) name\u{202C}\u{2066}\u{2069}\u{200F} “שלום” – x\u{A0}y\u{85}z"
    #expect(HTML.span(.title(text)) { .text(text) }.markup.contains(">Team (SD) name “שלום” – x\u{A0}yz<"))
    #expect(!HTML.span(.title(text)) { .text(text) }.markup.unicodeScalars.contains("\u{202E}"))
  }

  @Test(
    "Control characters are left out; what else neither HTML nor XML may hold is shown as the replacement character")
  func controls() {
    let text = "a\u{0}b\u{8}c\u{1F}d\u{7F}e\u{FFFE}f\u{FFFF}g\u{10FFFF}\r\n\t"
    #expect(HTML.span { .text(text) }.markup == "<span>abcde�f�g\u{10FFFF}\n\n\t</span>")
  }

  @Test("Neighbouring text nodes cannot join into a forbidden character")
  func joins() {
    // U+FFBE and U+FFBF are allowed letters and end in the bytes that U+FFFE and U+FFFF end in.
    let node = Node.fragment([.text("\u{FFBE}"), .text("\u{FFBF}"), .text("ο¿¾")])
    #expect(node.markup == "\u{FFBE}\u{FFBF}ο¿¾")
  }

  @Test("Ten thousand random strings come back as they were when the page is read again")
  func fuzz() {
    var generator = SystemRandomNumberGenerator()
    let alphabet: [Character] = ["&", "<", ">", "\"", "'", "a", ";", "#", "é", "𝄞", " ", "]", "-", "!", "/", "="]
    for _ in 0..<10_000 {
      let text = String((0..<Int.random(in: 0...12, using: &generator)).map { _ in alphabet.randomElement() ?? "a" })
      let markup = HTML.span(.value(text)) { .text(text) }.markup
      let escaped = markup.dropFirst("<span value=\"".count)
      guard let end = escaped.firstIndex(of: "\"") else {
        Issue.record("no closing quote in \(markup)")
        continue
      }
      #expect(unescaped(String(escaped[..<end])) == text)
      let inner = escaped[end...].dropFirst(2).dropLast("</span>".count)
      #expect(!inner.contains("<") && unescaped(String(inner)) == text)
    }
  }
}

private func unescaped(_ text: String) -> String {
  var text = text
  for (entity, character) in [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
  ] {
    text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
  }
  return text
}
