import ArgumentParser
import Platform
import Store

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the tables of both databases up to date.",
    discussion: "Back both up and stop every server first. Either all missing steps of a database are done or none.")

  @OptionGroup var installation: InstallationOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let installation = try installation.connect()
    try await installation.checkSeparation()
    var done: [Done] = []
    for (name, migrations, database) in installation.parts {
      let before = try await migrations.state(of: database)
      try await migrations.apply(to: database)
      switch before {
      case .current: done.append(Done(database: name, was: .current, steps: []))
      case .empty: done.append(Done(database: name, was: .empty, steps: []))
      case .behind(let missing): done.append(Done(database: name, was: .behind, steps: missing))
      case .ahead: break
      }
    }
    await installation.close()
    if json { return try Terminal.printJSON(done) }
    for done in done { print(done.words) }
  }

  private struct Done: Encodable {
    enum Was: String, Encodable { case current, empty, behind }

    let database: String
    let was: Was
    /// What was missing, in words.
    let steps: [String]

    var words: String {
      switch was {
      case .current: "The \(database) was up to date."
      case .empty: "The \(database) is ready."
      case .behind: "The \(database) is up to date: \(steps.joined(separator: ", "))."
      }
    }
  }
}
