import ArgumentParser
import Foundation
import Platform
import Problems

/// Where the settings for mail are, the same for every command that writes to people.
struct MailOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who sends and how, a YAML file; HEARTH_MAIL_FILE unless given.", valueName: "file"))
  var mail: String?
  @Option(
    help: ArgumentHelp(
      "The mail command, before the one in the file; HEARTH_SENDMAIL unless given. No shell reads it.",
      valueName: "command"))
  var sendmail: String?

  /// - Returns: nil when no file is named.
  func given() throws -> MailSettings? {
    let environment = ProcessInfo.processInfo.environment
    guard let file = mail ?? environment["HEARTH_MAIL_FILE"] else { return nil }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Problem("the mail settings cannot be read", at: file, remedy: "check the path, and that it is UTF-8 text")
    }
    return try MailSettings(text: text, file: file, sendmail: sendmail ?? environment["HEARTH_SENDMAIL"])
  }

  func settings() throws -> MailSettings {
    guard let settings = try given() else {
      throw Problem(
        "nobody has said who sends", at: "--mail",
        remedy: "name a file of mail settings; docs/asking.md has an example")
    }
    return settings
  }
}
