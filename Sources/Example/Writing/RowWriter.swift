import Statistics

/// Draws people and appends their rows as CSV, a block of 40 at a time.
///
/// Each block has the published mix of sectors in a drawn order, and deals each open answer to one person at most.
struct RowWriter: Sendable {
  static let block = Sector.publishedPeople

  let layout: ExampleStudy.Layout
  private let model = AnswerModel()
  private let sectors = Sector.allCases.map { csvField($0.label) }
  private let questions = (Question.characteristics + Question.answers).map(DrawnQuestion.init)
  private let roles = DrawnQuestion(
    Question.characteristics.first { $0.column == "role" }
      ?? Question(column: "role", title: "Role", kind: .single, options: []))
  private let openAnswers = OpenQuestion.all.map { $0.texts.map(csvField) }

  init(layout: ExampleStudy.Layout) { self.layout = layout }

  /// The header line.
  var header: [UInt8] { Array(layout.columns.joined(separator: ",").utf8) + [newline] }

  /// Rows `first..<first + count`, numbered from 1. `first` must begin a block.
  func rows(from first: Int, count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed, stream: UInt64(first))
    var missing = MissingAnswers(using: &generator)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * (layout == .bench ? 144 : 1100))
    var items = [UInt8](repeating: noAnswer, count: Scale.itemColumns)
    for start in stride(from: 0, to: count, by: RowWriter.block) {
      let block = Block(openAnswers: openAnswers, using: &generator)
      for place in 0..<min(RowWriter.block, count - start) {
        model.draw(block.sectors[place], using: &generator, into: &items)
        missing.leaveOut(of: &items, using: &generator)
        append(
          items, of: block.sectors[place], number: first + start + place + 1, open: block.openAnswers(place),
          using: &generator, to: &bytes)
      }
    }
    return bytes
  }

  /// The 40 rows whose sector means and standard deviations round to the published figures.
  func publishedRows(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let block = Block(openAnswers: openAnswers, using: &generator)
    let answers = publishedAnswers(block.sectors, using: &generator)
    var bytes: [UInt8] = []
    for place in block.sectors.indices {
      append(
        answers[place], of: block.sectors[place], number: place + 1, open: block.openAnswers(place), using: &generator,
        to: &bytes)
    }
    return bytes
  }

  private func publishedAnswers(_ sectors: [Sector], using generator: inout SeededGenerator) -> [[UInt8]] {
    var answers = sectors.map { sector in
      var items = [UInt8](repeating: noAnswer, count: Scale.itemColumns)
      model.draw(sector, using: &generator, into: &items)
      return items
    }
    MissingAnswers.leaveOutOfPublished(&answers, sectors: sectors, using: &generator)
    for scale in Scale.published {
      var fit = ScaleFit(scale, answers: answers, sectors: sectors)
      fit.run(using: &generator)
      fit.write(to: &answers)
    }
    return answers
  }

  private func append(
    _ items: [UInt8], of sector: Sector, number: Int, open: [[UInt8]], using generator: inout SeededGenerator,
    to bytes: inout [UInt8]
  ) {
    appendNumber(number, to: &bytes)
    bytes.append(comma)
    bytes.append(contentsOf: sectors[sector.rawValue])
    var earlier = Question.Earlier()
    switch layout {
    case .bench:
      bytes.append(comma)
      roles.append(to: &bytes, sector: sector, earlier: &earlier, using: &generator)
    case .full:
      for question in questions {
        bytes.append(comma)
        question.append(to: &bytes, sector: sector, earlier: &earlier, using: &generator)
      }
    }
    for item in items {
      bytes.append(comma)
      if item != noAnswer { bytes.append(UInt8(ascii: "0") &+ item) }
    }
    if layout == .full {
      for text in open {
        bytes.append(comma)
        bytes.append(contentsOf: text)
      }
    }
    bytes.append(newline)
  }
}

private let comma = UInt8(ascii: ",")
private let newline = UInt8(ascii: "\n")

/// The order of sectors and the deal of open answers for 40 people; who gets no text leaves the question blank.
private struct Block {
  let sectors: [Sector]
  private let deals: [[[UInt8]]]

  init(openAnswers: [[[UInt8]]], using generator: inout SeededGenerator) {
    sectors = Sector.allCases.flatMap { [Sector](repeating: $0, count: $0.people) }.shuffled(using: &generator)
    deals = openAnswers.map { texts in
      let blanks = max(0, RowWriter.block - texts.count)
      return (texts + [[UInt8]](repeating: [], count: blanks)).shuffled(using: &generator)
    }
  }

  func openAnswers(_ place: Int) -> [[UInt8]] { deals.map { $0[place] } }
}

private func appendNumber(_ number: Int, to bytes: inout [UInt8]) {
  if number >= 10 { appendNumber(number / 10, to: &bytes) }
  bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
}
