import Foundation
import Testing

/// Accounts from the command line, and what the first start prints.
@Suite struct UserTests {
  /// Starts the server until it is ready, and returns its first line.
  private func firstLine(_ work: Workplace, _ more: [String] = []) throws -> [String: String] {
    let process = Process()
    process.executableURL = HearthProgram.url
    process.arguments = ["serve", "--data", "data", "--port", "0", "--json"] + more
    process.currentDirectoryURL = work.folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
    }
    var line = Data()
    while !line.contains(10) {
      let more = pipe.fileHandleForReading.availableData
      try #require(!more.isEmpty)
      line += more
    }
    return try JSONDecoder().decode([String: String].self, from: line)
  }

  @Test("Each start before set-up prints a link of its own, which begins with the public address")
  func setUpLink() throws {
    let work = try Workplace()
    let first = try #require(try firstLine(work)["setUp"])
    let second = try #require(try firstLine(work, ["--public-url", "https://survey.example.org"])["setUp"])
    #expect(first.contains(/^http:\/\/127\.0\.0\.1:\d+\/desk\/set-up\/[\w-]{43}$/))
    #expect(second.contains(/^https:\/\/survey\.example\.org\/desk\/set-up\/[\w-]{43}$/))
    #expect(first.suffix(43) != second.suffix(43))
  }

  @Test("Before set-up there is nobody to list and nothing to add to")
  func notSetUp() throws {
    let work = try Workplace()
    let list = try work.hearth("user", "list", "--json", "--data", "data")
    #expect(list.code == 0 && list.output.contains("[") && !list.output.contains("email"))
    let add = try work.hearth(
      "user", "add", "sam@example.org", "--name", "Sam", "--role", "study-lead", "--data", "data")
    #expect(add.code == 1 && add.errors.contains("Hearth is not set up") && add.errors.contains("hearth serve"))
    for command in ["reset-password", "deactivate"] {
      let run = try work.hearth("user", command, "sam@example.org", "--data", "data")
      #expect(run.code == 1 && run.errors.contains("no account with the address “sam@example.org”"))
    }
    let verify = try work.hearth("audit", "verify", "--json", "--data", "data")
    #expect(verify.code == 0 && verify.output.contains("\"whole\" : true"))
  }

  @Test("A role that there is not, a public address with a path and a password on the line are a wrong command line")
  func usage() throws {
    let work = try Workplace()
    for arguments in [
      ["user", "add", "a@b.example", "--name", "A", "--role", "king"],
      ["user", "add", "a@b.example", "--name", "A", "--role", "analyst", "--password", "x"],
      ["user", "reset-password", "a@b.example", "--public-url", "https://a.example/path"],
      ["serve", "--public-url", "survey.example.org"],
    ] {
      let run = try HearthProgram.run(arguments + ["--data", "data"], in: work.folder)
      #expect(run.code == 2, "\(arguments)")
    }
    #expect(work.contents.isEmpty)
  }
}
