public import Foundation

extension Ledger {
  /// Reads the record of releases; an empty one where there is no file.
  /// - Throws: `ledgerUnreadable`, `ledgerVersion`: never an empty ledger in place of one that cannot be read.
  public static func load(from url: URL) throws(DisclosureError) -> Ledger {
    guard FileManager.default.fileExists(atPath: url.path) else { return Ledger() }
    let ledger: Ledger
    do {
      ledger = try JSONDecoder().decode(Ledger.self, from: Data(contentsOf: url))
    } catch {
      throw .ledgerUnreadable(path: url.path, detail: String(describing: error).firstLine)
    }
    guard ledger.version == currentVersion else { throw .ledgerVersion(ledger.version) }
    return ledger
  }

  /// Writes this ledger in place of `earlier`, which it was made from.
  ///
  /// Under a lock beside the file the stored ledger is compared with `earlier`, then replaced in one step, synced before it is renamed, so
  /// that a reader sees the old record or the new one. Call this before any figure is shown: figures without a record
  /// cannot be taken into account later.
  /// - Throws: `ledgerBusy` while another report writes, `ledgerMoved` when another report was recorded meanwhile,
  ///   `ledgerNotWritten`, `ledgerUnreadable`.
  public func save(to url: URL, replacing earlier: Ledger) throws(DisclosureError) {
    let lock = openLock(beside: url.path)
    guard lock >= 0 else { throw .ledgerNotWritten(path: url.path, detail: String(cString: strerror(errno))) }
    defer { close(lock) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw .ledgerBusy(path: url.path) }
    let stored = try Ledger.load(from: url)
    if stored == self { return }
    guard stored == earlier else { throw .ledgerMoved(path: url.path) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let temporary = url.path + ".\(getpid()).part"
    do {
      try encoder.encode(self).write(to: URL(fileURLWithPath: temporary))
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: temporary))
      try file.synchronize()
      try file.close()
    } catch {
      unlink(temporary)
      throw .ledgerNotWritten(path: url.path, detail: String(describing: error).firstLine)
    }
    guard rename(temporary, url.path) == 0 else {
      let detail = String(cString: strerror(errno))
      unlink(temporary)
      throw .ledgerNotWritten(path: url.path, detail: detail)
    }
  }
}

/// A file beside the ledger to lock: the ledger itself is replaced, and a lock on a replaced file guards nothing.
private func openLock(beside path: String) -> Int32 { open(path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600) }

extension String {
  fileprivate var firstLine: String { String(prefix { !$0.isNewline }.prefix(160)) }
}
