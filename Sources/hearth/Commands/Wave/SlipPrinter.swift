import Foundation

/// Makes a PDF of a page that nobody else may read: what has to be written for it lies beside the result, for its owner alone, and is gone afterwards.
enum SlipPrinter {
  static func pdf(_ page: [UInt8], beside out: String) async throws -> Data {
    let folder = URL(fileURLWithPath: out).deletingLastPathComponent()
      .appendingPathComponent(".hearth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { remove(folder) }
    let source = folder.appendingPathComponent("slips.html")
    try Data(page).write(to: source)
    return try await Conversion.pdf(
      of: source,
      remedy: "install chromium or weasyprint (apt-get install chromium): slips are printed with one of them")
  }

  /// The same where no file is wanted: in memory, where the machine has a folder there.
  static func pdf(_ page: [UInt8]) async throws -> [UInt8] {
    let memory = "/dev/shm"
    let folder =
      FileManager.default.isWritableFile(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
    return [UInt8](try await pdf(page, beside: "\(folder)/page.pdf"))
  }

  /// Overwrites what held the codes before removing it.
  private static func remove(_ folder: URL) {
    for name in ["slips.html", "report.pdf"] {
      let file = folder.appendingPathComponent(name)
      guard let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int,
        let handle = try? FileHandle(forWritingTo: file)
      else { continue }
      try? handle.write(contentsOf: Data(count: size))
      try? handle.synchronize()
      try? handle.close()
    }
    try? FileManager.default.removeItem(at: folder)
  }
}
