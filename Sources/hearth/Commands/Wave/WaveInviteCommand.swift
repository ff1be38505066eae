import ArgumentParser
import Platform

struct WaveInviteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Send everybody of an open wave their invitation by e-mail.",
    discussion: """
      Nobody is invited twice: run it again to go on where it was cut short, or to try again what could not be sent.
      """)

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var mail: MailOptions
  @Argument(help: "The wave's name.") var name: String
  @Flag(help: "Do not wait to try again what could not be sent.") var once = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(name)
    let settings = try mail.settings()
    let installation = try await installation.open()
    let mailing = installation.mailing(settings)
    let invited = try await mailing.invite(wave)
    try await installation.note(.invitationsSent, on: wave)
    let delivered = try await SendingRun(mailing: mailing, once: once).run(wave)
    await installation.close()
    var report = Report(wave: name, people: invited.people, withoutAddress: invited.withoutAddress)
    if case .invitations(let sent, let refused, let waiting) = delivered {
      (report.sent, report.refused, report.waiting) = (sent, refused, waiting)
    }
    report.sentElsewhere = delivered == .elsewhere
    if json { try Terminal.printJSON(report) } else { print(report.text) }
  }

  private struct Report: Encodable {
    let wave: String
    let people: Int
    let withoutAddress: Int
    var sent = 0
    var refused = 0
    var waiting = 0
    var sentElsewhere = false

    var text: String {
      var lines = ["\(sent) invitations sent now, of \(people) people."]
      if sentElsewhere { lines = ["Another process is sending the invitations now."] }
      if waiting > 0 { lines.append("\(waiting) could not be sent now: run the command again later.") }
      if refused > 0 {
        lines.append("\(refused) addresses were turned down: `hearth wave bounces` lists them.")
      }
      if withoutAddress > 0 {
        lines.append("\(withoutAddress) people have no plain e-mail address: print `hearth wave letters` for them.")
      }
      return lines.joined(separator: "\n")
    }
  }
}

extension Installation {
  func mailing(_ settings: MailSettings) -> Mailing {
    Mailing(
      directory: directory, keyring: keyring, command: .program(settings.post?.command ?? []), settings: settings)
  }
}
