import ArgumentParser
import Platform

struct ContactsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contacts", abstract: "Names and contact details of the people who were asked.",
    subcommands: [ContactsDestroyCommand.self])
}

struct ContactsDestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy", abstract: "Destroy a wave's names, contacts and links, in every copy.",
    discussion: """
      The key goes first, so backups of the directory hold nothing that can be read either. Nobody can be written to afterwards; links that people have \
      still work while the wave is open. It happens by itself so many days after the close as the wave was opened with.
      """)

  @OptionGroup var installation: InstallationOptions
  @Option(help: ArgumentHelp("The wave's name.", valueName: "name")) var wave: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(wave)
    let installation = try await installation.open()
    let isNew = try await ContactsDestruction(directory: installation.directory, keyring: installation.keyring)
      .destroy(wave)
    if isNew { try await installation.note(.contactsDestroyed, on: wave) }
    await installation.close()
    if json {
      try Terminal.printJSON(Destroyed(wave: wave.description, destroyed: isNew))
    } else {
      print(
        isNew
          ? "The names, contacts and links of “\(wave)” are destroyed."
          : "The names, contacts and links of “\(wave)” had been destroyed before.")
    }
  }

  private struct Destroyed: Encodable {
    let wave: String
    let destroyed: Bool
  }
}
