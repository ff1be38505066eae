import Instruments
package import Problems

/// Who sends, how, and how often: read from a YAML file.
///
/// ```yaml
/// sender: Coastal Partnership          # who asks, in the subject and the text
/// contact: survey-help@example.org     # where questions and the word STOP go
/// from: survey@example.org
/// sendmail: /usr/bin/msmtp -C /etc/hearth/msmtprc -t
/// language: both                       # english, welsh, both
/// subject: A few questions             # "A questionnaire from …" unless given
/// perMinute: 30
/// reminders: 2
/// daysBetween: 4
/// ```
package struct MailSettings: Sendable {
  package let sender: String
  package let contact: MailAddress
  package let languages: [Language]
  let subject: String?
  /// What it takes to send by e-mail; letters on paper need none of it.
  package let post: Post?

  package struct Post: Sendable {
    package let from: MailAddress
    /// The program and its arguments.
    package let command: [String]
    /// Messages a minute, 6 to 600.
    package let perMinute: Int
    /// How often people are reminded at most, and after how many days at the earliest.
    package let reminders: Int
    package let daysBetween: Int
  }

  /// - Parameter sendmail: a command line that goes before the file's own.
  /// - Throws: `Problem` with file, line and key.
  package init(text: String, file: String, sendmail: String? = nil) throws(Problem) {
    let place = try YAMLField.root(of: text, file: file)
    let root = try place.record([
      "sender", "contact", "from", "sendmail", "language", "subject", "perMinute", "reminders", "daysBetween",
    ])
    sender = HeaderText.visible(try root.required("sender").text())
    try SubjectRule.check(sender, "the sender's name", at: "\(file), sender")
    contact = try MailAddress(root.required("contact").text(), at: "\(file), contact")
    subject = try root["subject"]?.text()
    if let subject { try SubjectRule.check(subject, "the subject", at: "\(file), subject") }
    enum Choice: String, CaseIterable { case english, welsh, both }
    switch try root["language"]?.choice(of: Choice.self) ?? .english {
    case .english: languages = [.english]
    case .welsh: languages = [.welsh]
    case .both: languages = [.english, .welsh]
    }
    guard let from = try root["from"]?.text() else {
      post = nil
      return
    }
    let line = if let sendmail { sendmail } else { try root.required("sendmail").text() }
    let command = try Self.arguments(of: line, at: "\(file), sendmail")
    post = Post(
      from: try MailAddress(from, at: "\(file), from"), command: command,
      perMinute: try Self.number(root["perMinute"], 6...600, or: 30),
      reminders: try Self.number(root["reminders"], 0...4, or: 2),
      daysBetween: try Self.number(root["daysBetween"], 2...60, or: 4))
  }

  /// For letters alone, where nobody has said how to send.
  /// - Throws: `Problem` at `sender` or `contact`.
  package init(letterSender: String, contact: String) throws(Problem) {
    sender = HeaderText.visible(try Line.checked(letterSender, "who asks", at: "sender"))
    try SubjectRule.check(sender, "the sender's name", at: "sender")
    self.contact = try MailAddress(contact, at: "contact")
    languages = [.english]
    subject = nil
    post = nil
  }

  private static func number(
    _ field: YAMLField?, _ range: ClosedRange<Int>, or standard: Int
  ) throws(Problem) -> Int {
    guard let field else { return standard }
    let value = try field.integer()
    guard range.contains(value) else {
      throw field.problem(
        "\(value) is out of range", remedy: "write a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// Words apart by spaces; quotation marks keep spaces within one. No shell sees them, so nothing else means anything.
  static func arguments(of line: String, at place: String) throws(Problem) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let last = word { words.append(last) }
    guard quote == nil, let program = words.first, !program.isEmpty else {
      throw Problem(
        "the mail command cannot be read", at: place,
        remedy: "write a program and its arguments, such as /usr/bin/msmtp -C /etc/hearth/msmtprc -t")
    }
    return words
  }
}
