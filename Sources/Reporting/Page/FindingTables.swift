import Disclosure
import Markup

extension FrequencyTable {
  var table: Table {
    Table(
      caption: .text(subject.title), columns: [several ? "May apply" : "Group", Counted.head, "Share"],
      rows: rows.map { row in
        Table.Row(
          head: name(row.label),
          cells: [.shown(row.count, \.bound), .shown(row.percent) { "\($0.bound)%" }])
      },
      notes: notes, captionIsUnseen: true)
  }
}

extension AnswerTable {
  var table: Table { table(of: "Answer") }

  /// - Parameter kind: what a row is: an answer, or a band of scores.
  func table(of kind: String) -> Table {
    Table(
      caption: .text(subject.title), columns: [kind, "Share"],
      rows: readingOrder.map { Table.Row(head: name($0.label), cells: [.shown($0.share, \.bound)]) },
      notes: ownNotes,
      captionIsUnseen: true)
  }

  /// Notes without the one that the words on the basis have already said.
  private var ownNotes: [String] {
    notes.filter { !several || !$0.hasPrefix("One person may have chosen") } + [FixedWords.roundedShares]
  }

  /// Items side by side: one row an item, one column a step.
  static func table(_ items: [AnswerTable], caption: String) -> Table {
    Table(
      caption: .text(caption), columns: ["Question"] + (items.first?.rows.map(\.label) ?? []),
      rows: items.map { item in
        Table.Row(head: name(item.subject.title), cells: item.rows.map { .shown($0.share, \.bound) })
      },
      notes: unique(items.flatMap(\.ownNotes)), captionIsUnseen: true)
  }
}

extension CrossTabulation {
  var table: Table {
    let caption: Node = "\(rowSubject.title) by \(columnSubject.inProse)"
    switch cells {
    case .counts(let counts, let rowTotals, let columnTotals):
      var rows = zip(rowLabels, zip(counts, rowTotals)).map { label, line in
        Table.Row(head: name(label), cells: (line.0 + [line.1]).map { .shown($0, \.bound) })
      }
      if !columnTotals.isEmpty {
        rows.append(
          Table.Row(head: "All", cells: columnTotals.map { .shown($0, \.bound) } + [.number(base.bound)]))
      }
      return Table(
        caption: caption, columns: [rowSubject.title] + columnLabels + ["All"], rows: rows, notes: notes,
        captionIsUnseen: true)
    case .shares(let shares):
      return Table(
        caption: caption, columns: [rowSubject.title] + columnLabels,
        rows: zip(rowLabels, shares).map { label, line in
          Table.Row(head: name(label), cells: line.map { .shown($0, \.bound) })
        },
        facts: [basis(of: shares)], notes: notes + [FixedWords.roundedShares], captionIsUnseen: true)
    }
  }
}

extension CrossTabulation {
  /// `Shares of each group’s people, 63 in all.`, and the steps of each group where they differ.
  private func basis(of shares: [[Shown<Share>]]) -> String {
    let basis = "Shares of the people of each row who answered, \(grouped(base)) in all."
    let steps = shares.map { line in line.lazy.compactMap(\.step).first }
    guard Set(steps.compactMap { $0 }).count > 1 else { return basis }
    let parts = zip(rowLabels, steps).compactMap { label, step in step.map { "\(shortened(label)) \(plain($0))" } }
    return basis + " Steps in percentage points: \(parts.joined(separator: ", "))."
  }
}

extension Shown<Share> {
  /// The step that a share is rounded to, which its own unit or bound tells.
  fileprivate var step: Double? {
    switch self {
    case .shown(.about(let figure)): figure.unit
    case .shown(.atMost(let bound)): bound
    case .shown(.atLeast(let bound)): 100 - bound
    case .suppressed: nil
    }
  }
}

extension OutOfRangeAnswers {
  static func table(_ columns: [OutOfRangeAnswers]) -> Table {
    Table(
      caption: "Answers out of range", columns: ["Column", "Questionnaire", "Values", "Answers"],
      rows: columns.map { column in
        Table.Row(
          head: name(column.column),
          cells: [
            .words(name(column.instrument)), .words(.text(column.values)), .shown(column.answers, \.bound),
          ])
      },
      notes: ["A value is named where enough people gave it."], captionIsUnseen: true)
  }

  private var values: String {
    codes.isEmpty ? "not named" : codes.joined(separator: ", ") + (otherValues ? " and others" : "")
  }
}

extension ScaleSummary {
  static func table(_ scales: [ScaleSummary], caption: Node) -> Table {
    Table(
      caption: caption, columns: ["Scale", Counted.head, "Mean", "SD", "95% interval"],
      rows: scales.map { scale in
        Table.Row(
          head: name(scale.subject.title),
          cells: [
            .number(scale.base.bound), .number(scale.mean.bound), .number(scale.standardDeviation.bound),
            .number(scale.interval.bound),
          ])
      },
      notes: unique(scales.flatMap(\.notes)), captionIsUnseen: true)
  }

  /// Median, hinges and whiskers of all scales.
  static func boxTable(_ scales: [ScaleSummary], caption: Node) -> Table {
    Table(
      caption: caption, columns: ["Scale"] + BoxSummary.columns,
      rows: scales.map { Table.Row(head: name($0.subject.title), cells: $0.box.cells) })
  }
}

extension BoxSummary {
  static let columns = ["10th percentile", "Lower hinge", "Median", "Upper hinge", "90th percentile"]

  var cells: [Table.Cell] {
    [
      whiskers.map { .number($0.tenth.bound) } ?? .none, .number(lowerHinge.bound), .number(median.bound),
      .number(upperHinge.bound), whiskers.map { .number($0.ninetieth.bound) } ?? .none,
    ]
  }
}

extension GroupComparison {
  /// Scales by groups: the mean and the spread of each, and the headline test's p.
  static func table(_ comparisons: [GroupComparison], caption: Node) -> Table {
    let groups = comparisons.first?.groups ?? []
    return Table(
      caption: caption,
      columns: ["Scale"] + groups.map { "\(shortened($0.label, atMost: 44)): mean (SD)" } + ["p"],
      rows: comparisons.map { comparison in
        Table.Row(
          head: name(comparison.subject.title),
          cells: comparison.groups.map { .number("\($0.mean.bound) (\($0.standardDeviation.bound))") }
            + [comparison.headlineTest.map { .number($0.p.cell) } ?? .none])
      }, captionIsUnseen: true)
  }

  var groupTable: Table {
    Table(
      caption: "\(subject.title) by \(by.inProse): groups",
      columns: [by.title, Counted.head, "Mean", "SD", "95% interval"] + BoxSummary.columns,
      rows: groups.map { group in
        Table.Row(
          head: name(group.label),
          cells: [
            .number(group.base.bound), .number(group.mean.bound), .number(group.standardDeviation.bound),
            .number(group.interval.bound),
          ] + group.box.cells)
      })
  }

  var testTable: Table {
    Table(
      caption: "\(subject.title) by \(by.inProse): tests", columns: ["Test", "Statistic", "Degrees of freedom", "p"],
      rows: tests.map { test in
        let freedom = test.degreesOfFreedom.map { Node.bound($0.digits, $0.trimmedDigits) }
        let headline: Node = test.method == headline ? "\(test.method.name), the headline" : .text(test.method.name)
        return Table.Row(
          head: headline,
          cells: [
            .number("\(test.symbol) = \(test.statistic.bound)"),
            .number(.fragment(freedom.enumerated().map { $0.offset == 0 ? $0.element : ", \($0.element)" as Node })),
            .number(test.p.cell),
          ])
      },
      facts: effects.map { effect in
        let interval = effect.interval.map { " (\($0.level) interval \($0.text))" } ?? ""
        return "\(effect.kind.name) = \(effect.value.text)\(interval)."
      }, notes: notes)
  }

  var pairTable: Table? {
    if pairs.isEmpty { return nil }
    return Table(
      caption: "\(subject.title) by \(by.inProse): pairs of groups",
      columns: ["Pair", "Method", "Difference", "Interval", "Hedges’ g", "p"],
      rows: pairs.map { pair in
        Table.Row(
          head: "\(name(pair.first)) − \(name(pair.second))",
          cells: [
            .words(.text(pair.method.name)), pair.difference.map { .number($0.bound) } ?? .none,
            pair.interval.map { .number($0.bound) } ?? .none, pair.effectCell,
            .number(pair.p.cell),
          ])
      })
  }
}

extension GroupComparison.Pair {
  /// `−0.83 (−1.48 to −0.18)`.
  fileprivate var effectCell: Table.Cell {
    guard let effect else { return .none }
    guard let effectInterval else { return .number(effect.bound) }
    return .number("\(effect.bound) (\(effectInterval.bound))")
  }
}

/// Each once, in the order of first appearance.
func unique(_ notes: [String]) -> [String] {
  var seen: Set<String> = []
  return notes.filter { seen.insert($0).inserted }
}
