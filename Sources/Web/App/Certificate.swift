package import Foundation
import HummingbirdTLS
import NIOSSL
package import Problems

/// A certificate with its key, checked before anybody connects: TLS 1.2 or newer.
package struct Certificate: Sendable {
  let configuration: TLSConfiguration
  /// When browsers stop to trust it.
  package let expires: Date

  /// - Parameters:
  ///   - path: the certificate and those that it was signed with, PEM.
  ///   - keyPath: its private key without a passphrase, PEM.
  /// - Throws: `Problem` for a file that cannot be read, a certificate that is not valid now, a key of another certificate.
  package init(path: String, keyPath: String, now: Date = Date()) throws(Problem) {
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(path) } catch {
      throw Problem(
        "the certificate cannot be read", at: path, remedy: "give a PEM file that the server's user may read")
    }
    guard let own = chain.first else {
      throw Problem("the file holds no certificate", at: path, remedy: "give a PEM file with the whole chain")
    }
    let key: NIOSSLPrivateKey
    do { key = try NIOSSLPrivateKey(file: keyPath, format: .pem) } catch {
      throw Problem(
        "the certificate's key cannot be read", at: keyPath,
        remedy: "give a PEM file without a passphrase that the server's user may read")
    }
    let (begins, expires) = (
      Date(timeIntervalSince1970: Double(own.notValidBefore)), Date(timeIntervalSince1970: Double(own.notValidAfter))
    )
    guard now < expires else {
      throw Problem("the certificate was valid until \(Self.day(expires))", at: path, remedy: "renew it")
    }
    guard begins <= now else {
      throw Problem(
        "the certificate is valid from \(Self.day(begins)) only", at: path, remedy: "check the clock of this machine")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw Problem(
        "the key does not belong to the certificate", at: keyPath, remedy: "give the key that it was made with")
    }
    self.configuration = configuration
    self.expires = expires
  }

  private static func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }
}
