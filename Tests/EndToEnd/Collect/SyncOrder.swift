/// Reads a system-call trace of a server (and of the database's own processes) that answered one request at a time: was what the request wrote handed to
/// the disk before it was acknowledged?
struct SyncOrder {
  /// Acknowledged requests, by the last part of their address.
  private(set) var acknowledged: [String: Int] = [:]
  /// Acknowledgements that came before the log was written and synced.
  private(set) var early: [Substring] = []

  /// Requests by the last part of their address, with the database that keeps what they bring.
  private static let places = [
    "right": "directory", "response": "answers", "withdrawal": "answers", "slip": "answers",
  ]

  /// - Parameter trace: of `strace -f -yy` with `syncOrderCalls`.
  init(trace: String) {
    // A call that another thread interrupted stands in two lines: the first names the file, the second the result.
    var unfinished: [Substring: String] = [:]
    var written: Set<String> = []
    var synced: Set<String> = []
    var pending: String?
    for line in trace.split(separator: "\n") {
      let thread = line.prefix { $0.isNumber }
      if let log = Self.log(in: line) {
        if line.contains("write") {
          written.insert(log)
        } else if line.contains("sync("), written.contains(log) {
          if line.hasSuffix("= 0") { synced.insert(log) }
          if line.contains("<unfinished") { unfinished[thread] = log }
        }
      } else if line.contains("sync resumed>"), line.hasSuffix("= 0"), let log = unfinished.removeValue(forKey: thread)
      {
        synced.insert(log)
      } else if let request = Self.places.keys.first(where: { line.contains("\"POST /answer/spring/\($0) ") }) {
        pending = request
        written = []
        synced = []
        unfinished = [:]
      } else if line.contains("\"HTTP/1.1 200"), let request = pending {
        acknowledged[request, default: 0] += 1
        if !synced.contains(Self.places[request] ?? "") { early.append(line) }
        pending = nil
      }
    }
  }

  /// Whose write-ahead log a call is about.
  private static func log(in line: Substring) -> String? {
    ["directory", "answers"].first { line.contains("/\($0).sqlite-wal>") || line.contains("/\($0)/pg_wal/") }
  }

  /// What the tracer has to follow.
  static let calls = "trace=fsync,fdatasync,pwrite64,read,recvfrom,write,writev,sendto,sendmsg"
}
