import Disclosure

/// Findings that belong together on the page: neighbours of one kind and one instrument share a drawing and a table.
enum Block: Hashable {
  case frequency(FrequencyTable)
  case answers(AnswerTable)
  /// Items with the same response steps, as one diverging drawing.
  case items([AnswerTable])
  case crossTabulation(CrossTabulation)
  case scales([ScaleSummary])
  /// Scales of one instrument over the same groups.
  case comparisons([GroupComparison])
  case quotations([Quotation])
  case withheld([Withheld])
}

extension Section {
  var blocks: [Block] {
    var blocks: [Block] = []
    for finding in findings {
      let block = finding.block
      if let last = blocks.last, let joined = last.joined(with: block) {
        blocks[blocks.count - 1] = joined
      } else {
        blocks.append(block)
      }
    }
    return blocks
  }

  var withheld: [Withheld] {
    findings.compactMap { if case .withheld(let withheld) = $0 { withheld } else { nil } }
  }
}

extension Report {
  var scales: [ScaleSummary] {
    sections.flatMap(\.findings).compactMap { if case .scale(let scale) = $0 { scale.value } else { nil } }
  }
  var comparisons: [GroupComparison] {
    sections.flatMap(\.findings).compactMap {
      if case .comparison(let comparison) = $0 { comparison.value } else { nil }
    }
  }
  var withheld: [Withheld] { sections.flatMap(\.withheld) }
}

extension ReleasedFinding {
  fileprivate var block: Block {
    switch self {
    case .frequency(let table): .frequency(table.value)
    case .answers(let table): table.value.ordered ? .items([table.value]) : .answers(table.value)
    case .crossTabulation(let table): .crossTabulation(table.value)
    case .scale(let scale): .scales([scale.value])
    case .comparison(let comparison): .comparisons([comparison.value])
    case .quotation(let quotation): .quotations([quotation.value])
    case .withheld(let withheld): .withheld([withheld])
    }
  }
}

extension Block {
  /// Both as one, where they belong together.
  fileprivate func joined(with next: Block) -> Block? {
    switch (self, next) {
    case (.items(let a), .items(let b)):
      guard let first = a.first, let other = b.first, first.subject.instrument == other.subject.instrument,
        first.rows.map(\.label) == other.rows.map(\.label)
      else { return nil }
      return .items(a + b)
    case (.scales(let a), .scales(let b)):
      guard let first = a.first, let other = b.first, first.subject.instrument == other.subject.instrument,
        first.subject.instrument != nil, first.reading.sharesAxis(with: other.reading)
      else { return nil }
      return .scales(a + b)
    case (.comparisons(let a), .comparisons(let b)):
      guard let first = a.first, let other = b.first, first.subject.instrument == other.subject.instrument,
        first.by == other.by, first.reading.sharesAxis(with: other.reading),
        first.groups.map(\.label) == other.groups.map(\.label)
      else { return nil }
      return .comparisons(a + b)
    case (.quotations(let a), .quotations(let b)):
      guard a.first?.subject == b.first?.subject else { return nil }
      return .quotations(a + b)
    case (.withheld(let a), .withheld(let b)): return .withheld(a + b)
    default: return nil
    }
  }
}

extension ScaleReading {
  func sharesAxis(with other: ScaleReading) -> Bool {
    lower == other.lower && upper == other.upper && midpoint?.value == other.midpoint?.value
  }
}
