import Crypto
import Foundation
import Problems
import Store

extension Mailing {
  package enum Delivered: Sendable, Hashable {
    /// Another process is sending this wave's mail.
    case elsewhere
    /// - refused: addresses that the mail program turned down; waiting: messages that another try may bring through.
    case invitations(sent: Int, refused: Int, waiting: Int)
    /// Nothing here singles out who has collected and who has not.
    case reminders(sent: BandedCount, isComplete: Bool)
    case nothingToDo
  }

  /// So many addresses turned down in a row are not the addresses' fault.
  private static let refusalsInARow = 5
  /// So many messages in a row that did not go through are not a server that greylists: nobody can be reached now.
  private static let delaysInARow = 50

  /// Works off the queue once.
  /// - Throws: `Problem` when the mail program does not work; what was not sent stays in the queue.
  package func deliver(_ wave: WaveName) async throws -> Delivered {
    guard try await waiting().contains(wave) else { return .nothingToDo }
    let runner = Runner.new()
    guard try await takeOver(wave, runner) else { return .elsewhere }
    do {
      let delivered = try await work(wave, runner)
      await release(wave, runner)
      return delivered
    } catch {
      await release(wave, runner)
      throw error
    }
  }

  private struct Tally {
    var sent = 0
    var refused = 0
    var refusals: [[UInt8]] = []
    var delays = 0
  }

  private func work(_ wave: WaveName, _ runner: Runner) async throws -> Delivered {
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: true)
    let gap = Duration.seconds(60) / (try post().perMinute)
    let isInvitation = contacts.wave.letters == 1
    let inQueue = try await directory.read { try DeliveryStore.count(wave, [.waiting, .sending, .delayed], in: $0) }
    var tally = Tally()
    var last: [UInt8] = []
    while let turn = try await next(wave, runner, after: last) {
      let start = ContinuousClock.now
      last = turn.person.secretHash
      guard let contact = try Contacts.Contact(turn.person, key: contacts.key) else { continue }
      let wants = isInvitation || turn.wave.everybody || !turn.person.collected
      let message = wants ? message(contact, wave, turn.wave, key: contacts.key) : nil
      // What has begun is finished and noted, also when the process has been asked to stop.
      let tallied = tally
      tally = try await Task { try await step(wave, contact.secretHash, message, tallied, isInvitation) }.value
      // Also where nothing was sent: how long a reminder takes must not say to how many it went.
      try await pause(max(.zero, gap - (ContinuousClock.now - start)))
    }
    let waiting = try await directory.read { try DeliveryStore.count(wave, [.waiting, .sending, .delayed], in: $0) }
    if isInvitation { return .invitations(sent: tally.sent, refused: tally.refused, waiting: waiting) }
    return .reminders(
      sent: BandedCount(tally.sent, of: inQueue, threshold: contacts.wave.threshold), isComplete: waiting == 0)
  }

  private struct Turn: Sendable {
    let person: DeliveryStore.Person
    let wave: ContactStore.Wave
  }

  private func next(_ wave: WaveName, _ runner: Runner, after last: [UInt8]) async throws -> Turn? {
    try await directory.write { session in
      guard let state = try ContactStore.wave(wave, in: session), !state.isClosed, state.state == .kept else {
        return nil
      }
      guard try ContactStore.runner(of: wave, in: session).name == runner.name else {
        throw Problem(
          "another process has taken over sending", at: wave.description,
          remedy: "nothing is lost; run the command again to see how far it has come")
      }
      guard let person = try DeliveryStore.take(wave, after: last, in: session) else { return nil }
      try ContactStore.setRunner(runner.name, of: wave, in: session)
      return Turn(person: person, wave: state)
    }
  }

  /// One person's turn: nil means that they are to get nothing.
  private func step(
    _ wave: WaveName, _ secretHash: [UInt8], _ message: [UInt8]?, _ before: Tally, _ isInvitation: Bool
  ) async throws -> Tally {
    var tally = before
    let outcome: MailCommand.Outcome
    if let message { outcome = await command.send(message) } else { outcome = .sent }
    let failed: DeliveryStore.State = isInvitation ? .bounced : .lapsed
    var state = DeliveryStore.State.sent
    switch outcome {
    case .sent:
      if message != nil {
        tally.sent += 1
        (tally.refusals, tally.delays) = ([], 0)
      }
    case .refused:
      state = failed
      tally.refused += 1
      tally.refusals.append(secretHash)
    case .later:
      state = .delayed
      tally.delays += 1
    case .broken: state = .waiting
    }
    let (settled, refusals) = (state, tally.refusals)
    let isBroken = refusals.count >= Self.refusalsInARow
    try await directory.write { session in
      try DeliveryStore.settle(wave, secretHash, settled, in: session)
      guard isBroken else { return }
      for hash in refusals { try DeliveryStore.settle(wave, hash, .waiting, from: failed, in: session) }
    }
    if case .broken(let reason) = outcome { throw broken(reason) }
    if isBroken { throw broken("it turned \(refusals.count) addresses down in a row") }
    if tally.delays >= Self.delaysInARow { throw broken("\(tally.delays) messages in a row did not go through") }
    return tally
  }

  private func broken(_ reason: String) -> Problem {
    Problem(
      "the mail program does not work: \(reason)", at: settings.post?.command.first ?? "",
      remedy: "put its set-up right and run the command again: it goes on where it stopped")
  }

  /// Becomes the one who sends, or finds that somebody else is at it.
  private func takeOver(_ wave: WaveName, _ runner: Runner) async throws -> Bool {
    let first = try await directory.write { session in
      let now = try ContactStore.runner(of: wave, in: session)
      if let name = now.name, !Runner.hasEnded(name) { return now }
      try ContactStore.setRunner(runner.name, of: wave, in: session)
      return (name: nil, beat: 0)
    }
    guard let name = first.name else { return true }
    try await pause(patience)
    return try await directory.write { session in
      let now = try ContactStore.runner(of: wave, in: session)
      guard now.name == nil || (now.name == name && now.beat == first.beat) else { return false }
      try ContactStore.setRunner(runner.name, of: wave, in: session)
      return true
    }
  }

  /// Noted also when the task has been cancelled.
  private func release(_ wave: WaveName, _ runner: Runner) async {
    let directory = directory
    _ = await Task { try await directory.write { try ContactStore.release(wave, runner: runner.name, in: $0) } }.result
  }
}
