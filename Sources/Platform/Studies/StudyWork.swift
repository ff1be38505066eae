package import Store

/// Everything that is done with studies and their waves, over one installation.
package struct StudyWork: Sendable {
  package let studies: Studies
  package let opening: StudyOpening
  package let closing: WaveClosing
  package let releases: WaveReleases
  package let monitor: ResponseMonitor
  package let rights: Rights
  package let pilots: Pilots
  package let custody: Custody
  private let directory: any SQLDatabase

  /// - Parameter version: the program's, for reports.
  package init(
    directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring, audit: AuditLog, clock: Clock,
    version: String
  ) {
    self.directory = directory
    studies = Studies(directory: directory, keyring: keyring, audit: audit)
    opening = StudyOpening(
      studies: studies,
      opening: WaveOpening(directory: directory, answers: answers, keyring: keyring, clock: clock), clock: clock
    ) {
      try await directory.read { try OrganisationStore.installation(in: $0)?.server.words }
    }
    closing = WaveClosing(directory: directory, answers: answers, keyring: keyring)
    releases = WaveReleases(answers: answers, keyring: keyring, version: version)
    monitor = ResponseMonitor(directory: directory, clock: clock)
    rights = Rights(directory: directory, answers: answers, keyring: keyring, audit: audit)
    pilots = Pilots(directory: directory, answers: answers, keyring: keyring)
    custody = Custody(directory: directory, answers: answers, keyring: keyring, audit: audit, clock: clock)
  }

  /// How many people a wave asked.
  package func asked(in wave: WaveName) async throws -> AskedPeople {
    try await AskedPeople.count(of: wave, in: directory)
  }

  package func organisations() async throws -> [Organisation] {
    try await directory.read { try OrganisationStore.all(in: $0) }
  }
}

extension Operator {
  /// For participants.
  var words: String {
    switch place {
    case .outside: "\(name). They are outside the organisations that ask."
    case .apart: "\(name). They manage nobody who is asked."
    case .line: "\(name). They manage people who are asked, or report to somebody who does."
    }
  }
}
