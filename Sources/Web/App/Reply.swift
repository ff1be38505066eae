import Foundation
import HTTPTypes
import Hummingbird
import Markup

/// Responses, each with the same headers.
enum Reply {
  static func page(_ node: Node, status: HTTPResponse.Status = .ok) -> Response {
    response(status, type: "text/html; charset=utf-8", node.rendered())
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
  static func asset(_ asset: Asset, known: String?) -> Response {
    let unchanged = known == asset.tag
    var response = response(
      unchanged ? .notModified : .ok, type: asset.mediaType, unchanged ? [] : asset.content)
    response.headers[.cacheControl] = "no-cache"
    response.headers[.eTag] = asset.tag
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

  static func response(_ status: HTTPResponse.Status, type: String, _ bytes: [UInt8]) -> Response {
    var headers = SecurityHeaders.all
    headers[.contentType] = type
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
