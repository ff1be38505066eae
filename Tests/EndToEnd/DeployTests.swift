import Foundation
import TestSupport
import Testing

/// What docs/deploy.md tells people to copy is read by the programs that it is meant for.
@Suite struct DeployTests {
  private static let page =
    (try? String(contentsOf: HearthProgram.root.appendingPathComponent("docs/deploy.md"), encoding: .utf8)) ?? ""

  /// The only block in a language of the page.
  private static func block(_ language: String) throws -> String {
    let parts = page.components(separatedBy: "```\(language)\n")
    try #require(parts.count == 2, "docs/deploy.md has one block of \(language)")
    return try #require(parts[1].components(separatedBy: "```").first)
  }

  private static func has(_ program: String) -> Bool {
    ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private static let environment =
    ProcessInfo.processInfo.environment.merging(["PATH": "/usr/sbin:/sbin:/usr/bin:/bin"]) { $1 }

  /// - Returns: the exit code and everything that was said.
  private static func run(_ command: [String]) throws -> (code: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = environment
    let said = Pipe()
    process.standardOutput = said
    process.standardError = said
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(
    "The unit is one that systemd takes, and one with a word of it misspelt is not",
    .enabled(if: has("systemd-analyze")))
  func unit() throws {
    let work = try Workplace()
    // Where the program will be, there is none here.
    let unit = try Self.block("ini").replacing("/usr/local/bin/hearth", with: HearthProgram.url.path)
    try work.write(unit, to: "hearth.service")
    try work.write(unit.replacing("Restart=always", with: "Restart=allways"), to: "wrong.service")
    func verify(_ name: String) throws -> (code: Int32, said: String) {
      try Self.run(["systemd-analyze", "verify", "--man=no", work.folder.appendingPathComponent(name).path])
    }
    let right = try verify("hearth.service")
    #expect(right.code == 0 && !right.said.contains("hearth.service"), "\(right.said)")
    #expect(try verify("wrong.service").said.contains("wrong.service"))
  }

  @Test("The program knows every option of the unit's command line")
  func options() throws {
    let line = try #require(
      Self.block("ini").split(separator: "\n").first { $0.hasPrefix("ExecStart=") }?.split(separator: " "))
    let help = try HearthProgram.run(["serve", "--help"]).output
    for word in line where word.hasPrefix("--") { #expect(help.contains(word), "\(word)") }
    #expect(line.dropFirst().first == "serve")
  }

  @Test(
    "The proxy's settings are ones that nginx takes, and through them the site is reached without a line in any log",
    .enabled(if: has("nginx")))
  func proxy() async throws {
    let work = try Workplace()
    let own = try TestCertificate(in: work.folder)
    let server = try RunningServer(["--data", work.folder.appendingPathComponent("data").path])
    let port = try FreePort.find()
    let folder = work.folder.path
    var site = try Self.block("nginx")
    for (told, here) in [
      ("listen 443 ssl", "listen 127.0.0.1:\(port) ssl"), ("127.0.0.1:8080", "127.0.0.1:\(server.address.port ?? 0)"),
      ("/etc/letsencrypt/live/survey.example.org/fullchain.pem", own.path),
      ("/etc/letsencrypt/live/survey.example.org/privkey.pem", own.keyPath),
    ] {
      #expect(site.contains(told), "\(told)")
      site = site.replacing(told, with: here)
    }
    let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
    try work.write(
      """
      user root; pid \(folder)/nginx.pid; error_log \(folder)/said.log; events {}
      http { access_log \(folder)/seen.log; \(places.joined(separator: " ")) \(site) }
      """, to: "nginx.conf")
    let command = ["nginx", "-p", folder, "-c", "\(folder)/nginx.conf"]
    let tested = try Self.run(command + ["-t"])
    #expect(tested.code == 0, "\(tested.said)")
    // In the foreground: a daemon would keep what it inherits open for ever.
    let proxy = Process()
    proxy.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    proxy.arguments = command + ["-g", "daemon off;"]
    proxy.environment = Self.environment
    (proxy.standardOutput, proxy.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try proxy.run()
    defer {
      proxy.terminate()
      proxy.waitUntilExit()
    }
    let end = ContinuousClock.now + .seconds(60)
    // Its number is written once it listens; the test before left an empty file.
    while (try? work.text("nginx.pid"))?.isEmpty != false, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
    let trusting = ["openssl", "s_client", "-quiet", "-CAfile", own.path, "-servername", "localhost", "-connect"]
    let asked = "GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n"
    let words = trusting + ["127.0.0.1:\(port)"]
    let answer = try Self.run(["sh", "-c", "printf '\(asked)' | \(words.joined(separator: " "))"])
    #expect(answer.said.contains("alive"), "\(answer.said)")
    #expect(try work.text("seen.log").isEmpty)
    server.stop()
  }
}
