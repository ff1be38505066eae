import Platform

/// The plural classes of CLDR.
enum Plural: Hashable, Sendable {
  case zero, one, two, few, many, other

  /// The class of a whole number in a language.
  ///
  /// English: 1 is one. Welsh: 0 zero, 1 one, 2 two, 3 few, 6 many. Source: Unicode CLDR, supplemental plurals.
  init(_ count: Int, in language: Language) {
    switch (language, count) {
    case (.english, 1), (.welsh, 1): self = .one
    case (.welsh, 0): self = .zero
    case (.welsh, 2): self = .two
    case (.welsh, 3): self = .few
    case (.welsh, 6): self = .many
    default: self = .other
    }
  }
}
