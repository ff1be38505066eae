import Foundation
import Platform
import Problems

/// What a running server does by itself: destroys contacts on their day and lists that nobody uses, lets go of the keys of closed waves, and sends mail that is in the queue. Any
/// number of nodes may do it.
struct Housekeeping: Sendable {
  let installation: Installation
  let participation: Participation
  let mail: MailSettings?
  let tick: Duration = .seconds(60)

  /// Runs until it is cancelled. What fails is said without anybody's name and tried again.
  func run() async {
    var pauses = 0
    while !Task.isCancelled {
      await tidy()
      if let mail, pauses == 0 {
        // A mail program that does not work is not asked every minute.
        pauses = await attempt("mail") { try await send(mail) } ? 0 : 10
      }
      pauses = max(0, pauses - 1)
      try? await Task.sleep(for: tick)
    }
  }

  /// What is due, of each kind; what fails of one keeps no other waiting.
  func tidy() async {
    _ = await attempt("the clock") { try await lookAtClock() }
    _ = await attempt("contacts") { try await destroyDue() }
    _ = await attempt("lists of people") { try await destroyOldLists() }
    _ = await attempt("closed waves") { try await participation.forgetClosed() }
  }

  private var destruction: ContactsDestruction {
    ContactsDestruction(directory: installation.directory, keyring: installation.keyring)
  }

  /// Said once; what it means stands in docs/deploy.md.
  private func lookAtClock() async throws {
    guard let leap = try await destruction.lookAtClock() else { return }
    Terminal.complain(
      Problem(
        "the clock went from \(leap.from) to \(leap.to) at once: nothing is destroyed by it before \(leap.to.adding(CountedDay.standsFor))",
        remedy: "set the clock if it is wrong; if the server was off for so long, there is nothing to do"))
  }

  private func destroyDue() async throws {
    let waves = try await destruction.destroyDue()
    for wave in waves { try await installation.note(.contactsDestroyed, on: wave, by: .installation) }
    for wave in waves { Terminal.note("the contacts of “\(wave)” have been destroyed, as was settled when it opened") }
  }

  /// Lists of people whose waves were never opened.
  private func destroyOldLists() async throws {
    let waves = try await Studies(
      directory: installation.directory, keyring: installation.keyring, audit: installation.audit()
    ).destroyOldLists()
    for wave in waves { Terminal.note("lists of people for “\(wave)” have been destroyed: nobody had touched them") }
  }

  private func send(_ settings: MailSettings) async throws {
    let mailing = installation.mailing(settings)
    var failure: (any Error)?
    for wave in try await mailing.waiting() {
      do { _ = try await mailing.deliver(wave) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  /// - Returns: whether it worked.
  private func attempt(_ what: String, _ work: () async throws -> Void) async -> Bool {
    do {
      try await work()
      return true
    } catch is CancellationError {
    } catch let problem as Problem {
      Terminal.complain(problem)
    } catch {
      Terminal.note("\(what): \(error); it is tried again")
    }
    return false
  }
}
