import ArgumentParser

struct WaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wave", abstract: "Ask people: open a wave, close it, make its report.",
    subcommands: [
      WaveOpenCommand.self, WaveSlipsCommand.self, WaveSlipHandedCommand.self, WaveCloseCommand.self,
      WaveReportCommand.self,
    ])
}
