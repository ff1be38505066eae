import Foundation
import Platform
import Problems

/// Text files that a person names on the command line or in a study file.
enum TextFile {
  /// - Parameter missing: what to do when there is no file of this name.
  /// - Throws: `Problem` for a file that is not there, a folder, one that may not be read, and text that is not UTF-8.
  static func read(_ path: String, missing: String = "check the path") throws(Problem) -> String {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem("there is no file of this name", at: path, remedy: missing)
    }
    guard !isFolder.boolValue else {
      throw Problem("this is a folder, not a file", at: path, remedy: "name a file in it")
    }
    guard let bytes = manager.contents(atPath: path) else {
      throw Problem("the file cannot be read", at: path, remedy: "check that you may read it")
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw Problem(
        "this text is not UTF-8", at: path,
        remedy: "save it as UTF-8, or convert it: iconv -f ISO-8859-1 -t UTF-8 IN > OUT")
    }
    return text
  }

  /// What can be known to go wrong before there is anything to write.
  /// - Throws: `Problem` when the name is taken, or the folder that it lies in is not there.
  static func checkNew(_ path: String) throws(Problem) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: path, isDirectory: &isFolder) {
      throw isFolder.boolValue
        ? Problem("this is a folder, not a file", at: path, remedy: "name a file in it with --out")
        : Problem(
          "there is a file of this name, and nothing is written over", at: path,
          remedy: "name another with --out, or move it away")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw Problem(
        "there is no folder “\(folder)”", at: path, remedy: "make the folder first, or name another with --out")
    }
  }

  /// Writes a file that was not there before; it appears whole or not at all.
  /// - Throws: what `checkNew` throws, and a `Problem` when the disk refuses.
  static func writeNew(_ text: String, to path: String) throws(Problem) {
    try checkNew(path)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Problem(
        "the file could not be written: \(systemReason(error))", at: path,
        remedy: "check that the disk has room and that you may write there")
    }
  }
}

/// Why the system refused, in its own words, without domains and codes.
func systemReason(_ error: any Error) -> String {
  var cause = error as NSError
  while let deeper = cause.userInfo[NSUnderlyingErrorKey] as? NSError { cause = deeper }
  guard cause.domain == NSPOSIXErrorDomain else { return "the system refused" }
  return String(cString: strerror(Int32(cause.code))).lowercased()
}

extension Companions {
  /// Files beside the study file.
  init(folder: URL, kept: [String: String] = [:]) {
    self.init(kept: kept) { name throws(Problem) in
      try TextFile.read(
        URL(fileURLWithPath: name, relativeTo: folder).path,
        missing: "the study file names it: put it beside the study file")
    }
  }
}
