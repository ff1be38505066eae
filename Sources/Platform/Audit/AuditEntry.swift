/// What an administrator or study lead did. Never what was answered, and never that a participant did something.
package struct AuditEntry: Hashable, Sendable {
  package let number: Int
  /// Seconds since 1970.
  package let at: Int
  package let actor: String
  package let act: String
  /// What it was done to, in words.
  package let subject: String

  package enum Actor: Hashable, Sendable {
    case account(ID<Account>)
    /// Whoever can run commands on the server.
    case commandLine
    /// The same, with the name that the operating system knows them by.
    case operatingUser(String)

    var text: String {
      switch self {
      case .account(let id): id.description
      case .commandLine: "command line"
      case .operatingUser(let name): "command line (\(name))"
      }
    }
  }

  package enum Act: String, CaseIterable, Sendable, Hashable {
    case setUp = "set-up"
    case invited, linkMade = "link-made", deactivated, reactivated
    case roleGranted = "role-granted", roleWithdrawn = "role-withdrawn"
    case managesChanged = "manages-changed"
    case passwordChanged = "password-changed", sessionsEnded = "sessions-ended"
    case secondFactorOn = "second-factor-on", secondFactorOff = "second-factor-off"
    case providerSet = "provider-set", providerRemoved = "provider-removed", providerJoined = "provider-joined"
    case organisationAdded = "organisation-added", unitAdded = "unit-added", unitRenamed = "unit-renamed"
    case unitRemoved = "unit-removed", unitsImported = "units-imported"
    case studyCreated = "study-created", partnersChanged = "partners-changed", textSaved = "text-saved"
    case wavePlanned = "wave-planned", planChanged = "plan-changed", rosterGiven = "roster-given"
    case recruitmentNoted = "recruitment-noted", waveOpened = "wave-opened", waveClosed = "wave-closed"
    case pilotOpened = "pilot-opened", pilotEnded = "pilot-ended"
    case invitationsSent = "invitations-sent", reminderSent = "reminder-sent"
    case contactsDestroyed = "contacts-destroyed"
    case wordingGiven = "wording-given", wordingRemoved = "wording-removed"
    case reportMade = "report-made", answersReviewed = "answers-reviewed"
    case waveOpenedToAll = "wave-opened-to-all"
    case listTakenBack = "list-taken-back", listChanged = "list-changed", personJoined = "person-joined"
    case slipsPrinted = "slips-printed", slipsVoided = "slips-voided", lettersPrinted = "letters-printed"
    case bouncesRead = "bounces-read", optOutsNoted = "opt-outs-noted", decisionChanged = "decision-changed"
    case lookTaken = "look-taken", sharingAgreed = "sharing-agreed"
    case rowsAskedFor = "rows-asked-for", rowsConfirmed = "rows-confirmed", rowsRefused = "rows-refused"
    case rowsHandedOver = "rows-handed-over"
    case slipRefused = "slip-refused"

    package var title: String {
      switch self {
      case .setUp: "set the installation up"
      case .invited: "invited somebody"
      case .linkMade: "made a link to choose a password"
      case .deactivated: "switched an account off"
      case .reactivated: "switched an account on"
      case .roleGranted: "granted a role"
      case .roleWithdrawn: "withdrew a role"
      case .managesChanged: "changed who manages people who are asked"
      case .passwordChanged: "changed a password"
      case .sessionsEnded: "ended sessions"
      case .secondFactorOn: "switched the second step of signing in on"
      case .secondFactorOff: "switched the second step of signing in off"
      case .providerSet: "set an organisation's own sign-in up"
      case .providerRemoved: "removed an organisation's own sign-in"
      case .providerJoined: "took an organisation's own sign-in for an account"
      case .organisationAdded: "added an organisation"
      case .unitAdded: "added a unit"
      case .unitRenamed: "renamed a unit"
      case .unitRemoved: "removed a unit"
      case .unitsImported: "imported units"
      case .studyCreated: "created a study"
      case .partnersChanged: "changed a study's partners"
      case .textSaved: "saved a study's text"
      case .wavePlanned: "planned a wave"
      case .planChanged: "changed the plan of a wave"
      case .rosterGiven: "handed a list of people in"
      case .recruitmentNoted: "noted how people were told"
      case .waveOpened: "opened a wave"
      case .waveClosed: "closed a wave"
      case .pilotOpened: "opened a pilot"
      case .pilotEnded: "ended a pilot"
      case .invitationsSent: "had invitations sent"
      case .reminderSent: "had a reminder sent"
      case .contactsDestroyed: "destroyed a wave's names, contacts and links"
      case .wordingGiven: "gave the wording of an instrument"
      case .wordingRemoved: "removed the wording of an instrument"
      case .reportMade: "made a report"
      case .answersReviewed: "decided on open answers"
      case .waveOpenedToAll: "opened a wave by a link for everybody"
      case .listTakenBack: "took a list of people back"
      case .listChanged: "changed a list of people"
      case .personJoined: "added somebody to an open wave"
      case .slipsPrinted: "printed slips"
      case .slipsVoided: "made all slips worthless"
      case .lettersPrinted: "had letters or links written"
      case .bouncesRead: "handed in messages that came back"
      case .optOutsNoted: "noted who wants no mail"
      case .decisionChanged: "changed a decision on an open answer"
      case .lookTaken: "took a look at part of the results"
      case .sharingAgreed: "settled who sees a partner's own sheet"
      case .rowsAskedFor: "asked for rows of answers"
      case .rowsConfirmed: "confirmed that rows of answers are handed over"
      case .rowsRefused: "refused to hand rows of answers over"
      case .rowsHandedOver: "was handed rows of answers"
      case .slipRefused: "asked to mark a slip for somebody who had the right to answer already"
      }
    }
  }
}
