import HTTPTypes
import HummingbirdTesting
import Testing

/// A browser without scripts: it reads forms from pages, fills them in and presses their buttons.
struct TextBrowser {
  let platform: Platformed
  let address: String
  private(set) var page = ""
  private(set) var status = HTTPResponse.Status.ok
  /// What the form holds, hidden fields too, in the order of the page.
  private(set) var fields: [(name: String, value: String)] = []
  private var buttons: [(name: String, value: String)] = []

  init(_ platform: Platformed, _ address: String) async throws {
    self.platform = platform
    self.address = address
    let response = try await platform.ask(.get, address)
    try read(response.text, response.status)
  }

  /// The title without the questionnaire's.
  var title: String { page.firstMatch(of: #/<title>(.*?) – /#).map { String($0.output.1) } ?? "" }

  func value(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// Fills in fields, replacing what they held.
  mutating func fill(_ name: String, _ values: String...) {
    fields.removeAll { $0.name == name }
    fields += values.map { (name, $0) }
  }

  /// Presses a button by its words; nil presses none, as the Enter key may.
  mutating func press(_ words: String?) async throws {
    var sent = fields
    if let words { sent.append(try #require(buttons.first { $0.value == words }, "there is no button “\(words)”")) }
    try await send(sent.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&"))
  }

  mutating func send(_ body: String) async throws {
    let response = try await platform.post(address, body, type: "application/x-www-form-urlencoded")
    try read(response.text, response.status)
  }

  var body: String { fields.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&") }

  private mutating func read(_ page: String, _ status: HTTPResponse.Status) throws {
    self.page = page
    self.status = status
    fields = []
    buttons = []
    for tag in page.matches(of: /<input ([^>]*)>|<textarea ([^>]*)>([^<]*)<\/textarea>/) {
      let attributes = String(tag.output.1 ?? tag.output.2 ?? "")
      guard let name = Self.attribute("name", attributes) else { continue }
      let value = Self.attribute("value", attributes) ?? ""
      switch Self.attribute("type", attributes) {
      case "submit": buttons.append((name, value))
      case "radio", "checkbox": if attributes.contains(#" checked="""#) { fields.append((name, value)) }
      case nil: fields.append((name, Self.plain(String(tag.output.3 ?? ""))))
      default: fields.append((name, value))
      }
    }
  }

  private static func attribute(_ name: String, _ attributes: String) -> String? {
    guard let pattern = try? Regex("(?:^| )\(name)=\"([^\"]*)\"") else { return nil }
    return attributes.firstMatch(of: pattern)?.output[1].substring.map { plain(String($0)) }
  }

  private static func plain(_ markup: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#10;", "\n"), ("&#13;", "\r"), ("&amp;", "&")]
      .reduce(markup) { $0.replacing($1.0, with: $1.1) }
  }

  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = byte < 128 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
