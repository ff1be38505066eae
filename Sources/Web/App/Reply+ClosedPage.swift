import Crypto
import Foundation
import Hummingbird

extension Reply {
  /// A page closed in itself, kept as bytes or made to be printed: it may use its own style sheet and nothing else.
  static func closedPage(_ page: [UInt8]) -> Response {
    var response = Reply.response(.ok, type: "text/html; charset=utf-8", page)
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src \(styleHash(page)); base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return response
  }

  /// `'sha256-…'` of the page's one style element.
  private static func styleHash(_ page: [UInt8]) -> String {
    guard let start = page.firstRange(of: Array("<style>".utf8)),
      let end = page[start.upperBound...].firstRange(of: Array("</style>".utf8))
    else { return "'none'" }
    let hash = SHA256.hash(data: page[start.upperBound..<end.lowerBound])
    return "'sha256-\(Data(hash).base64EncodedString())'"
  }
}
