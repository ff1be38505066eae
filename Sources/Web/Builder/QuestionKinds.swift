import Platform

/// The kinds of questions in words.
extension DraftQuestion.Kind.Name {
  var title: String {
    switch self {
    case .choice: "One answer of several"
    case .several: "Any of several answers"
    case .rate: "Statements with the same answers"
    case .instrument: "A validated instrument"
    case .number: "A number"
    case .month: "A month"
    case .text: "An answer in people's own words"
    }
  }

  var purpose: String {
    switch self {
    case .choice: "People choose one. Use it for who somebody is, and to compare groups."
    case .several: "People choose as many as fit."
    case .rate:
      "Statements of your own, such as “I leave on time.”, answered from never to always. They make one score."
    case .instrument: "A scale from the catalogue, with its key. Its owner supplies the wording."
    case .number: "A whole number, such as nights worked last month."
    case .month: "A month and a year. Nobody is asked for a day."
    case .text: "A few sentences. A reviewer reads them before any are printed."
    }
  }

  /// What a form for a new one shows.
  var empty: DraftQuestion.Kind {
    switch self {
    case .choice: .choice(.init())
    case .several: .several(.init())
    case .rate: .rate(.init())
    case .instrument: .instrument(.init(key: ""))
    case .number: .number(lowest: "0", highest: "")
    case .month: .month(first: "", last: "")
    case .text: .text(limit: "1000")
    }
  }
}
