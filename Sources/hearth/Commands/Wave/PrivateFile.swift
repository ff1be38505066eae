import Foundation
import Problems

/// A file that its owner alone may read, made before anything is done that ends in it.
enum PrivateFile {
  /// - Throws: `Problem` when there is something of that name already.
  static func new(_ path: String, option: String) throws(Problem) -> FileHandle {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        "the file cannot be written (\(String(cString: strerror(errno))))", at: path,
        remedy: "name a new file with \(option)")
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
