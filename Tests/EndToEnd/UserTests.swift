import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

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

  /// Sends the set-up form as a page of the server does.
  private func setUp(_ server: RunningServer, _ link: String) async throws -> String {
    var request = URLRequest(url: try #require(URL(string: link)))
    request.httpMethod = "POST"
    let origin = server.address.absoluteString
    request.setValue(origin, forHTTPHeaderField: "Origin")
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(
      "organisation=Northside&operator=County+IT&place=apart&confirmed=yes&name=Ada&email=ada%40example.org&password=otter+lamp+seven+sky&manages=no"
        .utf8)
    let (data, _) = try await URLSession(configuration: .ephemeral).data(for: request)
    return String(decoding: data, as: UTF8.self)
  }

  @Test("Accounts are added, listed, given a link and switched off, and a record that was changed is found")
  func accounts() async throws {
    let work = try Workplace()
    let data = work.folder.appendingPathComponent("data").path
    let server = try RunningServer(["--data", data])
    let page = try await setUp(server, try #require(server.setUp))
    #expect(page.contains("Good to see you"))
    let places = ["--data", data]
    func hearth(_ arguments: String...) throws -> HearthProgram.Run {
      try HearthProgram.run(arguments + places, in: work.folder)
    }
    let added = try hearth(
      "user", "add", "Sam@Example.org", "--name", "Sam", "--role", "study-lead", "--public-url", "https://a.example")
    #expect(added.code == 0 && added.output.contains(/https:\/\/a\.example\/desk\/password\/[\w-]{43}\n/))
    let both = try hearth("user", "add", "kim@example.org", "--name", "Kim", "--role", "administrator", "--manages")
    #expect(both.code == 1 && both.errors.hasPrefix("error: an administrator must not manage people"))
    let wrong = try hearth("user", "add", "kim", "--name", " ", "--role", "analyst")
    #expect(wrong.code == 1 && wrong.errors.split(separator: "\n").count == 2)
    #expect(wrong.errors.contains("error: this is not an e-mail address — email — write it as"))
    let list = try hearth("user", "list")
    #expect(list.output.contains("sam@example.org") && list.output.contains("studyLead"))
    #expect(try hearth("user", "reset-password", "ada@example.org").output.contains("/desk/password/"))
    let typo = try hearth("user", "deactivate", "sma@example.org")
    #expect(typo.code == 1 && typo.errors.contains("did you mean sam@example.org?"))
    #expect(try hearth("user", "deactivate", "sam@example.org").code == 0)
    let last = try hearth("user", "deactivate", "ada@example.org")
    #expect(last.code == 1 && last.errors.contains("nobody would be left"))
    #expect(try hearth("audit", "verify").output == "Whole: 5 entries.\n")
    server.stop()
    let sqlite = Process()
    sqlite.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    sqlite.arguments = [
      "python3", "-c",
      "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(\"DELETE FROM audit WHERE number = 5\"); c.commit()",
      data + "/directory.sqlite",
    ]
    try sqlite.run()
    sqlite.waitUntilExit()
    let verify = try hearth("audit", "verify")
    #expect(verify.code == 1 && verify.errors.contains("entry 5: it and everything up to entry 5 was cut off"))
  }

  @Test("The example prints a link that signs its administrator in, on this machine only; no other installation does")
  func example() async throws {
    let work = try Workplace()
    try work.write(OpenWave.wholeForm, to: "form.yaml")
    try work.write(
      "name,contact,unit\n" + (0..<16).map { "P\($0),p\($0)@example.org,North\n" }.joined(), to: "roster.csv")
    let made = try work.hearth(
      "example-site", "--data", "data", "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations",
      "links.txt")
    #expect(made.code == 0 && made.output.contains("/answer/example#"), "\(made.errors)")
    #expect(made.output.contains("12 of them have answered; what they say is invented too"))
    #expect(try work.text("links.txt").split(separator: "\n").count == 4)
    let away = try work.hearth(
      "example-site", "--data", "other", "--questionnaire", "form.yaml", "--roster", "roster.csv", "--invitations",
      "o.txt", "--public-url", "https://survey.example.org")
    #expect(away.code == 2 && away.errors.contains("an address of this machine"))
    let first = try firstLine(work)
    #expect(first["setUp"] == nil)
    let link = try #require(first["signIn"])
    #expect(link.contains(/^http:\/\/127\.0\.0\.1:\d+\/desk\/example\/[\w-]{43}$/))
    #expect(try firstLine(work)["signIn"] != link)
    #expect(try firstLine(work, ["--public-url", "https://survey.example.org"])["signIn"] == nil)
    let data = work.folder.appendingPathComponent("data").path
    let server = try RunningServer(["--data", data])
    var request = URLRequest(url: server.address.appendingPathComponent("desk/example/\(link.suffix(43))"))
    request.httpMethod = "POST"
    request.setValue(server.address.absoluteString, forHTTPHeaderField: "Origin")
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data()
    let (page, _) = try await URLSession(configuration: .ephemeral).data(for: request)
    #expect(String(decoding: page, as: UTF8.self).contains("Good to see you, <bdi>Demo Administrator</bdi>"))
    server.stop()
    let closed = try work.hearth("wave", "close", "example", "--data", "data")
    #expect(closed.output == "The wave “example” is closed with 12 responses.\n", "\(closed.errors)")
    let reported = try work.hearth("wave", "report", "example", "--data", "data", "--out", "report")
    #expect(reported.code == 0, "\(reported.errors)")
    #expect(try work.text("report/report.html").contains("Strain"))
    let earnest = try RunningServer(["--data", work.folder.appendingPathComponent("earnest").path])
    _ = try await setUp(earnest, try #require(earnest.setUp))
    earnest.stop()
    let other = try work.hearth("audit", "list", "--data", "earnest")
    #expect(other.code == 0 && other.output.contains("set-up"))
    let process = try firstLine(work, ["--data", "earnest"])
    #expect(process.keys.sorted() == ["address"])
  }

  @Test("What is done to waves with commands is on record, with the name of who ran them")
  func waves() throws {
    let wave = try OpenWave(people: 12)
    let list = try HearthProgram.run(["audit", "list"] + wave.places, in: wave.work.folder)
    #expect(list.output.contains("wave-opened") && list.output.contains("command line (\(NSUserName()))"))
    #expect(try HearthProgram.run(["wave", "close", OpenWave.name] + wave.places).code == 0)
    #expect(try HearthProgram.run(["wave", "close", "no-such-wave"] + wave.places).code == 1)
    let after = try HearthProgram.run(["audit", "list"] + wave.places, in: wave.work.folder).output
    #expect(after.split(separator: "\n").count { $0.contains("wave-closed") } == 1)
    #expect(try HearthProgram.run(["audit", "verify"] + wave.places).output == "Whole: 2 entries.\n")
  }

  @Test("A provider is set, listed and removed; its secret comes from the environment and is printed nowhere")
  func provider() async throws {
    let work = try Workplace()
    let data = work.folder.appendingPathComponent("data").path
    let server = try RunningServer(["--data", data])
    _ = try await setUp(server, try #require(server.setUp))
    server.stop()
    try work.write("s3cret-from-a-file\n", to: "secret")
    let program = [
      HearthProgram.url.path, "provider", "set", "--issuer", "https://login.example.org", "--client-id", "x",
    ]
    let set = Process()
    set.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    set.arguments =
      ["HEARTH_PROVIDER_SECRET_FILE=\(work.folder.path)/secret"] + program
      + ["--data", data, "--public-url", "https://survey.example.org"]
    let pipe = Pipe()
    set.standardOutput = pipe
    try set.run()
    set.waitUntilExit()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(set.terminationStatus == 0)
    #expect(said.contains(/https:\/\/survey\.example\.org\/desk\/provider\/[0-9a-f-]{36}\/back/))
    let list = try work.hearth("provider", "list", "--json", "--data", "data")
    #expect(list.output.contains("login.example.org"))
    #expect(!list.output.contains("s3cret") && !said.contains("s3cret"))
    let plain = try work.hearth(
      "provider", "set", "--issuer", "http://login.example.org", "--client-id", "x", "--data", "data")
    #expect(plain.code == 1 && plain.errors.contains("not the address of a provider"))
    let typo = try work.hearth("provider", "remove", "--organisation", "Nordside", "--data", "data")
    #expect(typo.code == 1 && typo.errors.contains("no organisation “Nordside”"))
    #expect(try work.hearth("provider", "remove", "--data", "data").code == 0)
    #expect(try work.hearth("provider", "list", "--json", "--data", "data").output.contains("["))
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
