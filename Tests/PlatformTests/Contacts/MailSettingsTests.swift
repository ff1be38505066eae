import Problems
import Testing

@testable import Platform

@Suite struct MailSettingsTests {
  static let text = """
    sender: Coastal Partnership
    contact: help@example.org
    from: survey@example.org
    sendmail: /usr/bin/msmtp -C "/etc/my files/rc" -t
    """

  static func settings(_ more: String = "") throws(Problem) -> MailSettings {
    try MailSettings(text: text + "\n" + more, file: "mail.yaml")
  }

  @Test("A command line is split at spaces, quotation marks keep them, and nothing else means anything")
  func command() throws {
    let post = try #require(Self.settings().post)
    #expect(post.command == ["/usr/bin/msmtp", "-C", "/etc/my files/rc", "-t"])
    #expect(
      try MailSettings.arguments(of: "mail '' $(reboot); `x` \"a'b\"c | y > z", at: "")
        == ["mail", "", "$(reboot);", "`x`", "a'bc", "|", "y", ">", "z"])
    for bad in ["", "  ", "mail \"open", "'"] {
      #expect(throws: Problem.self) { try MailSettings.arguments(of: bad, at: "sendmail") }
    }
  }

  @Test(
    "Neither sender nor subject says what it is about, in either language",
    arguments: [
      "Burnout study", "BURN-OUT", "burn  out", "Staff Stress Survey", "Mental health team", "Well-being", "Wellbeing",
      "Drug and Alcohol Partnership", "A few questions about ｓｔｒｅｓｓ", "Stréss", "Iechyd Meddwl", "Arolwg lles",
      "Straen yn y gwaith", "Overdose response", "Psychology", "",
    ])
  func topics(_ words: String) {
    for key in ["sender", "subject"] {
      let text = Self.text.replacing("sender: Coastal Partnership", with: "sender: Us")
      let changed =
        key == "sender"
        ? text.replacing("sender: Us", with: "sender: \"\(words)\"") : text + "\nsubject: \"\(words)\""
      #expect(throws: Problem.self, "\(key): \(words)") { try MailSettings(text: changed, file: "mail.yaml") }
    }
  }

  @Test("Words that only look like a topic are let through")
  func plain() throws {
    #expect(throws: Never.self) { try Self.settings("subject: Distressed furniture, please answer") }
    #expect(throws: Never.self) { try Self.settings("subject: Fundamental questions") }
  }

  @Test(
    "What is unknown, missing or out of range is named",
    arguments: [
      "perMinute: 5", "perMinute: 601", "reminders: 5", "daysBetween: 1", "language: french", "colour: red",
    ])
  func refused(_ more: String) {
    #expect(throws: Problem.self) { try Self.settings(more) }
  }

  @Test("Letters need no way to send; a sender's address without a command is refused")
  func paper() throws {
    let paper = try MailSettings(text: "sender: Us\ncontact: help@example.org", file: "mail.yaml")
    #expect(paper.post == nil)
    #expect(throws: Problem.self) {
      try MailSettings(text: "sender: Us\ncontact: help@example.org\nfrom: a@example.org", file: "mail.yaml")
    }
    let given = try MailSettings(
      text: "sender: Us\ncontact: help@example.org\nfrom: a@example.org", file: "mail.yaml", sendmail: "mail -t")
    #expect(given.post?.command == ["mail", "-t"])
  }

  @Test("Messages and letters keep the rule themselves, in both languages", arguments: Language.allCases)
  func words(_ language: Language) throws {
    let words = MailWords(language, try Self.settings())
    try SubjectRule.check(words.subject, "the subject", at: "")
    for occasion in [MailWords.Occasion.invitation, .reminder(everybody: false), .reminder(everybody: true)] {
      let texts = words.message(occasion, name: "Ann", link: "LINK", stop: "STOPLINK", isPilot: true)
      #expect(texts.contains(words.pilot))
      #expect(!words.message(occasion, name: "Ann", link: "", stop: "", isPilot: false).contains(words.pilot))
      for text in texts { for part in text.split(separator: ".") { try Self.checkTopic(part) } }
      let all = texts.joined(separator: "\n")
      #expect(all.contains("LINK\n") || all.contains("\nLINK"))
      #expect(all.contains("\nSTOPLINK") && all.contains("STOP") && all.contains("help@example.org"))
      #expect(all.contains("Coastal Partnership"))
    }
    #expect(words.review.isEmpty == (language == .english))
  }

  private static func checkTopic(_ part: Substring) throws {
    // In pieces: the rule also bounds the length.
    for piece in part.split(separator: " ") { try SubjectRule.check(String(piece), "a word of a message", at: "") }
  }

  @Test("What an exit code means decides whether a message is tried again")
  func exitCodes() {
    typealias Outcome = MailCommand.Outcome
    #expect(Outcome(exitCode: 0) == .sent)
    #expect([65, 67].allSatisfy { Outcome(exitCode: $0) == .refused })
    #expect([68, 69, 70, 71, 74, 75, 76, 137, 255].allSatisfy { Outcome(exitCode: $0) == .later })
    for code in [1, 2, 64, 77, 78, 127] {
      guard case .broken = Outcome(exitCode: code) else {
        Issue.record("\(code) is a matter of the set-up")
        continue
      }
    }
  }
}
