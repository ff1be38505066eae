import Testing

@testable import Markup

@Suite struct FillingTests {
  private let form = HTML.form {
    HTML.fieldset(.class("ask question needed")) {
      HTML.legend { "Which? \(HTML.span { "Needed" })" }
      for value in ["a", "b"] {
        HTML.input(.type(.radio), .id("q-\(value)"), .name("which"), .value(value))
        HTML.label(.for("q-\(value)")) { "Answer \(value)" }
      }
      HTML.button(.type(.button), .concealed) { "Clear" }
    }
    HTML.div(.class("ask")) {
      HTML.label(.for("words")) { "Why?" }
      HTML.textarea(.id("words"), .name("words"), .describedBy("hint"))
    }
    HTML.div(.class("ask")) {
      HTML.label(.for("number")) { "How many?" }
      HTML.input(.type(.text), .id("number"), .name("number"))
    }
    HTML.input(.type(.hidden), .name("version"), .value("1"))
  }

  @Test("Fields hold what was answered, escaped, and what only a script would show is gone")
  func values() {
    let page = form.filled(with: ["which": ["b"], "words": ["\n<b>"], "number": ["\"3\""], "version": ["9"]]).markup
    for words in [
      #"id="q-b" name="which" value="b" checked="">"#, #"id="q-a" name="which" value="a">"#,
      ">\n\n&lt;b&gt;</textarea>", #"name="number" value="&quot;3&quot;">"#, #"name="version" value="1">"#,
    ] { #expect(page.contains(words), "\(words) is missing from \(page)") }
    #expect(!page.contains("Clear"))
  }

  @Test("What is wrong stands below the words of its question, and its fields name it")
  func faults() {
    let page = form.filled(with: [:], faults: ["words": "Too <long>.", "which": "Choose."]).markup
    #expect(page.contains("Why?</label><p class=\"fault\" id=\"fault-words\">Too &lt;long&gt;.</p>"))
    #expect(page.contains(#"aria-invalid="true" aria-describedby="fault-words hint">"#))
    #expect(page.contains("</legend>\n<p class=\"fault\" id=\"fault-which\">Choose.</p>"))
    #expect(page.ranges(of: #"aria-describedby="fault-which""#).count == 2 && !page.contains("fault-number"))
  }

  @Test("A form says what it asks and what was answered")
  func parts() {
    let parts = form.filled(with: ["which": ["b"], "words": ["Because"]]).formParts
    #expect(
      parts == [
        FormPart(words: "Which?", names: ["which"], firstField: "q-a", answer: "Answer b"),
        FormPart(words: "Why?", names: ["words"], firstField: "words", answer: "Because"),
        FormPart(words: "How many?", names: ["number"], firstField: "number", answer: ""),
      ])
  }
}
