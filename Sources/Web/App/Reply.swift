import Foundation
import HTTPTypes
import Hummingbird
import Markup

/// Responses, each with the same headers.
enum Reply {
  /// - Parameter request: the request of a page that is the same for everybody, so that it may be compressed.
  static func page(_ node: Node, status: HTTPResponse.Status = .ok, for request: Request? = nil) -> Response {
    let bytes = node.rendered()
    let isCompressed = Gzip.isAccepted(request?.headers[.acceptEncoding])
    return response(
      status, type: "text/html; charset=utf-8", bytes, compressed: isCompressed ? Gzip.compressed(bytes) : nil)
  }

  static func page(_ page: DrawnPages.Page, for request: Request) -> Response {
    let isCompressed = Gzip.isAccepted(request.headers[.acceptEncoding])
    return response(
      .ok, type: "text/html; charset=utf-8", page.bytes, compressed: isCompressed ? page.compressed : nil)
  }

  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return response(status, type: "application/json", [UInt8](try encoder.encode(value)))
  }

  static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    response(status, type: "text/plain; charset=utf-8", Array(text.utf8))
  }

  /// A file to keep. The name is the program's own.
  static func file(_ text: String, name: StaticString, type: String) -> Response {
    var response = response(.ok, type: type, Array(text.utf8))
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  /// A part of the program: kept by the browser, asked for again each time by its hash.
  static func asset(_ asset: Asset, for request: Request) -> Response {
    let compressed = Gzip.isAccepted(request.headers[.acceptEncoding]) ? asset.compressed : nil
    let tag = compressed == nil ? asset.tag : asset.compressedTag
    let isKnown = request.headers[.ifNoneMatch] == tag
    var response = response(
      isKnown ? .notModified : .ok, type: asset.mediaType, isKnown ? [] : asset.content,
      compressed: isKnown ? nil : compressed)
    response.headers[.cacheControl] = "no-cache"
    response.headers[.eTag] = tag
    response.headers[.vary] = "Accept-Encoding"
    return response
  }

  /// A file to keep; browsers show none of it as a page.
  static func download(_ bytes: [UInt8], name: String) -> Response {
    var response = response(.ok, type: "application/octet-stream", bytes)
    let plain = name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    response.headers[.contentDisposition] = plain ? "attachment; filename=\"\(name)\"" : "attachment"
    return response
  }

  /// After a form: the browser asks for another page of this site. It takes a link, so nothing that came with a request can name a place.
  static func redirect(to link: Link) -> Response {
    var response = text("", status: .seeOther)
    response.headers[.location] = link.path.text
    return response
  }

  static func notAllowed(_ methods: HTTPRequest.Method...) -> Response {
    var response = text("This address does not take that request.\n", status: .methodNotAllowed)
    response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
    return response
  }

  static func response(
    _ status: HTTPResponse.Status, type: String, _ bytes: [UInt8], compressed: [UInt8]? = nil
  ) -> Response {
    var headers = SecurityHeaders.all
    headers[.contentType] = type
    if compressed != nil { headers[.contentEncoding] = "gzip" }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: compressed ?? bytes)))
  }
}
