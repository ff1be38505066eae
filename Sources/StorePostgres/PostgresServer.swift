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

  /// A connection string as environment variables, for programs whose command line others can read.
  package static func environment(of url: String) throws(StoreError) -> [String: String] {
    let pq = try CPostgresFunctions.load()
    var reason: UnsafeMutablePointer<CChar>?
    guard let options = pq.PQconninfoParse(url, &reason) else {
      defer { pq.PQfreemem(reason) }
      throw .unexpected(reason.map { String(cString: $0) } ?? "the connection string cannot be read")
    }
    defer { pq.PQconninfoFree(options) }
    var variables: [String: String] = [:]
    var option = options
    while option.pointee.keyword != nil {
      if let name = option.pointee.envvar, let value = option.pointee.val {
        variables[String(cString: name)] = String(cString: value)
      }
      option += 1
    }
    return variables
  }
}
