import Markup
import Testing

@Suite struct SitePathTests {
  @Test("A path begins with one slash and its parts stay parts, whatever they hold")
  func parts() {
    #expect(SitePath([]).text == "/")
    #expect(SitePath(["answer", "spring-2026", "a.b_c"]).text == "/answer/spring-2026/a.b_c")
    #expect(
      SitePath(["a/b", "..", "x:y?z#", "é\u{0}", "", "%2e"]).text == "/a%2Fb/%2E%2E/x%3Ay%3Fz%23/%C3%A9%00/%252e")
    #expect(SitePath(["", "evil.example"]).text == "/evil.example")
    #expect(SitePath(["", ""]).text == "/")
  }

  @Test("Scripts and style sheets of the site have no content of their own")
  func loading() {
    let path = SitePath(["assets", "a\".js"])
    #expect(Node.module(path).markup == "<script type=\"module\" src=\"/assets/a%22.js\"></script>\n")
    #expect(Node.styleSheet(path).markup == "<link rel=\"stylesheet\" href=\"/assets/a%22.js\">")
    #expect(
      Node.alternate(path, id: "k").markup
        == "<link rel=\"alternate\" type=\"application/json\" href=\"/assets/a%22.js\" id=\"k\">")
  }

  @Test("A form's fields are escaped")
  func fields() {
    let form = HTML.form(.methodPost, .action(SitePath(["x"])), .novalidate) {
      HTML.input(.type(.radio), .id("a"), .name("b"), .value("\"c\" <d>"), .required, .lowest(-1), .limit(5))
      HTML.label(.for("a")) { "e & f" }
      HTML.button(.type(.submit), .concealed) { "g" }
    }
    #expect(
      form.markup
        == "<form method=\"post\" action=\"/x\" novalidate=\"\"><input type=\"radio\" id=\"a\" name=\"b\" value=\"&quot;c&quot; &lt;d&gt;\" required=\"\" data-lowest=\"-1\" data-limit=\"5\"><label for=\"a\">e &amp; f</label><button type=\"submit\" hidden=\"\">g</button></form>\n"
    )
  }
}
