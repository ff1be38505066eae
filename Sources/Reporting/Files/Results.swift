import Disclosure

extension Report {
  /// Everything that was released and what was withheld, with the plan and where it comes from.
  package func results() throws -> JSON {
    .object([
      "title": .string(title), "study": .string(study), "wave": wave.map(JSON.string),
      "organisation": organisation.map(JSON.string),
      "provenance": try JSON(encoding: provenance),
      "plan": plan,
      "turnout": try turnout.map { try JSON(encoding: $0) },
      "sections": .array(try sections.map { try $0.results() }),
      "outOfRange": method.outOfRange.isEmpty
        ? nil : .array(try method.outOfRange.map { try JSON(encoding: $0.value) }),
      "withheld": .array(try withheld.map { try JSON(encoding: $0) }),
    ])
  }
}

extension Section {
  fileprivate func results() throws -> JSON {
    .object([
      "kind": .string(kind.rawValue), "title": .string(title), "waiting": waiting.map { .bool($0 > 0) },
      "findings": .array(try findings.map { try $0.results() }),
    ])
  }
}

extension ReleasedFinding {
  /// The finding with its shape's name: `{"shape": "comparison", "subject": …}`.
  fileprivate func results() throws -> JSON {
    switch self {
    case .frequency(let table): try named("frequency", JSON(encoding: table))
    case .answers(let table): try named("answers", JSON(encoding: table))
    case .crossTabulation(let table): try named("crossTabulation", JSON(encoding: table))
    case .scale(let scale): try named("scale", JSON(encoding: scale))
    case .comparison(let comparison): try named("comparison", JSON(encoding: comparison))
    case .quotation(let quotation): try named("quotation", JSON(encoding: quotation))
    case .withheld(let withheld): try named("withheld", JSON(encoding: withheld))
    }
  }

  private func named(_ shape: String, _ json: JSON) -> JSON {
    guard case .object(let members) = json else { return json }
    return .object([JSON.Member("shape", .string(shape))] + members)
  }
}
