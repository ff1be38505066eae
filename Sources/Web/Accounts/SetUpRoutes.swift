import HTTPTypes
import Hummingbird
import Markup
import Platform

/// Sets an installation up, once.
struct SetUpRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  private static let fields = [
    "organisation", "operator", "place", "confirmed", "name", "email", "password", "manages",
  ]

  func respond(_ text: String) async throws -> Response {
    guard let secret = OneTimeSecret(text), try await exchange.desk.accounts.canSetUp(with: secret) else {
      return PasswordRoutes.oldLink(
        exchange, "If set-up is done, sign in. Otherwise start the server again and use the link that it prints.")
    }
    guard let form = exchange.form else { return page(.empty) }
    do {
      let given = SetUp(
        organisation: try form.text("organisation"), server: try form.text("operator"),
        place: Operator.Place(rawValue: try form.text("place")),
        confirmed: form.isTicked("confirmed"), name: try form.text("name"), email: try form.text("email"),
        password: try form.text("password"), managesRespondents: try Self.manages(form))
      var response = exchange.redirect(to: .home)
      response.headers[.setCookie] = cookie.setting(try await exchange.desk.accounts.setUp(given, with: secret))
      return response
    } catch {
      return page(try FormState(form, refusing: error))
    }
  }

  /// Nil where nothing was chosen.
  static func manages(_ form: FormBody) throws -> Bool? {
    ["yes": true, "no": false][try form.text("manages")]
  }

  static func managesField(_ label: String, _ state: FormState, value: String = "") -> Node {
    Form.choice(
      "manages", label, [.init("no", "No"), .init("yes", "Yes")], state,
      hint: "An administrator must not: people answer freely only when nobody who manages them keeps the system.",
      value: value)
  }

  private func page(_ state: FormState) -> Response {
    exchange.page("Set Hearth up", status: state.status) {
      Form.problems(state, fields: Self.fields)
      HTML.h1 { "Set Hearth up" }
      HTML.p { "This is done once. What you say about the server is shown to everybody who is asked to answer." }
      exchange.form {
        HTML.h2 { "The organisation" }
        Form.line("organisation", "Name of the organisation", state, known: .organization)
        Form.line(
          "operator", "Who runs this server?", state,
          hint: "A person or a body, as people who answer should read it.")
        Form.choice(
          "place", "Where do they stand?", Operator.Place.allCases.map { .init($0.rawValue, $0.title) }, state,
          hint:
            "Whoever runs the server could change what it does. We recommend a host outside line management: people trust it more, and they are right."
        )
        Form.tick(
          "confirmed",
          "I confirm for the organisation that nothing here will serve capability, absence or disciplinary processes.",
          state)
        HTML.h2 { "The first administrator" }
        Form.line("name", "Your name", state, known: .name)
        Form.line("email", "Your e-mail address", state, type: .email, known: .username)
        Form.line(
          "password", "A password", state,
          hint: "12 characters or more. Four words that have nothing to do with each other are good.",
          type: .password, known: .newPassword)
        SetUpRoutes.managesField("Do you manage people who will be asked?", state)
        Form.send("Set up and sign in")
      }
    }
  }
}
