import Problems
import Store

/// Marking who has drawn a slip, at the desk. Whoever has collected their right is refused, and so a custodian could ask about one person after the
/// other: refusals are counted, put on record and soon the last of the day.
extension Rights {
  /// So many refusals within a day; then nobody more is marked by the same custodian.
  package static let mostRefusals = 3

  /// - Returns: the reporting unit whose slip they get.
  /// - Throws: `Problem` as `Slips.handOut` does, and for everybody alike once there were too many refusals.
  package func handSlip(
    _ wave: WaveName, to contact: String, of owner: ListOwner, by actor: AuditEntry.Actor
  ) async throws -> String {
    let yesterday = audit.clock.seconds - 86_400
    let refusals = try await directory.read {
      try AuditStore.count(.slipRefused, by: actor, on: wave.description, since: yesterday, in: $0)
    }
    guard refusals < Self.mostRefusals else {
      throw Problem(
        "\(Self.mostRefusals) people you asked about within a day had the right to answer already, so none is marked for now",
        at: "\(wave)", remedy: "go on tomorrow, and ask people first whether they have used their link")
    }
    do {
      return try await slips.handOut(wave, to: contact, of: owner)
    } catch let problem as Problem where problem == Slips.hasRight(wave) {
      // Nobody is named: the record has times.
      try await directory.write { try audit.append(.slipRefused, by: actor, on: wave.description, in: $0) }
      throw problem
    }
  }
}
