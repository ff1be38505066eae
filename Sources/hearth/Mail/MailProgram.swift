import Foundation
import Platform
import Subprocess

extension MailCommand {
  /// A sendmail-compatible program: it gets the message on its standard input, and no shell comes near its arguments.
  static func program(_ command: [String], patience: Duration = .seconds(60)) -> MailCommand {
    // Writing to a program that has ended is an error like others, not the end of this one.
    signal(SIGPIPE, SIG_IGN)
    return MailCommand { message in
      await withTaskGroup(of: Outcome?.self) { group in
        group.addTask { await run(command, message) }
        group.addTask {
          try? await Task.sleep(for: patience)
          return nil
        }
        // Whichever comes first; the program is ended when it takes too long, and the message tried again.
        let first = await group.next() ?? nil
        group.cancelAll()
        return first ?? .later
      }
    }
  }

  private static func run(_ command: [String], _ message: [UInt8]) async -> Outcome {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
    do {
      // `env` finds a program by its path as well as by its name, and becomes it.
      let result = try await Subprocess.run(
        .name("env"), arguments: Arguments(command), platformOptions: options, input: .inputWriter,
        output: .discarded, error: .string(limit: 1 << 20)
      ) { program in
        // One that ends before it has read everything says why by its exit code.
        _ = try? await program.standardInputWriter.write(message)
        try? await program.standardInputWriter.finish()
      }
      guard case .exited(let code) = result.terminationStatus else { return .later }
      let outcome = Outcome(exitCode: Int(code))
      guard case .broken(let reason) = outcome else { return outcome }
      // What names an address stays where it is.
      let said = result.standardError.split(separator: "\n").first { !$0.contains("@") }
      return .broken(reason: said.map { "\(reason), saying “\($0.prefix(200))”" } ?? reason)
    } catch {
      return .later
    }
  }
}
