import Markup
import Testing
import Web

@Suite struct LinkTests {
  static let links: [Link] =
    [
      .home, .health, .ready, .answer(wave: "spring"), .keys(wave: "spring"), .right(wave: "spring"),
      .response(wave: "spring"), .withdrawal(wave: "spring"), .noMail(wave: "spring"),
    ] + Asset.allCases.map(Link.asset)

  @Test("Every link leads back to itself", arguments: links)
  func roundTrip(_ link: Link) {
    #expect(Link(path: link.path.text) == link)
  }

  @Test(
    "Another spelling of a path leads nowhere",
    arguments: [
      "", "answer", "//", "/answer", "/answer/", "/answer//keys", "/answer/spring/", "//answer/spring",
      "/answer/spring/keys/x", "/answer/sp%72ing", "/answer/spring%2Fkeys", "/answer/..", "/answer/../health",
      "/assets/../health", "/assets/..%2f", "/assets/Package.swift", "/health/", "/HEALTH", "/answer/spring\u{0}",
    ])
  func spellings(_ path: String) {
    #expect(Link(path: path) == nil)
  }

  @Test(
    "A wave's name stays one part of its path, whatever it holds",
    arguments: ["..", ".", "a/b", "//evil.example", "javascript:x", "é", "", "a?b#c", "a\\b", "%2e"])
  func names(_ wave: String) {
    let path = Link.answer(wave: wave).path.text
    #expect(wave.isEmpty ? path == "/answer" : path.hasPrefix("/answer/"))
    let rest = path.dropFirst("/answer/".count)
    #expect(!rest.contains { "/:\\?# ".contains($0) } && rest != ".." && rest != ".")
  }
}
