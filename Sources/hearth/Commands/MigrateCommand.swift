import ArgumentParser
import Platform
import Store

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the tables of both databases up to date.",
    discussion: "Back both up and stop every server first. Either all missing steps of a database are done or none.")

  @OptionGroup var installation: InstallationOptions

  func run() async throws {
    let installation = try installation.connect()
    try await installation.checkSeparation()
    for (name, migrations, database) in installation.parts {
      let before = try await migrations.state(of: database)
      try await migrations.apply(to: database)
      switch before {
      case .current: print("The \(name) was up to date.")
      case .empty: print("The \(name) is ready.")
      case .behind(let missing): print("The \(name) is up to date: \(missing.joined(separator: ", ")).")
      case .ahead: break
      }
    }
    await installation.close()
  }
}
