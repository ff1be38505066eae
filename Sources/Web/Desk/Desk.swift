package import Platform

/// What the pages of people who sign in need of the platform.
package struct Desk: Sendable {
  package let accounts: Accounts
  package let work: StudyWork
  package let organisations: Organisations
  package let providers: OpenIDClient
  /// Nil where the server was not told how to send.
  package let mailing: Mailing?
  /// Makes a PDF of a page to print, leaving nothing of it behind; nil where that is not possible.
  package let printer: (@Sendable (_ page: [UInt8]) async throws -> [UInt8])?
  /// Turns a report's page into other formats: those that this server has the programs for.
  package let converters: [ReportFormat: @Sendable (_ page: [UInt8]) async throws -> [UInt8]]
  package let clock: Clock
  /// Known at the latest when the first request comes.
  package let publicAddress: @Sendable () -> PublicAddress

  package init(
    accounts: Accounts, organisations: Organisations, work: StudyWork, mailing: Mailing? = nil,
    printer: (@Sendable (_ page: [UInt8]) async throws -> [UInt8])? = nil,
    converters: [ReportFormat: @Sendable (_ page: [UInt8]) async throws -> [UInt8]] = [:], clock: Clock = .system,
    providers: OpenIDClient? = nil, publicAddress: @escaping @Sendable () -> PublicAddress
  ) {
    self.accounts = accounts
    self.work = work
    self.mailing = mailing
    self.printer = printer
    self.converters = converters
    self.organisations = organisations
    self.clock = clock
    self.providers = providers ?? OpenIDClient(clock: clock)
    self.publicAddress = publicAddress
  }
}
