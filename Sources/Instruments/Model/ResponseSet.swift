/// The answers a question offers: codes in ascending order, with labels where they may be shown.
public struct ResponseSet: Sendable, Hashable, Encodable {
  public let id: String
  /// The items that offer these answers, 1-based, ascending.
  public let items: [Int]
  /// At least two, ascending by code, within 255 of one another.
  public let options: [ResponseOption]

  public var lowest: Int { options.first?.code ?? 0 }
  public var highest: Int { options.last?.code ?? 0 }
  public var codes: [Int] { options.map(\.code) }

  public func option(_ code: Int) -> ResponseOption? { options.first { $0.code == code } }

  /// The code of an answer written out, compared without regard to case, width or punctuation; nil if no label is that.
  /// - Parameter labels: by code, from a wording pack or the study file; they go before the instrument's own.
  public func code(of text: String, labels: [Int: String] = [:]) -> Int? {
    let wanted = Fingerprint.normalised(text)
    guard !wanted.isEmpty else { return nil }
    return options.first { option in
      (labels[option.code] ?? option.label).map { Fingerprint.normalised($0) == wanted } ?? false
    }?.code
  }
}

/// One answer: its code, the instrument's label for it where that may be shown, and our own words for it.
public struct ResponseOption: Sendable, Hashable, Encodable {
  public let code: Int
  public let label: String?
  /// A plain wording of our own, for instruments whose labels are licensed; never the label.
  public let words: String?
}
