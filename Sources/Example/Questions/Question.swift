import Statistics

/// One question with fixed options and how often each is chosen.
struct Question: Sendable {
  enum Kind: Sendable {
    case single
    /// Several may apply; `none` are options that stand alone, such as "Prefer not to say".
    case multiple(none: [Option])
  }

  struct Option: Sendable {
    let text: String
    /// Single choice: weight. Multiple choice: probability.
    let third: Double
    let statutory: Double

    init(_ text: String, _ third: Double, _ statutory: Double? = nil) {
      self.text = text
      self.third = third
      self.statutory = statutory ?? third
    }

    func weight(_ sector: Sector) -> Double { sector.isStatutory ? statutory : third }
  }

  let column: String
  let title: String
  let kind: Kind
  let options: [Option]
  /// The option numbers that are plausible after the earlier answers; all of them unless said otherwise.
  var plausible: @Sendable (Earlier) -> Range<Int> = { _ in 0..<Int.max }

  /// What a person has said that later answers must not contradict, as option numbers.
  struct Earlier: Sendable {
    var age: Int?
    var timeService: Int?
  }

  static let separator = "; "

  /// Share of people who pass over a question with fixed options.
  static let missingShare = 0.025
}

/// A question ready for drawing: the options as bytes, quoted where CSV needs it.
struct DrawnQuestion: Sendable {
  private let question: Question
  private let texts: [[UInt8]]
  private let standAlone: [[UInt8]]
  private let needsQuotes: [Bool]

  init(_ question: Question) {
    self.question = question
    if case .multiple(let none) = question.kind {
      texts = question.options.map { Array($0.text.utf8) }
      standAlone = none.map { csvField($0.text) }
    } else {
      texts = question.options.map { csvField($0.text) }
      standAlone = []
    }
    needsQuotes = question.options.map { $0.text.contains(",") }
  }

  /// Appends the drawn answer, or nothing if the person passes the question over.
  func append(
    to bytes: inout [UInt8], sector: Sector, earlier: inout Question.Earlier, using generator: inout SeededGenerator
  ) {
    if generator.unit() < Question.missingShare { return }
    switch question.kind {
    case .single:
      guard let choice = pick(sector, plausible: question.plausible(earlier), using: &generator) else { return }
      bytes.append(contentsOf: texts[choice])
      if question.column == "age" { earlier.age = choice }
      if question.column == "timeService" { earlier.timeService = choice }
    case .multiple(let none):
      appendSeveral(none: none, to: &bytes, sector: sector, using: &generator)
    }
  }

  private func appendSeveral(
    none: [Question.Option], to bytes: inout [UInt8], sector: Sector, using generator: inout SeededGenerator
  ) {
    var draw = generator.unit()
    for (index, option) in none.enumerated() {
      draw -= option.weight(sector)
      if draw < 0 { return bytes.append(contentsOf: standAlone[index]) }
    }
    var chosen = question.options.indices.filter { generator.unit() < question.options[$0].weight(sector) }
    if chosen.isEmpty, let one = pick(sector, plausible: 0..<Int.max, using: &generator) { chosen = [one] }
    let quoted = chosen.contains { needsQuotes[$0] }
    if quoted { bytes.append(UInt8(ascii: "\"")) }
    for (place, index) in chosen.enumerated() {
      if place > 0 { bytes.append(contentsOf: Question.separator.utf8) }
      bytes.append(contentsOf: texts[index])
    }
    if quoted { bytes.append(UInt8(ascii: "\"")) }
  }

  private func pick(
    _ sector: Sector, plausible: Range<Int>, using generator: inout SeededGenerator
  ) -> Int? {
    let options = question.options
    let range = options.indices.clamped(to: plausible)
    var draw = generator.unit() * range.reduce(0) { $0 + options[$1].weight(sector) }
    for index in range {
      draw -= options[index].weight(sector)
      if draw < 0 { return index }
    }
    return range.last
  }
}

/// RFC 4180: quoted when a comma, quote or line break is inside, quotes doubled.
func csvField(_ text: String) -> [UInt8] {
  guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return Array(text.utf8) }
  return [34] + text.utf8.flatMap { $0 == 34 ? [34, 34] : [$0] } + [34]
}
