/// What an employer knows of everybody: a line of the staff records.
struct Personnel: Sendable {
  let unit: String
  let role: String
  let weeklyHours: Int
  let monthsInService: Int

  static func random(in unit: String, using generator: inout some RandomNumberGenerator) -> Personnel {
    Personnel(
      unit: unit, role: Bool.random(using: &generator) ? "Practitioner" : "Manager",
      weeklyHours: Double.random(in: 0..<1, using: &generator) < 0.6
        ? Int.random(in: 35...40, using: &generator) : Int.random(in: 8..<35, using: &generator),
      monthsInService: Int.random(in: 0..<180, using: &generator))
  }

  /// As the person says it on the form, and as the attacker works it out.
  func answer(to trait: Trait) -> String {
    switch trait {
    case .role: role
    case .hours: weeklyHours < 16 ? "Under 16 hours" : weeklyHours < 35 ? "16 to 34 hours" : "35 hours or more"
    case .service: monthsInService < 12 ? "Under a year" : monthsInService < 60 ? "1 to 4 years" : "5 years or more"
    }
  }
}

/// What the form asks about people and the employer knows already.
enum Trait: String, CaseIterable, Sendable {
  case role, hours, service

  var answers: [String] {
    switch self {
    case .role: ["Practitioner", "Manager"]
    case .hours: ["Under 16 hours", "16 to 34 hours", "35 hours or more"]
    case .service: ["Under a year", "1 to 4 years", "5 years or more"]
    }
  }

  /// Every way of using some of them together, and none.
  static let combinations: [[Trait]] = allCases.reduce([[]]) { sets, trait in sets + sets.map { $0 + [trait] } }
}
