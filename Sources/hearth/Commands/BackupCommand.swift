import ArgumentParser
import Foundation
import Problems
import StoreSQLite

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the two databases while they are in use.",
    discussion: """
      Each goes into a folder of its own (DIR/directory and DIR/answers) with its SHA-256, so that different people can keep them. Keys are \
      never in a backup: whoever had them beside the answers of an open wave could read them one by one. Keep the folder of keys safe in another way.
      """)

  @OptionGroup var installation: InstallationOptions
  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir")) var out: String
  @Option(help: "directory or answers; both unless given.") var only: BackupPart?
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    var written: [BackupFolder.Content] = []
    for part in BackupPart.chosen(only) {
      let place = try installation.place(of: part)
      written.append(
        try await BackupFolder(part, in: out).create(file: part.file(of: place)) { path in
          switch place {
          case .file(let source):
            guard FileManager.default.fileExists(atPath: source) else {
              throw Problem("there is no database", at: source, remedy: "name its folder with --data")
            }
            let database = try SQLiteDatabase(path: source)
            try database.backUp(to: path)
            try await database.close()
          case .server(let url): try await PostgresTools(url: url).dump(to: path)
          }
        })
    }
    if json {
      try Terminal.printJSON(written)
    } else {
      for content in written {
        print("\(out)/\(content.part.rawValue)/\(content.file): \(content.bytes) bytes, SHA-256 \(content.sha256)")
      }
    }
    Terminal.note(
      "the keys are not in this backup, and must not lie beside the answers of an open wave; without them its responses stay sealed"
    )
  }
}
