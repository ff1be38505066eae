package import Platform

/// What the pages of people who sign in need of the platform.
package struct Desk: Sendable {
  package let accounts: Accounts
  package let work: StudyWork
  package let organisations: Organisations
  package let providers: OpenIDClient
  /// Nil where the server was not told how to send.
  package let mailing: Mailing?
  package let clock: Clock
  /// Known at the latest when the first request comes.
  package let publicAddress: @Sendable () -> PublicAddress

  package init(
    accounts: Accounts, organisations: Organisations, work: StudyWork, mailing: Mailing? = nil, clock: Clock = .system,
    providers: OpenIDClient? = nil, publicAddress: @escaping @Sendable () -> PublicAddress
  ) {
    self.accounts = accounts
    self.work = work
    self.mailing = mailing
    self.organisations = organisations
    self.clock = clock
    self.providers = providers ?? OpenIDClient(clock: clock)
    self.publicAddress = publicAddress
  }
}
