package import Markup
package import Platform
import QR

/// Invitations on paper: one person a page, with the link as a QR code and as it is typed.
package enum LetterSheet {
  /// - Throws: `QRCode.TooLong` when a link does not fit into a code.
  package static func page(_ letters: [ContactLetters.Letter], settings: MailSettings) throws -> Node {
    let words = settings.languages.map { MailWords($0, settings) }
    let pages = try letters.map { try page($0, words) }
    return .page(
      HTML.html(.lang("en-GB")) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          HTML.meta(.name("robots"), .content("noindex, nofollow"))
          HTML.title { "Letters" }
          Node.stylesheet(style)
        }
        HTML.body { HTML.main { [HTML.h1(.class("screen")) { "Letters" }] + pages } }
      })
  }

  private static func page(_ letter: ContactLetters.Letter, _ words: [MailWords]) throws -> Node {
    let code = try QRCode(letter.link)
    // However long somebody's name is, the letter stays on its page.
    let name = letter.name.count > 80 ? letter.name.prefix(79) + "…" : letter.name
    return HTML.section {
      HTML.p(.class("to")) { .text(name) }
      for (index, words) in words.enumerated() {
        HTML.div(.lang(words.language.rawValue)) {
          HTML.p { .text(words.greeting(name)) }
          if letter.isPilot { HTML.p { .text(words.pilot) } }
          HTML.p { .text(words.asks) }
          HTML.p { .text(words.scan) }
          // Once a page: two codes would look like two links.
          if index == 0 {
            code.drawing(label: words.codeLabel)
            HTML.p(.class("link")) { .text(letter.link) }
          }
          for text in [words.yours, words.why(.invitation), words.questions] + words.review { HTML.p { .text(text) } }
        }
      }
    }
  }

  private static let style: StaticString = """
    @page { size: A4; margin: 20mm 22mm; }
    body { margin: 0; font: 10.5pt/1.35 "DejaVu Serif", Georgia, serif; color: #000; background: #fff; }
    section { break-after: page; break-inside: avoid; }
    section:last-child { break-after: auto; }
    @media screen { main { padding: 5mm; } section + section { border-top: 0.3mm dashed #777; padding-top: 5mm; margin-top: 5mm; } }
    @media print { .screen { display: none; } }
    p { margin: 0 0 3mm; overflow-wrap: anywhere; }
    div + div { border-top: 0.3mm solid #777; margin-top: 5mm; padding-top: 5mm; }
    .to { min-height: 14mm; font-weight: bold; }
    .qr { display: block; width: 45mm; height: 45mm; margin: 0 0 3mm; }
    .link { font: 10pt/1.4 "DejaVu Sans Mono", monospace; }
    """
}
