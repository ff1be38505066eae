import Foundation

/// Data that is shared beside the project and never copied into it; nil, and said so, where it is absent.
enum SharedData {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/data").standardizedFileURL

  static func text(_ name: String) -> String? {
    let url = folder.appending(path: name)
    guard let data = try? Data(contentsOf: url) else {
      print("skipped: \(url.path) is not there")
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }
}
