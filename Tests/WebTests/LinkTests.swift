import Markup
import Platform
import Reporting
import Testing
import Web

@Suite struct LinkTests {
  static let links: [Link] =
    [
      .home, .health, .ready, .design, .answer(wave: "spring"), .keys(wave: "spring"), .right(wave: "spring"),
      .response(wave: "spring"), .withdrawal(wave: "spring"), .slip(wave: "spring"), .openLink(wave: "spring"),
      .noMail(wave: "spring"), .translated(wave: "spring", .english), .translatedWithdrawal(wave: "spring", .english),
    ] + Asset.allCases.map(Link.asset) + desk.map(Link.desk)

  static let studies: [StudiesLink] = [
    .list, .create, .study("frontline"), .information("frontline"), .questionnaire("frontline"), .partners("frontline"),
    .sharing("frontline"), .plan("frontline"),
  ]

  static let somebody = ID<Account>()
  static let somewhere = ID<Organisation>()
  static let unit = ID<OrganisationUnit>()

  static let desk: [DeskLink] =
    pages + studies.map(DeskLink.studies) + waves.map { .wave("spring", $0) }
    + DeskLink.AccountAct.allCases.map { .account($0) }
    + DeskLink.SecondStepAct.allCases.map { .secondStep($0) }
    + DeskLink.OrganisationAct.allCases.map { .organisation(somewhere, $0) }
    + DeskLink.UnitAct.allCases.map { .unit(unit, $0) }
    + DeskLink.PersonAct.allCases.map { .person(somebody, $0) }

  private static let pages: [DeskLink] = [
    .home, .setUp(secret: "x"), .signIn(next: nil), .signOut, .password(secret: "x"),
    .organisations, .organisation(somewhere, nil), .unitsFile(somewhere), .unit(unit, nil), .account(nil),
    .secondStep(nil), .people, .audit, .invite, .person(somebody, nil), .signIn(next: .people),
    .signIn(next: .person(somebody, nil)),
  ]

  static let waves: [WaveLink] =
    [.overview, .promises, .roster, .recruitment, .open, .invite, .remind, .close, .answers]
    + [.page, .decide(ID()), .file(ID(), .csv), .file(ID(), .dictionary)].map { .custody($0) }
    + Report.Audience.allCases.flatMap { [.report($0), .make($0), .file($0, 3), .dashboard($0)] }
    + [.looks, .look(2), .sheet(somewhere), .makeSheet(somewhere)]

  @Test("Every link leads back to itself", arguments: links)
  func roundTrip(_ link: Link) {
    #expect(Link(path: link.path.text) == link)
  }

  @Test(
    "Another spelling of a path leads nowhere",
    arguments: [
      "", "answer", "//", "/answer", "/answer/", "/answer//keys", "/answer/spring/", "//answer/spring",
      "/answer/spring/keys/x", "/answer/spring/de", "/answer/spring/cy/keys", "/answer/sp%72ing",
      "/answer/spring%2Fkeys", "/answer/..", "/answer/../health",
      "/assets/../health", "/assets/..%2f", "/assets/Package.swift", "/health/", "/HEALTH", "/answer/spring\u{0}",
      "/desk/", "/desk//", "/desk/nowhere", "/desk/sign-in/", "/desk/sign-in/nowhere", "/desk/sign-in/sign-out",
      "/desk/sign-in/sign-in", "/desk/sign-in//evil.example", "/desk/sign-in/https:", "/desk/sign-in/..",
      "/desk/sign-out/x", "/desk/set-up", "/desk/set-up/", "/desk/set-up/x/y", "/desk/set-up/%78", "/desk/studies/",
      "/desk/studies/a/b", "/desk/waves", "/desk/waves/", "/desk/waves/a/report",
      "/desk/waves/a/report/everybody", "/desk/waves/a/report/full/03", "/desk/waves/a/report/full/-1",
    ])
  func spellings(_ path: String) {
    #expect(Link(path: path) == nil)
  }

  @Test(
    "A wave's name stays one part of its path, whatever it holds",
    arguments: ["..", ".", "a/b", "//evil.example", "javascript:x", "é", "", "a?b#c", "a\\b", "%2e"])
  func names(_ wave: String) {
    let path = Link.answer(wave: wave).path.text
    #expect(wave.isEmpty ? path == "/answer" : path.hasPrefix("/answer/"))
    let rest = path.dropFirst("/answer/".count)
    #expect(!rest.contains { "/:\\?# ".contains($0) } && rest != ".." && rest != ".")
  }
}
