/// Who people are: counts of a characteristic over people, every count, complement and difference at or above the threshold.
public struct FrequencyTable: Hashable, Sendable, Encodable {
  public struct Row: Hashable, Sendable, Encodable {
    /// One level, or the levels merged into this row.
    public let label: String
    public let members: [String]
    public let count: Shown<Int>
    public let percent: Shown<Figure>
  }
  public let subject: Subject
  public let base: Int
  /// Whether one person may stand in several rows.
  public let several: Bool
  public let rows: [Row]
  /// What was merged or hidden, in sentences.
  public let notes: [String]
}

/// What people said over a safe base: shares in granted steps, no counts.
public struct AnswerTable: Hashable, Sendable, Encodable {
  public struct Row: Hashable, Sendable, Encodable {
    public let label: String
    public let share: Shown<Share>
  }
  public let subject: Subject
  /// Distinct people in the base.
  public let base: Int
  public let several: Bool
  /// Whether the rows are steps of one scale, lowest first (drawn as a diverging bar).
  public let ordered: Bool
  /// The granted step of the shares in percentage points.
  public let step: Double
  public let rows: [Row]
  public let notes: [String]
}

/// Rows by columns. `counts` for characteristics, `shares` of each row for answers.
public struct CrossTabulation: Hashable, Sendable, Encodable {
  public enum Cells: Hashable, Sendable {
    case counts([[Shown<Int>]], rowTotals: [Shown<Int>], columnTotals: [Shown<Int>])
    case shares([[Shown<Share>]])
  }
  public let rowSubject: Subject
  public let columnSubject: Subject
  public let rowLabels: [String]
  public let columnLabels: [String]
  public let base: Int
  public let cells: Cells
  /// nil for shares of answers, where a count is hidden, and where a row or column is empty.
  public let association: Association?
  public let notes: [String]

  init(
    rowSubject: Subject, columnSubject: Subject, rowLabels: [String], columnLabels: [String], base: Int, cells: Cells,
    notes: [String]
  ) {
    self.rowSubject = rowSubject
    self.columnSubject = columnSubject
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.base = base
    self.cells = cells
    association = Association(cells)
    self.notes = notes
  }
}
