import Foundation

@testable import Platform

extension Site {
  /// A closed wave that everybody has answered.
  /// - Parameter answers: of each person, by unit and number within it.
  func closedWave(
    _ name: String, _ units: [(name: String, people: Int)], text: String = Sample.text,
    answers: (_ unit: String, _ number: Int) -> [String: [String]]
  ) async throws -> WaveName {
    let wave = try WaveName(name)
    let invitations = try await opening.open(
      wave, questionnaire: Questionnaire(text: text, file: "sample.yaml"), roster: Sample.roster(units))
    let participation = participation
    for unit in units {
      // Invitations come in an order of chance.
      for (number, invitation) in invitations.filter({ $0.person.unit == unit.name }).enumerated() {
        _ = try await answer(wave, invitation, answers(unit.name, number), through: participation)
      }
    }
    try await closing.close(wave)
    return wave
  }
}
