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

  @Test("Every colour of the style sheet has its purpose on the page")
  func named() {
    #expect(Set(DesignTokens.named.map(\.name)) == Set(tokens.light.keys))
    #expect(Set(tokens.light.keys) == Set(tokens.dark.keys))
    let page = String(decoding: DesignView().node.rendered(), as: UTF8.self)
    for token in DesignTokens.named { #expect(page.contains("swatch-\(token.name)")) }
  }
}
