import Markup
package import Platform
import QR

/// Slips on paper: six to a page, a dashed line where to cut, a unit's slips on pages of their own.
package enum SlipSheet {
  private static let perPage = 6

  /// The page as UTF-8.
  /// - Parameter site: the address under which people reach the server.
  package static func page(_ batch: Slips.Batch, address site: LinkAddress) throws -> [UInt8] {
    let address = Link.slip(wave: batch.wave.description).address(on: site)
    let code = try QRCode(address).drawing(label: "The address as a QR code")
    var pages: [[Slips.Slip]] = []
    for slip in batch.slips {
      if let last = pages.last, last.count < perPage, last[0].unit == slip.unit {
        pages[pages.count - 1].append(slip)
      } else {
        pages.append([slip])
      }
    }
    return Node.page(
      HTML.html(.lang("en-GB")) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          HTML.title { "Slips – \(batch.questionnaire.title)" }
          Node.stylesheet(style)
        }
        HTML.body {
          HTML.main {
            HTML.h1(.class("screen")) { "Slips – \(batch.questionnaire.title)" }
            for page in pages {
              HTML.div(.class("sheet")) {
                for slip in page { self.slip(slip, of: batch, address: address, code: code) }
              }
            }
          }
        }
      }
    ).rendered()
  }

  private static func slip(
    _ slip: Slips.Slip, of batch: Slips.Batch, address: String, code: Node
  ) -> Node {
    let questionnaire = batch.questionnaire
    return HTML.section {
      HTML.header {
        HTML.div {
          HTML.h2 { .text(questionnaire.title) }
          HTML.p(.class("unit")) { .text(slip.unit) }
          if batch.isPilot {
            HTML.p { "Pilot: answers are deleted, and nobody reads them." }
            HTML.p(.lang("cy")) { "Peilot: caiff atebion eu dileu, heb i neb eu darllen." }
          }
        }
        code
      }
      HTML.p(.class("code")) { .text(slip.code.description) }
      HTML.p(.class("address")) { .text(address.replacing("https://", with: "")) }
      HTML.p {
        "Open this address in any browser and type the code. It can be used once. Nobody wrote down which slip you took: keep it to yourself, and tear it up when you have answered."
      }
      HTML.p(.lang("cy")) {
        "Agorwch y cyfeiriad hwn mewn unrhyw borwr a theipiwch y cod. Gellir ei ddefnyddio unwaith. Ni nododd neb pa slip a gymeroch: cadwch ef i chi’ch hun, a’i rwygo ar ôl ateb."
      }
      HTML.p(.class("support")) { .text("Help · Cymorth: " + (questionnaire.support.first ?? "")) }
    }
  }

  private static let style: StaticString = """
    @page { size: A4; margin: 8mm; }
    * { box-sizing: border-box; }
    body { margin: 0; font: 8.5pt/1.3 "DejaVu Sans", sans-serif; color: #000; }
    .sheet { display: grid; grid-template-columns: 1fr 1fr; grid-auto-rows: 92mm; min-width: 190mm; break-after: page; }
    .sheet:last-child { break-after: auto; }
    .screen { font-size: 14pt; margin: 4mm; }
    @media print { .screen { display: none; } }
    @media screen and (max-width: 200mm) {
      .sheet { grid-template-columns: 1fr; grid-auto-rows: auto; min-width: 0; }
      section .code { white-space: normal; }
    }
    section { border: 0.3mm dashed #777; padding: 5mm 6mm; overflow: hidden; break-inside: avoid; }
    header { display: grid; grid-template-columns: 1fr 25mm; gap: 3mm; min-height: 25mm; }
    h2 { font-size: 11pt; line-height: 1.2; margin: 0 0 1mm; }
    p { margin: 0 0 1.5mm; }
    .qr { width: 25mm; height: 25mm; }
    .unit { color: #333; }
    .code { font: bold 15pt "DejaVu Sans Mono", monospace; margin: 2mm 0; white-space: nowrap; }
    .address { font: 8.5pt "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    .support { font-weight: bold; }
    """
}
