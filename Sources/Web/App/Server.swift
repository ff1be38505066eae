package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The site on a port. A request that has begun is finished before the program ends, unless it takes longer than `drain`.
package struct Server: Sendable {
  package let site: Site
  package let host: String
  /// 0 for any that is free.
  package let port: Int
  /// Without one the server speaks plain HTTP.
  let certificate: Certificate?
  let monitor: Monitor?
  /// A connection on which nothing happens is closed after it, and one whose next request has not brought its whole header.
  let idle: Duration
  /// How long requests that have begun are waited for when the program is told to stop.
  let drain: Duration

  package init(
    site: Site, host: String, port: Int, certificate: Certificate? = nil, monitor: Monitor? = nil,
    idle: Duration = .seconds(30), drain: Duration = .seconds(20)
  ) {
    self.site = site
    self.host = host
    self.port = port
    self.certificate = certificate
    self.monitor = monitor
    self.idle = idle
    self.drain = drain
  }

  /// Serves until SIGTERM or SIGINT.
  /// - Parameter whenRunning: is told the port.
  package func run(whenRunning: @escaping @Sendable (Int) -> Void) async throws {
    var services: [any Service] = [try application(whenRunning: whenRunning)]
    if let monitor { services.append(Self.application(monitor, host: Monitor.host, port: monitor.port, .http1())) }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.logger)
    configuration.maximumGracefulShutdownDuration = drain
    try await ServiceGroup(configuration: configuration).run()
  }

  package func application(whenRunning: @escaping @Sendable (Int) -> Void = { _ in }) throws -> Application<Site> {
    let patience = TimeAmount(idle)
    let http = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [HeaderDeadline.Placing(limit: patience)],
        idleTimeout: patience,
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 64)))
    return Self.application(
      site, host: host, port: port,
      try certificate.map { try .tls(http, tlsConfiguration: $0.configuration) } ?? http, whenRunning)
  }

  private static func application<Responder: HTTPResponder>(
    _ responder: Responder, host: String, port: Int, _ server: HTTPServerBuilder,
    _ whenRunning: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> Application<Responder> where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    Application(
      responder: responder, server: server,
      configuration: .init(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { channel in whenRunning(channel.localAddress?.port ?? 0) }, logger: logger)
  }

  /// The library's own level can be set from outside and then names addresses: it is fixed here.
  private static var logger: Logger {
    var logger = Logger(label: "hearth.web")
    logger.logLevel = .error
    return logger
  }
}
