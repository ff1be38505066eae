import CPostgres
package import Store

/// Acts on a whole server, outside of any transaction: making and dropping databases.
package enum PostgresServer {
  /// - Parameter statement: source text; names in it are the caller's own, never data.
  package static func run(_ statement: String, on url: String) throws(StoreError) {
    let session = try PostgresSession(url: url)
    defer { session.close() }
    try session.runAlone(statement)
  }
}
