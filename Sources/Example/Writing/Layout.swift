extension ExampleStudy {
  /// Which columns a simulated file has.
  package enum Layout: String, CaseIterable, Sendable {
    /// The questions of a sector study: who people are, what they said, two instruments, three open answers.
    case full
    /// The 53 columns of the speed measurements: id, sector, role and the 50 items.
    case bench

    package var columns: [String] {
      let items = [Scale.Instrument.worklife, .burnout].flatMap { instrument in
        (1...instrument.itemCount).map { instrument.prefix + String($0) }
      }
      switch self {
      case .bench: return ["id", "sector", "role"] + items
      case .full:
        return ["id", "sector"] + (Question.characteristics + Question.answers).map(\.column) + items
          + OpenQuestion.all.map(\.column)
      }
    }

    var title: String {
      switch self {
      case .full: "Example study of a drug and alcohol partnership"
      case .bench: "Example study for speed measurements"
      }
    }
  }
}
