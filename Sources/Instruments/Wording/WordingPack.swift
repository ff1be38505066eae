public import Problems

/// The item texts of an instrument, as its licence holder supplies them.
public struct WordingPack: Sendable, Hashable {
  public let instrument: String
  /// One text an item, in item order.
  public let items: [String]
  /// Labels of the response codes, where the pack gives them.
  public let labels: [Int: String]

  /// Reads numbered lines: “1. …”, “1) …” or “1”, a tab, and the text. Lines “0 = …” give the labels of response codes;
  /// empty lines and lines that begin with # are skipped.
  ///
  /// - Parameter file: the name used in messages.
  /// - Throws: a `Problem` with file and line: a line without a number, a number out of order, missing or given twice, the same
  ///   text twice, a label for a code that does not exist, or a count that is not the instrument's.
  public init(text: String, for instrument: Instrument, file: String) throws(Problem) {
    guard instrument.itemCount > 0 else {
      throw Problem("\(instrument.name) has no fixed list of items", at: file, remedy: "it takes no wording pack")
    }
    guard text.utf8.count <= 1_000_000 else {
      throw Problem("the file is larger than 1 MB", at: file, remedy: "give the numbered items only")
    }
    let count = instrument.itemCount
    var items: [String] = []
    var labels: [Int: String] = [:]
    var lineOf: [String: Int] = [:]
    for (index, rawLine) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = trimmed(rawLine)
      let place = "\(file), line \(index + 1)"
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let entry = Entry(line) else {
        throw Problem(
          "this line has no item number", at: place,
          remedy: "begin each item with its number and put it on one line; begin remarks with #")
      }
      switch entry {
      case .label(let code, let label):
        guard instrument.responses.contains(where: { $0.option(code) != nil }) else {
          throw Problem("\(code) is not a response code of \(instrument.name)", at: place, remedy: "remove the label")
        }
        guard labels.updateValue(label, forKey: code) == nil else {
          throw Problem("the code \(code) has two labels", at: place, remedy: "keep one")
        }
      case .item(let number, let text):
        guard number <= count else {
          throw Problem(
            "item \(number) is one too many: \(instrument.name) has \(count)", at: place, remedy: "remove it")
        }
        guard number == items.count + 1 else {
          let what =
            number <= items.count
            ? "item \(number) is given twice or out of order"
            : "item \(items.count + 1) is missing before item \(number)"
          throw Problem(what, at: place, remedy: "number the items 1 to \(count) in order")
        }
        if let earlier = lineOf.updateValue(index + 1, forKey: Fingerprint.normalised(text)) {
          throw Problem("the same text stands on line \(earlier)", at: place, remedy: "give each item its own text")
        }
        items.append(text)
      }
    }
    guard items.count == count else {
      throw Problem(
        "\(items.count) \(items.count == 1 ? "item" : "items") where \(instrument.name) has \(count)", at: file, remedy: "add the items that are missing"
      )
    }
    self.instrument = instrument.id
    self.items = items
    self.labels = labels
  }

  /// SHA-256 of each normalised item, 64 hexadecimal digits.
  public var fingerprints: [String] { items.map(Fingerprint.of) }
}

/// Whether an item's text is the official one.
public enum ItemVerdict: String, Sendable, Hashable, Encodable {
  case official, different
  /// The instrument comes without a fingerprint for this item.
  case unknown
}

extension Instrument {
  /// Compares a pack with the instrument's fingerprints, item by item; texts are never stored.
  /// - Parameter stem: words that every question begins with and the pack leaves out.
  public func verify(_ pack: WordingPack, stem: String = "") -> [ItemVerdict] {
    pack.items.enumerated().map { index, text in
      guard pack.instrument == id, wording.sha256.indices.contains(index) else { return .unknown }
      let expected = wording.sha256[index]
      let found = [text, stem + " " + text].contains { Fingerprint.of($0).hasPrefix(expected) }
      return found ? .official : .different
    }
  }
}

private enum Entry {
  case item(Int, String)
  case label(Int, String)

  init?(_ line: Substring) {
    let digits = line.prefix { ("0"..."9").contains($0) }
    guard let number = Int(digits) else { return nil }
    let rest = line.dropFirst(digits.count)
    let afterSpaces = rest.drop { $0 == " " || $0 == "\t" }
    if afterSpaces.first == "=" {
      let label = trimmed(afterSpaces.dropFirst())
      guard !label.isEmpty else { return nil }
      self = .label(number, String(label))
      return
    }
    guard let mark = rest.first, [".", ")", "\t"].contains(mark) else { return nil }
    let text = trimmed(rest.dropFirst())
    guard !text.isEmpty, number >= 1 else { return nil }
    self = .item(number, String(text))
  }
}

private func trimmed(_ text: Substring) -> Substring {
  var text = text
  while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return text
}
