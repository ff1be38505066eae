package import Platform

/// What the pages that need no script may ask of the platform.
package struct PlainAnswering: Sendable {
  /// Whether a slip's code answers.
  package var recognise: @Sendable (_ wave: String, _ code: String) async throws -> Void
  /// A right to answer by the open link.
  package var ticket: @Sendable (_ wave: String) async throws -> String
  /// The receipt code as it is printed, for both.
  package var acceptSlip: @Sendable (Participation.SlipSubmission) async throws -> String
  package var acceptOpen: @Sendable (Participation.OpenSubmission) async throws -> String

  package init(
    recognise: @escaping @Sendable (_ wave: String, _ code: String) async throws -> Void,
    ticket: @escaping @Sendable (_ wave: String) async throws -> String,
    acceptSlip: @escaping @Sendable (Participation.SlipSubmission) async throws -> String,
    acceptOpen: @escaping @Sendable (Participation.OpenSubmission) async throws -> String
  ) {
    self.recognise = recognise
    self.ticket = ticket
    self.acceptSlip = acceptSlip
    self.acceptOpen = acceptOpen
  }
}

extension PlainAnswering {
  /// The platform itself.
  package init(_ participation: Participation) {
    self.init(
      recognise: { wave, code in try await participation.recognise(wave: wave, code: code) },
      ticket: { try await participation.ticket(wave: $0) },
      acceptSlip: { try await participation.accept($0).description },
      acceptOpen: { try await participation.accept($0).description })
  }
}

extension PlainAnswering {
  /// Where there are no slips and no open link.
  static let none = PlainAnswering(
    recognise: { _, _ in throw ParticipationRefusal.unknownCode },
    ticket: { _ in throw ParticipationRefusal.unknownWave },
    acceptSlip: { _ in throw ParticipationRefusal.unknownCode },
    acceptOpen: { _ in throw ParticipationRefusal.unknownWave })
}
