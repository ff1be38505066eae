import Foundation
import Glibc
import Testing

/// What keeps a server from starting. The way from invitation to withdrawal is Tests/Browser/answering.
@Suite struct ServeTests {
  @Test("A port that there is not is a wrong command line", arguments: ["-1", "65536", "http"])
  func noPort(_ port: String) throws {
    let work = try Workplace()
    let run = try work.hearth("serve", "--data", "data", "--port=\(port)")
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(work.contents.isEmpty)
  }

  @Test("A port that is taken is said, with what to do")
  func portTaken() throws {
    let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(taken) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port =
      withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          bind(taken, pointer, size) == 0 && listen(taken, 1) == 0 && getsockname(taken, pointer, &size) == 0
        }
      } ? Int(UInt16(bigEndian: address.sin_port)) : 0
    try #require(port > 0)
    let run = try Workplace().hearth("serve", "--data", "data", "--port", "\(port)")
    #expect(run.code == 1 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("error: the server cannot run") && run.errors.contains("127.0.0.1:\(port)"))
    #expect(run.errors.contains("choose another --port"))
  }

  @Test("Keys that others may read keep the server from starting")
  func openKeys() throws {
    let work = try Workplace()
    let keys = work.folder.appendingPathComponent("keys")
    try FileManager.default.createDirectory(
      at: keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let run = try work.hearth("serve", "--data", "data", "--keys", "keys", "--port", "0")
    #expect(run.code == 1 && run.errors.contains("others may read the keyring"))
  }
}
