import Markup
import Testing

@testable import Web

@Suite struct DesignTests {
  private let tokens = DesignTokens(String(decoding: Asset.stylesheet.content, as: UTF8.self))

  @Test("Words and edges can be told from what they stand on, in light and in dark")
  func contrast() throws {
    for pair in DesignTokens.pairs {
      for (name, colours) in [("light", tokens.light), ("dark", tokens.dark)] {
        let front = try #require(colours[pair.front]), back = try #require(colours[pair.back])
        #expect(front.contrast(with: back) >= pair.least, "\(pair.front) on \(pair.back), \(name)")
      }
    }
  }

  @Test("Contrast is that of the guidelines: 21 for black on white, 4.48 for #777777")
  func formula() throws {
    let white = try #require(DesignTokens.Colour("#ffffff"))
    #expect(try #require(DesignTokens.Colour("#000000")).contrast(with: white) == 21)
    #expect(abs(try #require(DesignTokens.Colour("#777777")).contrast(with: white) - 4.478) < 0.001)
  }

  @Test("Twelve parts make every page, each shown once")
  func parts() {
    let page = String(decoding: DesignView().node.rendered(), as: UTF8.self)
    #expect(page.ranges(of: #"<section class="part""#).count == 12)
    for number in 1...12 { #expect(page.contains(#"<h3 id="part-\#(number)">\#(number). "#)) }
  }

  @Test("Nothing moves, and what has the focus has an outline", arguments: [Asset.stylesheet, .deskStylesheet])
  func still(_ asset: Asset) {
    let style = String(decoding: asset.content, as: UTF8.self)
    for word in ["transition", "animation", "@keyframes", "scroll-behavior", "@import"] {
      #expect(!style.contains(word))
    }
    // The outline is taken from headings and the main part only, which a page gives the focus to and no key reaches.
    let without = style.split(separator: "}").filter { $0.contains("outline: none") || $0.contains("outline: 0") }
    #expect(without.allSatisfy { $0.contains("main:focus, h1:focus") })
    #expect(asset != .stylesheet || style.contains(":focus-visible { outline: 3px solid"))
  }

  @Test("Every colour of the style sheet has its purpose on the page")
  func named() {
    #expect(Set(DesignTokens.named.map(\.name)) == Set(tokens.light.keys))
    #expect(Set(tokens.light.keys) == Set(tokens.dark.keys))
    let page = String(decoding: DesignView().node.rendered(), as: UTF8.self)
    for token in DesignTokens.named { #expect(page.contains("swatch-\(token.name)")) }
  }
}
