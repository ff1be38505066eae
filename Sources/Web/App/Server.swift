package import Hummingbird
import Logging
import NIOCore

/// The site on a port. A request that has begun is finished before the program ends.
package struct Server: Sendable {
  package let site: Site
  package let host: String
  /// 0 for any that is free.
  package let port: Int
  /// A connection on which nothing happens is closed after it.
  package let idle: Duration

  package init(site: Site, host: String, port: Int, idle: Duration = .seconds(30)) {
    self.site = site
    self.host = host
    self.port = port
    self.idle = idle
  }

  /// Serves until SIGTERM or SIGINT.
  /// - Parameter whenRunning: is told the port.
  package func run(whenRunning: @escaping @Sendable (Int) -> Void) async throws {
    try await application(whenRunning: whenRunning).runService()
  }

  package func application(whenRunning: @escaping @Sendable (Int) -> Void = { _ in }) -> Application<Site> {
    // The library's own level can be set from outside and then names addresses: it is fixed here.
    var logger = Logger(label: "hearth.web")
    logger.logLevel = .error
    return Application(
      responder: site,
      server: .http1(
        configuration: .init(
          idleTimeout: TimeAmount(idle),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 64))),
      configuration: .init(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { channel in whenRunning(channel.localAddress?.port ?? 0) },
      logger: logger)
  }
}
