import Foundation
package import Problems

/// The third place: a folder of keys, one file a key, in neither database and in no backup of theirs.
///
/// A file appears complete or not at all and is readable by its owner only. Destroying a key overwrites its file before removing it; copies of the
/// folder elsewhere are beyond reach.
package struct Keyring: Sendable {
  private let folder: URL

  /// Opens the folder, or makes it.
  package init(folder: String) throws(Problem) {
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
    do {
      try FileManager.default.createDirectory(
        at: self.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem("the keyring cannot be opened", at: folder, remedy: "name a folder of your own with --keys")
    }
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw Problem("others may read the keyring", at: folder, remedy: "run chmod 700 on it")
    }
  }

  /// A key's name: what it is for and whose it is.
  package enum Name: Hashable, Sendable {
    /// Opens the sealed responses of a wave; destroyed when it closes.
    case seal(WaveName)
    /// Signs the blinded tokens of one reporting unit; destroyed when the wave closes.
    case issuer(WaveName, fingerprint: [UInt8])
    /// Makes receipts and recognises repeated submissions; destroyed when the wave closes.
    case receipts(WaveName)
    /// Names and contacts of a wave's roster; destroyed when they are no longer needed.
    case contacts(WaveName)
    /// Guards the stored responses of a wave against change.
    case rows(WaveName)
    /// Opens the lists that were handed in before each had a key of its own.
    case roster(WaveName)
    /// Opens one organisation's list for a wave to come; destroyed when the list changes and when the wave opens.
    case list(WaveName, mark: [UInt8])
    /// Makes the codes of the audit log.
    case audit
    /// How far the audit log had come.
    case auditHead
    /// Opens the secrets of authenticator programs.
    case secondFactors
    /// Opens the secrets that organisations' providers gave.
    case providers

    var file: String {
      switch self {
      case .seal(let wave): "\(wave).seal"
      case .issuer(let wave, let fingerprint): "\(wave).issuer-\(hexadecimal(fingerprint.prefix(8)))"
      case .receipts(let wave): "\(wave).receipts"
      case .contacts(let wave): "\(wave).contacts"
      case .rows(let wave): "\(wave).rows"
      case .roster(let wave): "\(wave).roster"
      case .list(let wave, let mark): "\(wave).list-\(hexadecimal(mark))"
      // Capitals: no wave has them in its name.
      case .audit: "AUDIT"
      case .auditHead: "AUDIT-HEAD"
      case .secondFactors: "SECOND-FACTORS"
      case .providers: "PROVIDERS"
      }
    }
  }

  package func contains(_ name: Name) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }

  /// Keeps a new key, on the disk before this returns.
  package func create(_ name: Name, _ key: [UInt8]) throws(Problem) {
    let path = path(name)
    // A name of its own: two nodes may make the same key at the same time.
    let partial = "\(path).\(hexadecimal(randomBytes(8))).part"
    let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("written", path) }
    let written = key.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == key.count && fsync(file) == 0
    close(file)
    // link() refuses to replace a key that is there, as rename() would not.
    guard written, link(partial, path) == 0 else {
      unlink(partial)
      throw failure("written", path)
    }
    unlink(partial)
    syncFolder()
  }

  /// The key of the whole installation, made at the first use by whichever node comes first.
  func readOrCreate(_ name: Name, _ make: () -> [UInt8]) throws(Problem) -> [UInt8] {
    if !contains(name) {
      do { try create(name, make()) } catch { guard contains(name) else { throw error } }
    }
    return try read(name)
  }

  /// Puts something new in the place of what is there.
  func replace(_ name: Name, _ bytes: [UInt8]) throws(Problem) {
    let path = path(name)
    let partial = path + ".\(hexadecimal(randomBytes(8)))"
    let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("written", path) }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == bytes.count && fsync(file) == 0
    close(file)
    guard written, rename(partial, path) == 0 else {
      unlink(partial)
      throw failure("written", path)
    }
    syncFolder()
  }

  /// - Throws: `Problem` when the key is not there.
  package func read(_ name: Name) throws(Problem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path(name)) else { throw failure("read", path(name)) }
    return [UInt8](data)
  }

  /// Overwrites and removes a key; nothing happens when it is not there.
  package func destroy(_ name: Name) { destroy(file: name.file) }

  /// Destroys everything of a wave that `keeping` does not name: what opens sealed responses first.
  package func destroyAll(of wave: WaveName, keeping: [Name]) {
    destroy(.seal(wave))
    for file in files(of: wave, besides: keeping) { destroy(file: file) }
  }

  /// Whether anything of a wave is there that `keeping` does not name.
  func holdsMore(of wave: WaveName, than keeping: [Name]) -> Bool { !files(of: wave, besides: keeping).isEmpty }

  private func files(of wave: WaveName, besides names: [Name]) -> [String] {
    let kept = Set(names.map(\.file))
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasPrefix("\(wave).") && !kept.contains($0) }
  }

  /// The keys of lists that were there by `time`, as names of files.
  func lists(before time: Date) -> [String] {
    let all =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.contentModificationDateKey]))
      ?? []
    return all.filter { file in
      guard file.lastPathComponent.contains(".list-"), file.pathExtension != "part",
        let made = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
      else { return false }
      return made <= time
    }.map(\.lastPathComponent)
  }

  func destroy(file: String) {
    let path = folder.appendingPathComponent(file).path
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    if descriptor >= 0 {
      var status = stat()
      if fstat(descriptor, &status) == 0 {
        let zeros = [UInt8](repeating: 0, count: Int(status.st_size))
        _ = zeros.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        fsync(descriptor)
      }
      close(descriptor)
    }
    unlink(path)
    syncFolder()
  }

  private func path(_ name: Name) -> String { folder.appendingPathComponent(name.file).path }

  private func syncFolder() {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private func failure(_ what: String, _ path: String) -> Problem {
    Problem(
      "a key cannot be \(what) (\(String(cString: strerror(errno))))", at: path,
      remedy: "check that the keyring is there, whole and writable; without its keys an open wave is lost")
  }
}

/// Lower-case hexadecimal.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
