import Foundation

/// The files of a report's folder that cannot be made again byte by byte: conversions, and files that Hearth did not write.
struct OtherFiles {
  /// Converted files that are what the manifest says.
  private(set) var unchanged: [String] = []
  /// Converted files that were changed or are missing.
  private(set) var differences: [VerifyCommand.Difference] = []
  /// Files that the manifest does not name: nothing can be said about them.
  private(set) var strangers: [String] = []

  init(in folder: URL, recomputed: Set<String>, manifest: Manifest) {
    for (path, hash) in manifest.outputs.sorted(by: { $0.key < $1.key }) where !recomputed.contains(path) {
      let now = (try? Data(contentsOf: folder.appendingPathComponent(path))).map(sha256)
      if now == hash {
        unchanged.append(path)
      } else {
        differences.append(
          VerifyCommand.Difference(
            file: path, place: "SHA-256", was: now ?? "missing", now: "\(hash), as the manifest says"))
      }
    }
    let known = recomputed.union(manifest.outputs.keys).union([Manifest.file])
    strangers = OutputFolder.files(in: folder).filter { !known.contains($0) }
  }

  /// What was not recomputed, a sentence a kind.
  var sentences: [String] {
    var sentences: [String] = []
    if !unchanged.isEmpty {
      sentences.append(
        "Not recomputed, but unchanged since they were written, by the SHA-256 in \(Manifest.file): "
          + "\(unchanged.joined(separator: ", ")).")
    }
    if !strangers.isEmpty {
      sentences.append("Not compared, because Hearth did not write them: \(strangers.joined(separator: ", ")).")
    }
    return sentences
  }
}
