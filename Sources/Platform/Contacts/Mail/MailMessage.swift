package import Foundation

/// One message, and its form on the wire: RFC 5322 headers, RFC 2047 words, a quoted-printable text (RFC 2045).
///
/// Nothing that came from a person can add a header or a line to one: names lose every character that is not shown, addresses are `MailAddress`.
package struct MailMessage: Sendable {
  package struct Mailbox: Sendable {
    let name: String
    let address: MailAddress
  }

  package let from: Mailbox
  package let to: Mailbox
  /// Where answers go, and the word STOP.
  package let replyTo: MailAddress
  package let subject: String
  package let date: Date
  /// The part before @ of the Message-ID: letters and digits.
  package let identifier: String
  package let languages: [Language]
  package let text: String

  /// The message with the line ends of a mail program's input: LF. No line is longer than 78 octets, but where
  /// an address is: 998 are allowed.
  package func rendered() -> [UInt8] {
    let headers = [
      "From: " + HeaderText.mailbox(from),
      "To: " + HeaderText.mailbox(to),
      "Reply-To: \(replyTo)",
      "Subject: " + HeaderText.unstructured(subject),
      "Date: " + Self.dateText(date),
      "Message-ID: <\(identifier)@\(from.address.domain)>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "Content-Language: " + languages.map(\.rawValue).joined(separator: ", "),
      // Holiday notices do not answer it, and mail programs offer a button that says no.
      "Auto-Submitted: auto-generated",
      "List-Unsubscribe:\n <mailto:\(Self.escaped(replyTo))?subject=STOP>",
    ]
    return Array((headers.joined(separator: "\n") + "\n\n" + QuotedPrintable.encoded(text)).utf8)
  }

  /// An address within the address of a link: what means something there is written in its number.
  private static func escaped(_ address: MailAddress) -> String {
    address.description.addingPercentEncoding(
      withAllowedCharacters: CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "@.-_+"))) ?? ""
  }

  /// In universal time: a zone would say where the server is.
  private static func dateText(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let part = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let time = [part.hour, part.minute, part.second].map { String(String(100 + ($0 ?? 0)).dropFirst()) }
    return
      "\(days[(part.weekday ?? 1) - 1]), \(part.day ?? 1) \(months[(part.month ?? 1) - 1]) \(part.year ?? 1970) "
      + time.joined(separator: ":") + " +0000"
  }
}
