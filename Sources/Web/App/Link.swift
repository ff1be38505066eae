package import Markup
package import Platform

/// Every address of the site. Pages link with it, the server answers with it: a link that nothing answers does not compile.
package enum Link: Hashable, Sendable {
  case home
  case health
  case ready
  /// The parts that pages are made of.
  case design
  case asset(Asset)
  /// A participant's page of one wave.
  case answer(wave: String)
  /// The public keys that sign rights to answer.
  case keys(wave: String)
  /// Directory's side: an invitation for a signature.
  case right(wave: String)
  /// Answers' side: a signature for a receipt.
  case response(wave: String)
  case withdrawal(wave: String)
  /// The form without a script for people with a slip.
  case slip(wave: String)
  /// The same for everybody who has the link, where a wave is open to all.
  case openLink(wave: String)
  /// Everything for people who sign in.
  case desk(DeskLink)
  /// The same pages in a language of the questionnaire.
  case translated(wave: String, Language)
  case translatedWithdrawal(wave: String, Language)
  /// Directory's side: no more mail about this wave.
  case noMail(wave: String)

  package var path: SitePath {
    switch self {
    case .home: SitePath([])
    case .health: SitePath(["health"])
    case .ready: SitePath(["ready"])
    case .design: SitePath(["design"])
    case .asset(let asset): SitePath(["assets", asset.rawValue])
    case .answer(let wave): SitePath(["answer", wave])
    case .keys(let wave): SitePath(["answer", wave, "keys"])
    case .right(let wave): SitePath(["answer", wave, "right"])
    case .response(let wave): SitePath(["answer", wave, "response"])
    case .withdrawal(let wave): SitePath(["answer", wave, "withdrawal"])
    case .slip(let wave): SitePath(["answer", wave, "slip"])
    case .openLink(let wave): SitePath(["answer", wave, "open"])
    case .desk(let link): SitePath(["desk"] + link.parts)
    case .translated(let wave, let language): SitePath(["answer", wave, language.rawValue])
    case .translatedWithdrawal(let wave, let language): SitePath(["answer", wave, language.rawValue, "withdrawal"])
    case .noMail(let wave): SitePath(["answer", wave, "no-mail"])
    }
  }

  /// The whole address on a site such as `https://survey.example.org`.
  package func address(on site: LinkAddress) -> String { site.description + path.text }

  /// The address that a path names; nil for every other spelling of it (percent signs, double slashes, a slash at the end).
  package init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    switch (parts.first, parts.count) {
    case ("", 1): self = .home
    case ("health", 1): self = .health
    case ("ready", 1): self = .ready
    case ("design", 1): self = .design
    case ("assets", 2):
      guard let asset = Asset(rawValue: parts[1]) else { return nil }
      self = .asset(asset)
    case ("answer", 2): self = .answer(wave: parts[1])
    case ("answer", 3):
      switch parts[2] {
      case "keys": self = .keys(wave: parts[1])
      case "right": self = .right(wave: parts[1])
      case "response": self = .response(wave: parts[1])
      case "withdrawal": self = .withdrawal(wave: parts[1])
      case "slip": self = .slip(wave: parts[1])
      case "open": self = .openLink(wave: parts[1])
      case "no-mail": self = .noMail(wave: parts[1])
      default:
        guard let language = Language(rawValue: parts[2]) else { return nil }
        self = .translated(wave: parts[1], language)
      }
    case ("desk", _):
      guard let link = DeskLink(parts: Array(parts.dropFirst())) else { return nil }
      self = .desk(link)
    case ("answer", 4):
      guard let language = Language(rawValue: parts[2]), parts[3] == "withdrawal" else { return nil }
      self = .translatedWithdrawal(wave: parts[1], language)
    default: return nil
    }
    guard self.path.text == path else { return nil }
  }
}
