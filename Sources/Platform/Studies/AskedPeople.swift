package import Store

/// How many people a wave asked: numbers over the whole of it, for its reports. None of them is known by unit here, and none says who answered.
package struct AskedPeople: Sendable, Hashable {
  /// On lists, whoever was taken off later included: figures count them too. Nil where one link was for everybody.
  let invited: Int?
  let told: [Told]

  struct Told: Sendable, Hashable {
    let route: Recruitment.Route
    let eligible: Int
  }

  package static func count(of wave: WaveName, in directory: any SQLDatabase) async throws -> AskedPeople {
    try await directory.read { session in
      let invited = try session.row("SELECT count(*) FROM invitation WHERE wave = \(wave.description)")?.integer(0) ?? 0
      let entries = try PlannedWaveStore.recruitment(of: wave, in: session)
      let told = Recruitment.Route.allCases.compactMap { route -> Told? in
        let here = entries.filter { $0.route == route }
        return here.isEmpty ? nil : Told(route: route, eligible: here.reduce(0) { $0 + $1.eligible })
      }
      return AskedPeople(invited: invited > 0 ? invited : nil, told: told)
    }
  }

  /// Lines of a study file.
  /// - Parameter expected: people who were expected by an open link.
  func lines(expected: Int?) -> String {
    var lines = YAMLText()
    if let invited { lines.line("  invited: \(invited)") }
    if let expected { lines.line("  expected: \(expected)") }
    if !told.isEmpty { lines.line("  told:") }
    for entry in told {
      lines.line("    - {how: \(YAMLText.quoted(entry.route.title)), eligible: \(entry.eligible)}")
    }
    var section = YAMLText()
    section.section("asked", lines)
    return section.text
  }
}
