/// Reads a system-call trace of a server that answered one request at a time: was the database's log on the disk before each acknowledgement?
struct SyncOrder {
  /// Acknowledged requests, by the last part of their address.
  private(set) var acknowledged: [String: Int] = [:]
  /// Acknowledgements that came before the sync.
  private(set) var early: [Substring] = []

  /// - Parameter trace: of `strace -f -yy`.
  init(trace: String) {
    // A call that another thread interrupted stands in two lines: the first names the file, the second the result.
    var unfinished: [Substring: String] = [:]
    var synced: Set<String> = []
    var pending: String?
    for line in trace.split(separator: "\n") {
      let thread = line.prefix { $0.isNumber }
      if line.contains("sync(") {
        let file = line.contains("answers.sqlite") ? "response" : line.contains("directory.sqlite") ? "right" : "other"
        if line.hasSuffix("= 0") {
          synced.insert(file)
        } else if line.contains("<unfinished") {
          unfinished[thread] = file
        }
      } else if line.contains("sync resumed>"), line.hasSuffix("= 0"), let file = unfinished.removeValue(forKey: thread)
      {
        synced.insert(file)
      } else if let request = ["right", "response"].first(where: { line.contains("POST /answer/spring/\($0) ") }) {
        pending = request
        synced = []
      } else if line.contains("\"HTTP/1.1 200"), let request = pending {
        acknowledged[request, default: 0] += 1
        if !synced.contains(request) { early.append(line) }
        pending = nil
      }
    }
  }
}
