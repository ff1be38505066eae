import Dataset
import Foundation

/// The folder of real data beside the checkout; absent on a machine that has only the project.
enum SharedData {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

  /// The path of a file of real data, or `nil`, said aloud, when it is not there.
  static func path(_ name: String) -> String? {
    let path = folder.appending(path: name).path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: path) else {
      print("not checked: \(name) is not in ../shared/data")
      return nil
    }
    return path
  }
}
