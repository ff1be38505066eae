import ArgumentParser
import Platform

struct WaveRemindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind", abstract: "Remind those who have not collected their right to answer.",
    discussion: """
      Nobody learns who they are: no command lists them, and the number is given as a range that singles nobody out. Whoever runs the mail server \
      can see in its logs to whom reminders went; with --everybody they go to all, and there is nothing to see.
      """)

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var mail: MailOptions
  @Argument(help: "The wave's name.") var name: String
  @Flag(help: "Remind everybody, whether or not they have collected their right to answer.") var everybody = false
  @Flag(help: "Do not wait to try again what could not be sent.") var once = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(name)
    let settings = try mail.settings()
    let installation = try await installation.open()
    let mailing = installation.mailing(settings)
    try await mailing.remind(wave, everybody: everybody)
    try await installation.note(.reminderSent, on: wave)
    let delivered = try await SendingRun(mailing: mailing, once: once).run(wave)
    await installation.close()
    let said: (words: String, isComplete: Bool) =
      switch delivered {
      case .reminders(let sent, let isComplete): ("Reminders have gone to \(sent.words) people.", isComplete)
      case .elsewhere: ("Another process is sending the reminders now.", false)
      case .invitations, .nothingToDo: ("There was nothing to send.", true)
      }
    if json {
      try Terminal.printJSON(Reminded(wave: name, said: said.words, isComplete: said.isComplete))
    } else {
      print(said.words)
      if !said.isComplete { print("Some could not be sent yet: run the command again later.") }
    }
  }

  private struct Reminded: Encodable {
    let wave: String
    let said: String
    let isComplete: Bool
  }
}
