import HTTPTypes
import Markup
import Platform

/// The cookie of somebody who is on the way to a provider and back. Browsers send it to that one address, for ten minutes.
struct TicketCookie {
  private let isSecure: Bool

  init(_ address: PublicAddress) {
    isSecure = address.isSecure
  }

  private var name: String { isSecure ? "__Secure-hearth-way" : "hearth-way" }

  // Lax, not Strict: people come back from another site.
  private func attributes(_ organisation: ID<Organisation>) -> String {
    let path = Link.desk(.provider(organisation, .back)).path.text
    return "Path=\(path); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
  }

  func setting(_ ticket: ProviderSignIn.Ticket, _ organisation: ID<Organisation>) -> String {
    "\(name)=\(ticket.text); Max-Age=600; \(attributes(organisation))"
  }

  func clearing(_ organisation: ID<Organisation>) -> String { "\(name)=; Max-Age=0; \(attributes(organisation))" }

  func ticket(in headers: HTTPFields) -> ProviderSignIn.Ticket? {
    SessionCookie.value(of: name, in: headers).flatMap(ProviderSignIn.Ticket.init)
  }
}
