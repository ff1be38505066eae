/// What a code of a column stands for, as an SPSS file says it.
///
/// Where every value of a column has a label of its own, the column is a category: its levels are the labels that occur, in the order of
/// the codes, and `Column.number(at:)` still gives the code. A column with values that have no label (a scale whose ends alone are
/// labelled, an age with "75 or older") keeps its numbers.
package struct ValueLabel: Sendable, Hashable, Encodable {
  /// As a cell would show it: `1`, `2.5`, `N/a`.
  package let code: String
  package let text: String

  package init(code: String, text: String) {
    self.code = code
    self.text = text
  }
}

extension Column {
  /// The column with the words for its codes.
  ///
  /// - Parameters:
  ///   - labels: in the order of the codes.
  ///   - heading: the variable's own label; "" where it has none.
  ///   - numeric: whether the codes are numbers.
  func labelled(_ labels: [ValueLabel], heading: String, numeric: Bool) -> Column {
    let headings = heading.isEmpty ? headings : headings + [heading]
    let words = Dictionary(labels.map { ($0.code, $0.text) }, uniquingKeysWith: { first, _ in first })
    guard !labels.isEmpty, let values = distinctValues, let category = category(of: values, words, labels) else {
      return Column(
        name: name, headings: headings, storage: storage, validity: validity, oddity: oddity, valueLabels: labels)
    }
    return Column(
      name: name, headings: headings, storage: .category(codes: category.codes, levels: category.present.map(\.text)),
      validity: validity, valueLabels: labels,
      levelNumbers: numeric ? category.present.map { Double($0.code) ?? 0 } : nil)
  }

  /// The column's numbers in place of the words that stand for them; itself where no numbers do.
  package var inNumbers: Column {
    guard case .category(let codes, _) = storage, let numbers = levelNumbers, let low = numbers.min() else {
      return self
    }
    let high = numbers.max() ?? low
    let fitsBytes = high - low <= 255 && numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 1e9 }
    let offset = fitsBytes && (low < 0 || high > 255) ? Int(low) : 0
    let storage: Storage =
      fitsBytes
      ? .integer(bytes: codes.map { UInt8(truncatingIfNeeded: Int(numbers[Int($0)]) - offset) }, offset: offset)
      : .real(codes.map { numbers[Int($0)] }, residual: nil)
    return Column(name: name, headings: headings, storage: storage, validity: validity, valueLabels: valueLabels)
  }

  /// Each row's value as a number of a text, and the texts; nil where there are more than labels are given to.
  private var distinctValues: (codes: [UInt16], texts: [String])? {
    var numbers: [String: UInt16] = [:]
    var texts: [String] = []
    func number(_ text: String) -> UInt16? {
      if let known = numbers[text] { return known }
      guard texts.count < TextRule.mostLevels else { return nil }
      numbers[text] = UInt16(texts.count)
      texts.append(text)
      return UInt16(texts.count - 1)
    }
    switch storage {
    case .category(let codes, let levels): return (codes, levels)
    case .integer(let bytes, let offset):
      return (bytes.map(UInt16.init), (0..<256).map { String($0 + offset) })
    case .real, .date, .text:
      var codes = [UInt16](repeating: 0, count: rowCount)
      for row in 0..<rowCount {
        guard let text = text(at: row) else { continue }
        guard let code = number(text) else { return nil }
        codes[row] = code
      }
      return (codes, texts)
    case .multi: return nil
    }
  }

  /// Codes into the labels that occur; nil where a value has no label, or shares it with another.
  private func category(
    of values: (codes: [UInt16], texts: [String]), _ words: [String: String], _ labels: [ValueLabel]
  ) -> (codes: [UInt16], present: [ValueLabel])? {
    var occurs = [Bool](repeating: false, count: values.texts.count)
    for row in 0..<rowCount where validity[row] { occurs[Int(values.codes[row])] = true }
    let found = Set(values.texts.indices.filter { occurs[$0] }.map { values.texts[$0] })
    guard !found.isEmpty, found.allSatisfy({ words[$0] != nil }) else { return nil }
    let present = labels.filter { found.contains($0.code) }
    guard present.count == found.count, Set(present.map(\.text)).count == present.count else { return nil }
    let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1.code, UInt16($0)) })
    let table = values.texts.map { places[$0] ?? 0 }
    return ((0..<rowCount).map { validity[$0] ? table[Int(values.codes[$0])] : 0 }, present)
  }
}
