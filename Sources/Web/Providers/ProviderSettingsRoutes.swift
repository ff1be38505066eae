import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// Where an administrator sets an organisation's own sign-in up.
struct ProviderSettingsRoutes {
  let exchange: Exchange

  private var accounts: Accounts { exchange.desk.accounts }

  func respond(_ id: ID<Organisation>, _ link: ProviderLink) async throws -> Response {
    guard let organisation = try await exchange.desk.organisations.tree(id)?.organisation else {
      return exchange.notFound
    }
    guard let form = exchange.form else { return try await page(organisation, .empty) }
    let actor = AuditEntry.Actor.account(try exchange.signedIn().account.id)
    do {
      if link == .remove {
        try await accounts.removeProvider(of: id, by: actor)
      } else {
        try await save(form, of: id, by: actor)
      }
      return exchange.redirect(to: .provider(id, .settings))
    } catch {
      return try await page(organisation, FormState(form, refusing: error))
    }
  }

  private func save(_ form: FormBody, of id: ID<Organisation>, by actor: AuditEntry.Actor) async throws {
    let overTLS = exchange.desk.publicAddress().isSecure
    let secret = try form.text("secret")
    let isKept = secret.isEmpty && !form.isTicked("public")
    let given = GivenProvider(
      issuer: try form.text("issuer"), client: try form.text("client"), secret: isKept ? nil : secret)
    let checked = try given.checked(overTLS: overTLS)
    do {
      try await exchange.desk.providers.look(at: checked.issuer, overTLS: overTLS)
    } catch {
      throw Problem(error.words, at: "issuer", remedy: "check the address, and that this server can reach it")
    }
    try await accounts.setProvider(checked, of: id, overTLS: overTLS, by: actor)
  }

  private func page(_ organisation: Organisation, _ state: FormState) async throws -> Response {
    let provider = try await accounts.provider(of: organisation.id)
    let back = exchange.desk.publicAddress().url(of: .desk(.provider(organisation.id, .back)))
    return exchange.page(
      "Sign-in of \(organisation.name)", status: state.status
    ) {
      Form.problems(state, fields: ["issuer", "client", "secret"])
      HTML.h1 { "Sign-in of \(HTML.bdi { .text(organisation.name) })" }
      HTML.p {
        "People can sign in with the organisation's own OpenID Connect provider, such as Keycloak or Microsoft Entra. Only people who were invited here have an account."
      }
      HTML.p { "Tell the provider this address for the way back (redirect URI):" }
      HTML.p(.class("secret"), .id("back")) { .text(back) }
      exchange.form(to: .provider(organisation.id, .settings)) {
        Form.line(
          "issuer", "The provider's address (issuer)", state,
          hint: "Exactly as the provider writes it, such as https://login.example.org/realms/north.",
          value: provider?.issuer ?? "")
        Form.line("client", "Client ID", state, value: provider?.client ?? "")
        Form.line(
          "secret", "Client secret", state,
          hint: provider == nil
            ? "It is kept encrypted." : "It is kept encrypted. Leave this empty to keep the one that is there.",
          type: .password)
        Form.tick("public", "The provider gave no secret", state)
        Form.send(provider == nil ? "Set it up" : "Keep the changes", back: .organisation(organisation.id, nil))
      }
      if provider != nil {
        HTML.h2 { "Do without it" }
        HTML.p { "Whoever signs in with it then needs a link for a password from you." }
        exchange.form(to: .provider(organisation.id, .remove)) { Form.send("Remove this sign-in") }
      }
    }
  }
}
