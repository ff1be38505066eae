import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One request to a provider: no redirect is followed, little is read, and it does not take long.
struct ProviderRequest: Sendable {
  let part: OpenIDFault.Part
  let address: String
  /// Nil asks for the address; otherwise this form is sent.
  var form: [(name: String, value: String)]?
  var authorization: String?

  /// How long the whole may take.
  let patience: Duration

  private static let longest = 512 * 1024

  /// The answer's bytes; a refusal of the token is one, too.
  /// - Throws: `OpenIDFault`.
  func send() async throws(OpenIDFault) -> [UInt8] {
    do {
      return try await withThrowingTaskGroup(of: [UInt8].self) { group in
        group.addTask { try await HTTPClient.withHTTPClient(configuration: configuration, answer) }
        group.addTask {
          try await Task.sleep(for: patience)
          throw OpenIDFault.unreachable(part)
        }
        defer { group.cancelAll() }
        return try await group.next() ?? []
      }
    } catch let fault as OpenIDFault {
      throw fault
    } catch is NIOTooManyBytesError {
      throw .unreadable(part)
    } catch {
      throw .unreachable(part)
    }
  }

  private func answer(_ client: HTTPClient) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: address)
    request.headers.add(name: "Accept", value: "application/json")
    if let authorization { request.headers.add(name: "Authorization", value: authorization) }
    if let form {
      request.method = .POST
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      let text = form.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
      request.body = .bytes(ByteBuffer(string: text))
    }
    let response = try await client.execute(request, timeout: TimeAmount(patience))
    let bytes = Array(buffer: try await response.body.collect(upTo: Self.longest))
    switch response.status.code {
    case 200: return bytes
    case 400,
      401 where part == .token:
      let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(bytes))
      throw OpenIDFault.declined(code: refusal?.error)
    case let code: throw OpenIDFault.status(part, Int(code))
    }
  }

  private struct Refusal: Decodable { let error: String }

  private var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(patience / 2), read: TimeAmount(patience)), decompression: .disabled)
    configuration.httpVersion = .http1Only
    return configuration
  }

  /// Letters, digits and `-._~` as they are, every other byte with a percent sign.
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || [45, 46, 95, 126].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
    }.joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }
}
