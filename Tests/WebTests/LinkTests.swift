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

  static let studies: [StudiesLink] =
    [
      .list, .create, .study("frontline"), .information("frontline"), .questionnaire("frontline"),
      .reading("frontline", nil), .reading("frontline", 2),
      .partners("frontline"), .sharing("frontline"), .form("frontline"), .formFile("frontline"), .plan("frontline"),
    ] + builder.map { .builder("frontline", $0) }

  static let builder: [BuilderLink] =
    [
      .overview, .start, .settings, .custody, .addPage, .page(2), .kinds(2), .question("role"), .wordings,
      .wording("swemwbs", .welsh), .removeWording("swemwbs", .english), .preview,
    ] + BuilderLink.Act.allCases.flatMap { [.pageAct(2, $0), .questionAct("role", $0)] }
    + DraftQuestion.Kind.Name.allCases.map { .add(2, $0) }

  static let somebody = ID<Account>()
  static let somewhere = ID<Organisation>()
  static let unit = ID<OrganisationUnit>()
  static let request = ID<CustodyRequest>()

  static let desk: [DeskLink] =
    pages + studies.map(DeskLink.studies) + waves.map { .wave("spring", $0) }
    + DeskLink.AccountAct.allCases.map { .account($0) }
    + DeskLink.SecondStepAct.allCases.map { .secondStep($0) }
    + DeskLink.OrganisationAct.allCases.map { .organisation(somewhere, $0) }
    + providers.map { .provider(somewhere, $0) }
    + DeskLink.UnitAct.allCases.map { .unit(unit, $0) }
    + DeskLink.PersonAct.allCases.map { .person(somebody, $0) }

  static let providers: [ProviderLink] = [
    .begin(next: nil), .begin(next: .people), .join, .invited(secret: "x"), .back, .settings, .remove,
  ]

  private static let pages: [DeskLink] = [
    .home, .setUp(secret: "x"), .signIn(next: nil), .signOut, .password(secret: "x"), .example(secret: "x"),
    .organisations, .organisation(somewhere, nil), .unitsFile(somewhere), .unit(unit, nil), .account(nil),
    .secondStep(nil), .people, .audit, .auditBefore(201), .invite, .person(somebody, nil), .signIn(next: .people),
    .signIn(next: .person(somebody, nil)),
  ]

  static let waves: [WaveLink] =
    [.overview, .promises, .roster, .recruitment, .open, .invite, .remind, .close, .answers]
    + [.takeBack, .addPerson, .slips, .voidSlips, .handSlip, .messages, .letters, .bounces, .optOuts, .openLink]
    + [.poster, .person("0a1b"), .removePerson("0a1b"), .decided(1)]
    + custody.map { .custody($0) }
    + Report.Audience.allCases.flatMap {
      [.report($0), .make($0), .file($0, 3), .converted($0, .pdf), .converted($0, .docx), .dashboard($0)]
    }
    + [.looks, .look(2), .sheet(somewhere), .makeSheet(somewhere)]

  static let custody: [CustodyLink] = [
    .page, .decide(request), .file(request, .csv), .file(request, .dictionary),
  ]

  @Test("The lists that tests walk leave no address out")
  func everyCase() throws {
    let walked: [String: [Any]] = [
      "Link": Self.links, "DeskLink": Self.desk, "StudiesLink": Self.studies, "BuilderLink": Self.builder,
      "WaveLink": Self.waves, "ProviderLink": Self.providers, "CustodyLink": Self.custody,
    ]
    let cases = try EveryLink.cases()
    #expect(Set(cases.keys) == Set(walked.keys))
    for (name, links) in walked {
      #expect(Set(links.map(EveryLink.name)) == cases[name], "\(name)")
    }
  }

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
      "/desk/audit/before/0", "/desk/audit/before/01", "/desk/audit/before/-1", "/desk/audit/before/x",
      "/desk/provider",
      "/desk/provider/x/back", "/desk/example", "/desk/", "/desk//", "/desk/nowhere", "/desk/sign-in/",
      "/desk/sign-in/nowhere", "/desk/sign-in/sign-out",
      "/desk/sign-in/sign-in", "/desk/sign-in//evil.example", "/desk/sign-in/https:", "/desk/sign-in/..",
      "/desk/sign-out/x", "/desk/set-up", "/desk/set-up/", "/desk/set-up/x/y", "/desk/set-up/%78", "/desk/studies/",
      "/desk/studies/a/b", "/desk/studies/a/reading/0", "/desk/studies/a/reading/01", "/desk/studies/a/reading/x",
      "/desk/studies/a/builder/pages/02", "/desk/studies/a/builder/pages/0",
      "/desk/studies/a/builder/pages/2/add/x", "/desk/studies/a/builder/wordings/cbi/de", "/desk/waves", "/desk/waves/",
      "/desk/waves/a/report",
      "/desk/waves/a/report/everybody", "/desk/waves/a/report/full/03", "/desk/waves/a/report/full/-1",
      "/desk/waves/a/report/full/pptx", "/desk/waves/a/report/full/pdf/x",
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
