import ArgumentParser

struct WaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wave", abstract: "Ask people: open a wave, invite and remind them, close it, make its report.",
    subcommands: [
      WaveOpenCommand.self, WaveInviteCommand.self, WaveRemindCommand.self, WaveBouncesCommand.self,
      WaveOptOutCommand.self, WaveLettersCommand.self, WaveSlipsCommand.self, WaveSlipHandedCommand.self,
      WaveCloseCommand.self, WaveReportCommand.self,
    ])
}
