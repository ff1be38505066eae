import Hummingbird

extension Reply {
  /// A page that was kept as bytes, closed in itself: it may use its own style sheet and nothing else.
  static func stored(_ page: [UInt8]) -> Response {
    var response = Reply.response(.ok, type: "text/html; charset=utf-8", page)
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src \(WaveRoutes.styleHash(page)); base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return response
  }
}
