/// The study file that goes with a simulated answers file.
func studyFile(_ layout: ExampleStudy.Layout) -> String {
  """
  # Simulated data: nobody answered these questions. See README.txt.
  study: \(layout.title)
  wave: "2026"
  introduction:
    - These answers are simulated. Nobody gave them, and nothing in this report is a finding about real people.
    - The sizes, means and standard deviations of the sectors follow published figures; everything else is invented.
  support:
    - Talk to your supervisor, a colleague you trust or your occupational health service.
    - Samaritans listen day and night, free of charge, on 116 123.
  threshold: 10
  # The key of the Areas of Worklife Survey is a draft (item positions and reversed items are not confirmed by the
  # manual). Simulated answers were drawn with the same draft, so scoring them with it is safe here. For real answers,
  # confirm the key first: hearth instruments confirm aws28
  acceptUnverified: [aws28]
  instruments:
    - id: aws28
      columns: aws1..aws28
    - id: mbi_hss
      columns: mbi1..mbi22
  groups:
    - column: sector
      title: Sector
      compare: true
      order: [\(Sector.allCases.map { "\"\($0.label)\"" }.joined(separator: ", "))]
  characteristics:
  \(characteristics(layout))

  """ + (layout == .full ? openPart : "")
}

private func characteristics(_ layout: ExampleStudy.Layout) -> String {
  Question.characteristics.filter { layout == .full || $0.column == "role" }.map(entry).joined(separator: "\n")
}

private var openPart: String {
  """
  answers:
  \(Question.answers.map(entry).joined(separator: "\n"))
  openQuestions:
  \(OpenQuestion.all.map { "  - column: \($0.column)\n    title: \($0.title)" }.joined(separator: "\n"))

  """
}

private func entry(_ question: Question) -> String {
  var lines = ["  - column: \(question.column)", "    title: \(question.title)"]
  if Question.ordered.contains(question.column) { lines.append("    ordered: true") }
  if case .multiple = question.kind { lines.append("    multiple: \"\(Question.separator)\"") }
  return lines.joined(separator: "\n")
}

extension Question {
  /// Questions whose options have an order that their leading numbers show.
  static let ordered: Set<String> = ["age", "hours", "timeService", "timeSector"]
}
