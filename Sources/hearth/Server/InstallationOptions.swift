import ArgumentParser
import Foundation
import Platform
import Problems
import Store
import StorePostgres
import StoreSQLite

/// Where an installation keeps its two databases and its keys, the same for every command that needs them.
struct InstallationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the two SQLite databases.", valueName: "dir")) var data = "hearth-data"
  @Option(help: ArgumentHelp("The folder of keys, beside the data folder (DIR-keys) unless given.", valueName: "dir"))
  var keys: String?
  @Option(
    help: ArgumentHelp(
      "PostgreSQL for the directory, as a libpq connection string; HEARTH_DIRECTORY_URL unless given.", valueName: "url"
    ))
  var directoryURL: String?
  @Option(
    help: ArgumentHelp(
      "PostgreSQL for the answers, in another cluster; HEARTH_ANSWERS_URL unless given.", valueName: "url"))
  var answersURL: String?

  func validate() throws {
    for url in [directoryURL, answersURL].compactMap({ $0 }) where Self.holdsPassword(url) {
      throw ValidationError(
        "a password on the command line can be read by everybody on the machine: put the connection string into "
          + "HEARTH_DIRECTORY_URL and HEARTH_ANSWERS_URL, or into files that HEARTH_DIRECTORY_URL_FILE and HEARTH_ANSWERS_URL_FILE name"
      )
    }
    if (try url(directoryURL, "HEARTH_DIRECTORY_URL") == nil) != (try url(answersURL, "HEARTH_ANSWERS_URL") == nil) {
      throw ValidationError("give both --directory-url and --answers-url, or neither")
    }
  }

  /// `password=` in a list of settings, `user:password@` in an address.
  private static func holdsPassword(_ url: String) -> Bool {
    if url.contains("password") { return true }
    guard let scheme = url.range(of: "://"), let end = url[scheme.upperBound...].firstIndex(of: "@") else {
      return false
    }
    return url[scheme.upperBound..<end].contains(":")
  }

  /// Opens both databases with tables up to date.
  ///
  /// Files are copied and then brought up to date; a server is left alone and `hearth migrate` named, because other nodes may be at work on it.
  func open() async throws -> Installation {
    let installation = try connect()
    try await installation.checkSeparation()
    try await installation.checkDurability()
    for (name, migrations, database) in installation.parts {
      switch try await migrations.state(of: database) {
      case .current: continue
      case .ahead(let number):
        throw Problem(
          "the \(name) was written by a newer Hearth (its tables are at step \(number))", at: place(of: database),
          remedy: "use that version")
      case .empty, .behind:
        guard let file = database as? SQLiteDatabase else {
          throw Problem(
            "the tables of the \(name) are not up to date", at: place(of: database), remedy: "run `hearth migrate` once"
          )
        }
        if try await migrations.state(of: database) != .empty {
          try file.backUp(to: "\(data)/\(name)-before-\(Hearth.version)-\(Int(Date().timeIntervalSince1970)).sqlite")
        }
        try await migrations.apply(to: file)
      }
    }
    return installation
  }

  /// Opens both databases as they are.
  func connect() throws -> Installation {
    if let directory = try url(directoryURL, "HEARTH_DIRECTORY_URL"),
      let answers = try url(answersURL, "HEARTH_ANSWERS_URL")
    {
      return Installation(
        directory: PostgresDatabase(url: directory), answers: PostgresDatabase(url: answers),
        keyring: try Keyring(folder: keys ?? "\(data)-keys"))
    }
    do {
      try FileManager.default.createDirectory(
        atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return Installation(
        directory: try SQLiteDatabase(path: "\(data)/directory.sqlite"),
        answers: try SQLiteDatabase(path: "\(data)/answers.sqlite"),
        keyring: try Keyring(folder: keys ?? "\(data)-keys"))
    } catch let error as StoreError {
      throw Problem("\(error)", at: data, remedy: "check the folder, its disk and its permissions")
    } catch let error as CocoaError {
      throw Problem(
        "the data folder cannot be made (\(error.localizedDescription))", at: data, remedy: "name another with --data")
    }
  }

  /// Where one of the two databases is.
  func place(of part: BackupPart) throws -> DatabasePlace {
    let url =
      switch part {
      case .directory: try url(directoryURL, "HEARTH_DIRECTORY_URL")
      case .answers: try url(answersURL, "HEARTH_ANSWERS_URL")
      }
    return url.map { .server(url: $0) } ?? .file(path: "\(data)/\(part.rawValue).sqlite")
  }

  /// The keyring, where there is one: a folder of keys is not made to look into it.
  func existingKeyring() throws -> Keyring? {
    let folder = keys ?? "\(data)-keys"
    return FileManager.default.fileExists(atPath: folder) ? try Keyring(folder: folder) : nil
  }

  private func place(of database: any SQLDatabase) -> String { database is SQLiteDatabase ? data : "PostgreSQL" }

  /// The flag, then the variable, then the file that the variable's twin names.
  private func url(_ given: String?, _ variable: String) throws -> String? {
    let environment = ProcessInfo.processInfo.environment
    if let url = given ?? environment[variable] { return url }
    guard let file = environment[variable + "_FILE"] else { return nil }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Problem(
        "the file of \(variable)_FILE cannot be read", at: file, remedy: "check the path and its permissions")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// The two databases and the keyring.
struct Installation {
  let directory: any SQLDatabase
  let answers: any SQLDatabase
  let keyring: Keyring

  var parts: [(name: String, migrations: Migrations, database: any SQLDatabase)] {
    [("directory", Tables.directory, directory), ("answers", Tables.answers, answers)]
  }

  /// Two databases of one PostgreSQL cluster share transaction numbers and one log: who and what could be joined by them.
  func checkSeparation() async throws {
    let clusters = (try await directory.clusterIdentifier(), try await answers.clusterIdentifier())
    if let directory = clusters.0, directory == clusters.1 {
      throw Problem(
        "the directory and the answers are in one PostgreSQL cluster, whose log and transaction numbers join who answered to what was answered",
        remedy: "put the answers into a cluster of their own (another data directory and port)")
    }
  }

  /// A server that does not hand its log to the disk loses in a power cut what people have a receipt for.
  func checkDurability() async throws {
    for (name, _, database) in parts {
      guard let settings = try await database.commitSettings(), !settings.reachesDisk else { continue }
      throw Problem(
        "the PostgreSQL server of the \(name) runs with fsync=off: answers that were acknowledged would be lost when its machine loses power",
        at: "the \(name)'s server",
        remedy: "set fsync = on in its postgresql.conf (or take it out of its command line) and start it again")
    }
  }

  func accounts() throws -> Accounts {
    try Accounts(directory: directory, keyring: keyring, hasher: PasswordHasher(), audit: try audit())
  }

  func organisations() throws -> Organisations { Organisations(directory: directory, audit: try audit()) }

  /// Records an act of a command that has been done.
  func note(_ act: AuditEntry.Act, on wave: WaveName) async throws {
    let audit = try audit()
    try await directory.write { try audit.append(act, by: .here, on: wave.description, in: $0) }
    try await audit.noteHead()
  }

  func audit() throws -> AuditLog { try AuditLog(directory: directory, keyring: keyring) }

  func close() async {
    try? await directory.close()
    try? await answers.close()
  }
}

extension AuditEntry.Actor {
  /// Whoever runs this command.
  static var here: AuditEntry.Actor {
    let name = NSUserName()
    return name.isEmpty ? .commandLine : .operatingUser(name)
  }
}
