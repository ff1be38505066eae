import Hummingbird
import HummingbirdTesting
import Markup
import Platform
import Testing
import Web

@Suite struct SiteTests {
  static let everywhere = [
    "/", "/health", "/ready", "/design", "/nowhere", "/assets/answer.js", "/answer/spring", "/answer/spring/keys",
    "/answer/spring/withdrawal", "/answer/spring/no-mail", "/answer/spring/slip", "/answer/spring/open",
    "/answer/autumn", "/answer/autumn/keys",
    "/answer/spring/right",
  ]

  @Test(
    "Every response tells browsers to load, run and ask nothing else, and to keep and pass on nothing",
    arguments: everywhere)
  func headers(_ path: String) async throws {
    let response = try await Platformed().ask(.get, path)
    let policy = try #require(response.headers[.contentSecurityPolicy])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"))
    #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
    #expect(response.headers[.xContentTypeOptions] == "nosniff")
    #expect(response.headers[.init("Referrer-Policy")!] == "no-referrer")
    #expect(response.headers[.init("Cross-Origin-Opener-Policy")!] == "same-origin")
    #expect(response.headers[.cacheControl] == (path.hasPrefix("/assets") ? "no-cache" : "no-store"))
    #expect(response.headers[.setCookie] == nil && response.headers[.server] == nil)
  }

  @Test("Addresses answer the methods they are for, and no others")
  func methods() async throws {
    let platform = Platformed()
    for link in LinkTests.links {
      if case .desk = link { continue }
      for method in [HTTPRequest.Method.get, .post, .put, .delete, .head, .options] {
        let status = try await platform.ask(method, link.path.text).status
        let isPost: Bool
        switch link {
        case .right, .response: isPost = method == .post
        case .withdrawal, .noMail, .slip, .openLink: isPost = method == .post || method == .get
        default: isPost = method == .get
        }
        #expect((status != .methodNotAllowed) == isPost, "\(method) \(link.path.text): \(status)")
      }
    }
  }

  @Test("A question mark in an address leads nowhere, so that nothing is ever sent in one")
  func query() async throws {
    #expect(try await Platformed().ask(.get, "/answer/spring?i=1").status == .notFound)
  }

  @Test("Ready says whether the databases answer; alive says no more than that")
  func readiness() async throws {
    #expect(try await Platformed().ask(.get, "/ready").status == .ok)
    #expect(try await Platformed().ask(.get, "/ready", isReady: false).status == .serviceUnavailable)
    #expect(try await Platformed().ask(.get, "/health", isReady: false).status == .ok)
  }

  @Test("A script that the browser has already is not sent again", arguments: Asset.allCases)
  func assets(_ asset: Asset) async throws {
    let platform = Platformed()
    let path = Link.asset(asset).path.text
    let first = try await platform.ask(.get, path)
    #expect(first.status == .ok && Array(buffer: first.body) == asset.content && !asset.content.isEmpty)
    let tag = try #require(first.headers[.eTag])
    let second = try await platform.ask(.get, path, headers: [.ifNoneMatch: tag])
    #expect(second.status == .notModified && second.body.readableBytes == 0)
    #expect(try await platform.ask(.get, path, headers: [.ifNoneMatch: "\"x\""]).status == .ok)
  }

  @Test("Browsers that take gzip get pages and scripts in it, under a tag of its own; others do not")
  func compression() async throws {
    let platform = Platformed()
    for path in ["/answer/spring", "/assets/answer.js"] {
      let plain = try await platform.ask(.get, path)
      let packed = try await platform.ask(.get, path, headers: [.acceptEncoding: "br, gzip;q=0.8"])
      #expect(plain.headers[.contentEncoding] == nil && packed.headers[.contentEncoding] == "gzip")
      #expect(packed.body.readableBytes < plain.body.readableBytes / 2)
      #expect(Array(buffer: packed.body).prefix(2) == [0x1F, 0x8B])
      let refused = try await platform.ask(.get, path, headers: [.acceptEncoding: "gzip;q=0, br"])
      #expect(refused.headers[.contentEncoding] == nil)
      guard let tag = packed.headers[.eTag] else { continue }
      #expect(tag != plain.headers[.eTag])
      let again = try await platform.ask(.get, path, headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag])
      #expect(again.status == .notModified && again.headers[.contentEncoding] == nil)
    }
  }

  @Test("Scripts are small and hold nothing that runs text or writes markup", arguments: Asset.allCases)
  func scripts(_ asset: Asset) {
    let text = String(decoding: asset.content, as: UTF8.self)
    for word in [
      "eval(", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "http:", "https:",
      "localStorage", "cookie =",
    ] {
      #expect(!text.contains(word), "\(asset.rawValue) holds \(word)")
    }
    #expect(text.utf8.count < 16_000)
  }
}
