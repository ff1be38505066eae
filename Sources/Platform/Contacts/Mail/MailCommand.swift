/// Hands messages to a mail program. The program wires it; tests give their own.
package struct MailCommand: Sendable {
  package enum Outcome: Sendable, Hashable {
    case sent
    /// This person's address was turned down.
    case refused
    /// It did not work now; another time it may.
    case later
    /// It will not work before somebody has put the set-up right.
    case broken(reason: String)

    /// What an exit code of a sendmail-compatible program means (sysexits.h).
    ///
    /// 69, "unavailable", is what msmtp says of a server that greylists as well as of one that wants no such message: it is tried again. 65 and 67 are
    /// about the address. 68 and 74 may be a network that is down. What is no code of that list comes from a program that is no mail program.
    package init(exitCode: Int) {
      switch exitCode {
      case 0: self = .sent
      case 65, 67: self = .refused
      case 1..<64, 64, 72, 73, 77, 78, 79..<128: self = .broken(reason: "it ended with code \(exitCode)")
      default: self = .later
      }
    }
  }

  package var send: @Sendable (_ message: [UInt8]) async -> Outcome

  package init(send: @escaping @Sendable (_ message: [UInt8]) async -> Outcome) {
    self.send = send
  }
}
