import Foundation
import Platform
import Problems

/// Sends what is in a wave's queue and says how it went, naming nobody.
struct SendingRun {
  let mailing: Mailing
  /// Whether to stay for what could not be sent at once.
  let once: Bool

  private static let tries = 3
  private static let between = Duration.seconds(300)

  func run(_ wave: WaveName) async throws -> Mailing.Delivered {
    var total = 0
    for attempt in 1...Self.tries {
      let delivered = try await mailing.deliver(wave)
      switch delivered {
      case .invitations(let sent, let refused, let waiting):
        total += sent
        if waiting == 0 || once || attempt == Self.tries {
          return .invitations(sent: total, refused: refused, waiting: waiting)
        }
      case .reminders(_, let isComplete):
        if isComplete || once || attempt == Self.tries { return delivered }
      case .elsewhere, .nothingToDo: return delivered
      }
      Terminal.note("some messages could not be sent now; trying again in five minutes (Ctrl-C to leave it for later)")
      try await Task.sleep(for: Self.between)
    }
    return .nothingToDo
  }
}
