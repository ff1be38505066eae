import Markup
import Platform
import Web

/// Who may use which address, written down a second time: whoever changes `DeskLink.access` has to mean it, here too.
enum AccessTable {
  /// Addresses behind /desk, after those who may use them. Identifiers are written as what they name.
  private static let text = """
    anyone
      provider/ORGANISATION/back
    signed out
      set-up/x sign-in sign-in/people sign-in/people/PERSON password/x example/x
      provider/ORGANISATION/begin provider/ORGANISATION/begin/people provider/ORGANISATION/invited/x
    signed in
      / sign-out account account/password account/end-session
      second-step second-step/begin second-step/confirm second-step/end provider/ORGANISATION/join
    administrator
      people people/invite people/PERSON people/PERSON/grant people/PERSON/withdraw people/PERSON/manages people/PERSON/link
      people/PERSON/deactivate people/PERSON/reactivate people/PERSON/end-sessions people/PERSON/end-second-step
      audit audit/before/201 provider/ORGANISATION/settings provider/ORGANISATION/remove
      organisations organisations/ORGANISATION organisations/ORGANISATION/units.csv organisations/ORGANISATION/add
      organisations/ORGANISATION/import units/UNIT units/UNIT/rename units/UNIT/remove
    studyLead custodian analyst serviceLead teamLead staffMember reviewer commissioner
      studies studies/frontline waves/spring
    studyLead
      studies/new studies/frontline/information studies/frontline/questionnaire studies/frontline/partners
      studies/frontline/own-sheets studies/frontline/xlsform studies/frontline/xlsform/file studies/frontline/waves
      studies/frontline/builder studies/frontline/builder/start studies/frontline/builder/settings
      studies/frontline/builder/pages/new studies/frontline/builder/pages/2 studies/frontline/builder/pages/2/up
      studies/frontline/builder/pages/2/down studies/frontline/builder/pages/2/remove studies/frontline/builder/pages/2/when
      studies/frontline/builder/pages/2/add studies/frontline/builder/pages/2/add/choice
      studies/frontline/builder/pages/2/add/several studies/frontline/builder/pages/2/add/rate
      studies/frontline/builder/pages/2/add/instrument studies/frontline/builder/pages/2/add/number
      studies/frontline/builder/pages/2/add/month studies/frontline/builder/pages/2/add/text
      studies/frontline/builder/questions/role studies/frontline/builder/questions/role/up
      studies/frontline/builder/questions/role/down studies/frontline/builder/questions/role/remove
      studies/frontline/builder/questions/role/when studies/frontline/builder/wordings
      studies/frontline/builder/wordings/swemwbs/cy studies/frontline/builder/wordings/swemwbs/en/remove
      studies/frontline/builder/preview
      waves/spring/promises waves/spring/recruitment waves/spring/open waves/spring/close waves/spring/open-link
      waves/spring/poster waves/spring/rows/REQUEST/decide
    studyLead custodian
      waves/spring/invite waves/spring/remind waves/spring/slips waves/spring/void-slips
    custodian
      waves/spring/roster waves/spring/take-back waves/spring/add-person waves/spring/roster/0a1b
      waves/spring/roster/0a1b/remove waves/spring/hand-slip waves/spring/messages waves/spring/letters
      waves/spring/bounces waves/spring/opt-outs
    analyst
      waves/spring/open-answers waves/spring/open-answers/1 waves/spring/report/full/make waves/spring/report/lead/make
      waves/spring/report/staff/make waves/spring/sheets/ORGANISATION/make
      waves/spring/rows/REQUEST/csv waves/spring/rows/REQUEST/dictionary
    studyLead analyst
      waves/spring/looks waves/spring/looks/2 waves/spring/rows
    studyLead analyst reviewer serviceLead commissioner
      waves/spring/report/full waves/spring/report/full/3 waves/spring/dashboard/full
    studyLead analyst reviewer serviceLead commissioner teamLead
      waves/spring/report/lead waves/spring/report/lead/3 waves/spring/dashboard/lead
    studyLead analyst reviewer serviceLead commissioner teamLead staffMember
      waves/spring/report/staff waves/spring/report/staff/3 waves/spring/dashboard/staff waves/spring/sheets/ORGANISATION
    """

  static let rows: [(path: String, access: Access)] = {
    var rows: [(path: String, access: Access)] = []
    var access = Access.roles([])
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch line {
      case "anyone": access = .anyone
      case "signed out": access = .signedOut
      case "signed in": access = .signedIn
      case _ where line.hasPrefix(" "): rows += words.map { ("/desk" + ($0 == "/" ? "" : "/" + $0), access) }
      // A word that is no role's leaves nobody.
      default: access = .roles(Set(words.compactMap(Role.init)))
      }
    }
    return rows
  }()

  /// - Returns: nil for an address that stands nowhere in the table.
  static func access(of link: DeskLink) -> Access? { rows.first { $0.path == path(of: link) }?.access }

  static func path(of link: DeskLink) -> String {
    [
      (LinkTests.somewhere.description, "ORGANISATION"), (LinkTests.unit.description, "UNIT"),
      (LinkTests.somebody.description, "PERSON"), (LinkTests.request.description, "REQUEST"),
    ].reduce(Link.desk(link).path.text) { $0.replacing($1.0, with: $1.1) }
  }
}
