import Disclosure

/// Numbers that repeat with the seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// An invented organisation: who people are, and what they answered in each wave.
struct Organisation {
  struct Question {
    let id: String
    let levels: [String]
    var codes: [UInt16]
  }

  struct Wave {
    /// Scores from 1 to 5 in half points; nil for those who did not answer.
    var scores: [Double?]
    /// Yes or no; nil for those who did not answer.
    var yes: [Bool?]
  }

  let people: Int
  let questions: [Question]
  let waves: [Wave]

  /// Eight teams of very unequal size, a role and a gender question, a few people who say nothing of themselves, and four waves.
  init(people: Int, waves: Int = 4, using random: inout SeededGenerator) {
    self.people = people
    func draw(_ weights: [Double]) -> Int {
      var point = Double.random(in: 0..<weights.reduce(0, +), using: &random)
      for (index, weight) in weights.enumerated() {
        point -= weight
        if point < 0 { return index }
      }
      return weights.count - 1
    }
    let teams = (0..<8).map { _ in
      Double.random(in: 0.05...1, using: &random) * Double.random(in: 0.2...1, using: &random)
    }
    let roles = [0.45, 0.3, 0.15, 0.1]
    let genders = [0.68, 0.27, 0.05]
    var codes: [[UInt16]] = [[], [], []]
    for _ in 0..<people {
      codes[0].append(UInt16(draw(teams)))
      for (index, weights) in [(1, roles), (2, genders)] {
        let silent = Double.random(in: 0..<1, using: &random) < 0.03
        codes[index].append(silent ? Characteristic.notStated : UInt16(draw(weights)))
      }
    }
    questions = [
      Question(id: "team", levels: (1...8).map { "Team \($0)" }, codes: codes[0]),
      Question(id: "role", levels: ["Worker", "Senior", "Lead", "Other"], codes: codes[1]),
      Question(id: "gender", levels: ["Women", "Men", "Other"], codes: codes[2]),
    ]
    let moods = (0..<8).map { _ in Double.random(in: -0.6...0.6, using: &random) }
    let teamCodes = codes[0]
    self.waves = (0..<waves).map { _ in
      var wave = Wave(scores: [], yes: [])
      for person in 0..<people {
        let noise = (0..<4).reduce(0.0) { sum, _ in sum + Double.random(in: -1...1, using: &random) }
        let score = min(5, max(1, ((3 + moods[Int(teamCodes[person])] + noise * 0.9) * 2).rounded() / 2))
        let answersScale = Double.random(in: 0..<1, using: &random) > 0.06
        let answersYes = Double.random(in: 0..<1, using: &random) > 0.06
        wave.scores.append(answersScale ? score : nil)
        wave.yes.append(answersYes ? score + noise * 0.5 > 3 : nil)
      }
      return wave
    }
  }

  var population: Population {
    Population(
      people: people,
      characteristics: questions.map {
        Characteristic(
          subject: Subject(id: $0.id, title: $0.id), levels: $0.levels, codes: $0.codes, ordered: false,
          small: people.isMultiple(of: 2) ? .merge : .leaveOut)
      })
  }
}
