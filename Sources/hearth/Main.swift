import ArgumentParser
import Foundation
import Platform
import Problems
import Store

@main
struct Hearth: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "hearth",
    abstract: "From a survey of frontline staff to a report that people can stand on.",
    version: version,
    subcommands: [
      ExampleCommand.self, ExampleSiteCommand.self, SuggestCommand.self, DescribeCommand.self, ScoreCommand.self,
      CompareCommand.self, SpcCommand.self, WeightsCommand.self, AgreementCommand.self, ModelCommand.self,
      PowerCommand.self, SurvivalCommand.self, FactorsCommand.self,
      AnalyseCommand.self, VerifyCommand.self, CheckCommand.self, InstrumentsCommand.self,
      QuestionnaireCommand.self, WaveCommand.self, ContactsCommand.self, EthicsPackCommand.self, ServeCommand.self,
      MigrateCommand.self,
      UserCommand.self, ProviderCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
    ])

  /// Exit codes: 0 done, 1 the input or the data is wrong, 2 the command line is wrong.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let problem as Problem {
      Terminal.complain(problem)
      Foundation.exit(1)
    } catch let several as SeveralProblems {
      several.all.forEach(Terminal.complain)
      Foundation.exit(1)
    } catch let error as StoreError {
      Terminal.complain(Problem("\(error)", remedy: "check the database, its disk and its connection, then try again"))
      Foundation.exit(1)
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      if exitCode(for: error) == .success {
        print(fullMessage(for: error))
        Foundation.exit(0)
      }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      Foundation.exit(isUsage(error) ? 2 : 1)
    }
  }

  private static func isUsage(_ error: any Error) -> Bool { exitCode(for: error) == .validationFailure }
}
