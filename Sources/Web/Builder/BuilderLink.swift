package import Platform

/// Pages on which a questionnaire is written, a piece at a time. Pages of it are counted from 1.
package enum BuilderLink: Hashable, Sendable {
  case overview
  /// Begin with the ready questionnaire or with nothing.
  case start
  /// Title and languages.
  case settings
  /// Who is handed rows of answers.
  case custody
  case addPage
  case page(Int)
  case pageAct(Int, Act)
  /// Which kind of question.
  case kinds(Int)
  case add(Int, DraftQuestion.Kind.Name)
  case question(String)
  case questionAct(String, Act)
  case wordings
  case wording(String, Language)
  case removeWording(String, Language)
  case preview

  package enum Act: String, CaseIterable, Sendable, Hashable {
    case up, down, remove, when
  }

  var parts: [String] {
    switch self {
    case .overview: []
    case .start: ["start"]
    case .settings: ["settings"]
    case .custody: ["rows"]
    case .addPage: ["pages", "new"]
    case .page(let number): ["pages", String(number)]
    case .pageAct(let number, let act): ["pages", String(number), act.rawValue]
    case .kinds(let number): ["pages", String(number), "add"]
    case .add(let number, let kind): ["pages", String(number), "add", kind.rawValue]
    case .question(let id): ["questions", id]
    case .questionAct(let id, let act): ["questions", id, act.rawValue]
    case .wordings: ["wordings"]
    case .wording(let instrument, let language): ["wordings", instrument, language.rawValue]
    case .removeWording(let instrument, let language): ["wordings", instrument, language.rawValue, "remove"]
    case .preview: ["preview"]
    }
  }

  init?(parts: [String]) {
    let (first, rest) = (parts.first, Array(parts.dropFirst()))
    switch (first, rest.count) {
    case (nil, _): self = .overview
    case ("start", 0): self = .start
    case ("settings", 0): self = .settings
    case ("rows", 0): self = .custody
    case ("preview", 0): self = .preview
    case ("pages", 1) where rest[0] == "new": self = .addPage
    case ("pages", 1...3):
      guard let number = Int(rest[0]), (1...10_000).contains(number) else { return nil }
      if rest.count == 1 {
        self = .page(number)
      } else if rest.count == 2, rest[1] == "add" {
        self = .kinds(number)
      } else if rest.count == 2, let act = Act(rawValue: rest[1]) {
        self = .pageAct(number, act)
      } else if rest.count == 3, rest[1] == "add", let kind = DraftQuestion.Kind.Name(rawValue: rest[2]) {
        self = .add(number, kind)
      } else {
        return nil
      }
    case ("questions", 1): self = .question(rest[0])
    case ("questions", 2):
      guard let act = Act(rawValue: rest[1]) else { return nil }
      self = .questionAct(rest[0], act)
    case ("wordings", 0): self = .wordings
    case ("wordings", 2...3):
      guard let language = Language(rawValue: rest[1]) else { return nil }
      if rest.count == 2 {
        self = .wording(rest[0], language)
      } else if rest[2] == "remove" {
        self = .removeWording(rest[0], language)
      } else {
        return nil
      }
    default: return nil
    }
  }

  var takes: Takes {
    switch self {
    case .overview, .kinds, .wordings: .get
    case .pageAct(_, .up), .pageAct(_, .down), .questionAct(_, .up), .questionAct(_, .down): .post
    case .start, .settings, .custody, .addPage, .page, .pageAct, .add, .question, .questionAct, .wording,
      .removeWording,
      .preview:
      .both
    }
  }

  var longestForm: Int {
    switch self {
    case .wording: FormBody.largestFile + FormBody.restOfForm
    // Everything that was answered so far travels with a page of the preview.
    case .preview: 1024 * 1024
    default: FormBody.restOfForm
    }
  }
}
