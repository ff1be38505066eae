package import Disclosure
import Markup

extension Figure {
  /// Decimals that the granted unit has: 0 for 1 and 5, 1 for 0.1 and 0.5.
  package var decimals: Int {
    guard unit.isFinite, unit > 0 else { return 0 }
    var decimals = 0
    var scaled = unit
    while decimals < 15, abs(scaled - scaled.rounded()) > 1e-6 * scaled || scaled < 0.5 {
      decimals += 1
      scaled = unit * powerOfTen(decimals)
    }
    return decimals
  }

  /// The number at its unit, for machines: `-0.5`, `3.0`, `40`.
  package var digits: String { fixed(value, decimals: decimals) }

  /// The number at its unit, for people: a true minus sign, trailing zeros kept.
  package var text: String { withMinus(digits) }

  /// The same without trailing zeros, for degrees of freedom: `1` and `26.2`.
  var trimmedDigits: String {
    let text = digits
    guard text.contains(".") else { return text }
    let kept = text.reversed().drop { $0 == "0" }
    return String((kept.first == "." ? kept.dropFirst() : kept).reversed())
  }

  /// The number for prose and tables, bound: `hearth verify` finds it by its `data` element.
  var bound: Node { .bound(digits, text) }
}

extension Node {
  static func bound(_ digits: String, _ text: String) -> Node { .data(value: digits, text: text) }
}

extension PValue {
  /// `= .012` or `< .0001`.
  package var text: String {
    switch self {
    case .equal(let figure): "=\u{A0}" + withoutLeadingZero(figure.text)
    case .below(let bound): "<\u{A0}" + withoutLeadingZero(plain(bound))
    }
  }

  /// `.012` or `< .0001`, bound, for a column that is headed p.
  var cell: Node {
    switch self {
    case .equal(let figure): .bound(figure.digits, withoutLeadingZero(figure.text))
    case .below(let bound): "<\u{A0}\(Node.bound(plain(bound), withoutLeadingZero(plain(bound))))"
    }
  }

  /// `p = .012`, bound.
  var phrase: Node {
    if case .equal = self { "p\u{A0}=\u{A0}\(cell)" } else { "p\u{A0}\(cell)" }
  }
}

extension Share {
  /// `35%`, `≤ 5%` or `≥ 95%`.
  package var text: String {
    switch self {
    case .about(let figure): figure.text + "%"
    case .atMost(let bound): "≤\u{A0}\(plain(bound))%"
    case .atLeast(let bound): "≥\u{A0}\(plain(bound))%"
    }
  }

  var bound: Node {
    switch self {
    case .about(let figure): "\(figure.bound)%"
    case .atMost(let bound): "≤\u{A0}\(Node.bound(plain(bound), plain(bound)))%"
    case .atLeast(let bound): "≥\u{A0}\(Node.bound(plain(bound), plain(bound)))%"
    }
  }

  /// For drawing: the value or the bound.
  var length: Double {
    switch self {
    case .about(let figure): figure.value
    case .atMost(let bound), .atLeast(let bound): bound
    }
  }
}

extension Interval {
  /// `3.1 to 4.2`, bound, on one line.
  var bound: Node { "\(lower.bound)\u{A0}to\u{A0}\(upper.bound)" }
  var text: String { "\(lower.text) to \(upper.text)" }
  /// `95%`.
  var level: String { plain(confidence * 100) + "%" }
}

extension Int {
  /// A released count, bound, thousands parted by a thin space.
  var bound: Node { .bound(String(self), grouped(self)) }
}

/// A count with thousands parted by a no-break thin space.
func grouped(_ count: Int) -> String {
  let digits = String(count.magnitude)
  guard digits.count > 4 else { return count < 0 ? "−" + digits : digits }
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
    text.append(digit)
  }
  return count < 0 ? "−" + text : text
}

/// A number of the catalogue or a bound, without trailing zeros: `0`, `6`, `2.5`, `.0001` as `0.0001`.
func plain(_ value: Double) -> String {
  guard value.isFinite else { return "–" }
  let rounded = fixed(value, decimals: 6)
  guard rounded.contains(".") else { return rounded }
  let kept = rounded.reversed().drop { $0 == "0" }
  let text = String((kept.first == "." ? kept.dropFirst() : kept).reversed())
  return text == "-0" ? "0" : text
}

/// Digits with a fixed number of decimals; the value is already rounded to them.
func fixed(_ value: Double, decimals: Int) -> String {
  let scaled = (abs(value) * powerOfTen(decimals)).rounded()
  guard scaled.isFinite, scaled < 1e18, decimals < 16 else { return value.description }
  var rest = UInt64(scaled)
  let negative = value < 0 && rest > 0
  // Written from the last digit to the first.
  return String(unsafeUninitializedCapacity: 40) { buffer in
    var place = buffer.count
    func put(_ byte: UInt8) {
      place -= 1
      buffer[place] = byte
    }
    var written = 0
    while rest > 0 || written <= decimals {
      if written == decimals, decimals > 0 { put(UInt8(ascii: ".")) }
      put(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    }
    if negative { put(UInt8(ascii: "-")) }
    let count = buffer.count - place
    for index in 0..<count { buffer[index] = buffer[place + index] }
    return count
  }
}

private func powerOfTen(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<max(exponent, 0) { power *= 10 }
  return power
}

private func withMinus(_ digits: String) -> String {
  digits.hasPrefix("-") ? "−" + digits.dropFirst() : digits
}

private func withoutLeadingZero(_ text: String) -> String {
  text.hasPrefix("0.") ? String(text.dropFirst()) : text
}
