import Foundation
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite struct AnswerPageTests {
  @Test("The page asks every question, escaped, with a name for every field")
  func questions() async throws {
    let page = try await Platformed().ask(.get, "/answer/spring").text
    for words in [
      "How is &lt;work&gt;?", "We ask &amp; you answer.", "I may stop.", "&lt;script&gt;alert(1)&lt;/script&gt;",
      #"<fieldset class="ask question needed"><legend>What is most of your work? <span class="tag">Needed</span>"#,
      #"<input type="radio" id="q-role-1" name="role" value="Visits &quot;out there&quot;"><label for="q-role-1">Visits "out there"</label>"#,
      #"<input type="radio" id="q-tide_2-1" name="tide_2" value="0"><label for="q-tide_2-1">Never</label>"#,
      #"<input type="checkbox" id="q-helps-2" name="helps" value="Rest">"#,
      #"id="q-years" name="years" data-lowest="0" data-highest="60" aria-describedby="q-years-hint">"#,
      #"id="q-words" name="words" data-limit="300""#, #"<input type="hidden" name="version" value="3">"#,
      #"action="/answer/spring/right""#, #"action="/answer/spring/response""#, #"href="/answer/spring/keys""#,
      "Somebody to talk to", "01632 960 001", "<noscript>",
    ] { #expect(page.contains(words), "\(words) is missing") }
    #expect(!page.contains("<script>"))
  }

  @Test("The page runs one script of the site and holds no code and no style of its own")
  func code() async throws {
    let page = try await Platformed().ask(.get, "/answer/spring").text
    #expect(page.ranges(of: "<script").count == 1)
    #expect(page.contains(#"<script type="module" src="/assets/answer.js"></script>"#))
    for word in ["<style", " style=", " onclick", "javascript:", "http://", "https://", "nonce"] {
      #expect(!page.contains(word), "the page holds \(word)")
    }
  }

  @Test("Every id stands once, and every label, hint and address on the page has what it points at")
  func references() async throws {
    for path in ["/answer/spring", "/answer/spring/withdrawal"] {
      let page = try await Platformed().ask(.get, path).text
      let ids = values(of: "id", in: page)
      #expect(Set(ids).count == ids.count)
      let pointed =
        values(of: "for", in: page) + values(of: "aria-describedby", in: page) + values(of: "aria-labelledby", in: page)
      #expect(!pointed.isEmpty && Set(pointed).isSubset(of: ids))
      for address in values(of: "href", in: page) + values(of: "src", in: page) + values(of: "action", in: page) {
        if address.hasPrefix("#") {
          #expect(ids.contains(String(address.dropFirst())))
        } else {
          #expect(Link(path: address) != nil, "\(address) leads nowhere")
        }
      }
      for step in values(of: "value", in: page, after: #"class="go[^"]*""#) {
        #expect(ids.contains("step-\(step)"), "a button leads to \(step)")
      }
    }
  }

  @Test("The same page is sent to everybody")
  func same() async throws {
    let platform = Platformed()
    let first = try await platform.ask(.get, "/answer/spring").text
    #expect(try await platform.ask(.get, "/answer/spring", headers: [.userAgent: "x", .cookie: "a=b"]).text == first)
  }

  @Test("A wave that has closed takes nothing any more and says so; one that there is not is not found")
  func closed() async throws {
    let closed = Platformed(isOpen: false)
    for path in ["/answer/spring", "/answer/spring/withdrawal"] {
      let page = try await closed.ask(.get, path).text
      #expect(page.contains("This questionnaire has closed") && !page.contains("<form") && !page.contains("<script"))
      #expect(page.contains("Somebody to talk to"))
    }
    #expect(try await closed.ask(.get, "/answer/autumn").status == .notFound)
  }

  private func values(of name: String, in page: String, after: String? = nil) -> [String] {
    guard let pattern = try? Regex((after.map { $0 + " " } ?? " ") + name + #"="([^"]*)""#) else { return [] }
    return page.matches(of: pattern).compactMap { $0.output.last?.substring.map(String.init) }
  }
}
