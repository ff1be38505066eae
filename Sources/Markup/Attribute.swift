/// An attribute. Names are a closed list without event handlers or `style`; `href`, `src` and `action` take a place on the same page or a
/// `SitePath` only, so that no text from data can become an address.
package struct Attribute: Hashable, Sendable {
  enum Name: String, Sendable {
    case `class`, id, lang, hreflang, charset, name, content, value, href, scope, role, colspan, rowspan, tabindex,
      title, open
    case ariaLabelledby = "aria-labelledby"
    case ariaDescribedby = "aria-describedby"
    case ariaLabel = "aria-label"
    case ariaHidden = "aria-hidden"
    case autofocus
    case x, y, x1, x2, y1, y2, cx, cy, r, rx, width, height, d, viewBox, xmlns, patternUnits, patternTransform
    case textAnchor = "text-anchor"
    case fill
    case src, rel, type, action, method, `for`, checked, required, disabled, hidden, novalidate, autocomplete, inputmode
    case rows, max, selected, enctype
    case ariaInvalid = "aria-invalid"
    case ariaCurrent = "aria-current"
    case dataLowest = "data-lowest"
    case dataHighest = "data-highest"
    case dataLimit = "data-limit"
    case dataWhen = "data-when"
  }

  let name: Name
  let value: String

  init(_ name: Name, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension Attribute {
  package static func `class`(_ names: String) -> Attribute { Attribute(.class, names) }
  package static func id(_ id: String) -> Attribute { Attribute(.id, id) }
  package static func lang(_ tag: String) -> Attribute { Attribute(.lang, tag) }
  /// The language of what a link leads to.
  package static func hrefLanguage(_ tag: String) -> Attribute { Attribute(.hreflang, tag) }
  package static func charset(_ name: String) -> Attribute { Attribute(.charset, name) }
  package static func name(_ name: String) -> Attribute { Attribute(.name, name) }
  /// The whole text of what is shown shortened.
  package static func title(_ text: String) -> Attribute { Attribute(.title, text) }
  package static func content(_ text: String) -> Attribute { Attribute(.content, text) }
  package static func value(_ text: String) -> Attribute { Attribute(.value, text) }
  package static func role(_ role: String) -> Attribute { Attribute(.role, role) }
  package static func label(_ text: String) -> Attribute { Attribute(.ariaLabel, text) }
  package static func labelledBy(_ ids: String...) -> Attribute {
    Attribute(.ariaLabelledby, ids.joined(separator: " "))
  }
  package static func describedBy(_ id: String) -> Attribute { Attribute(.ariaDescribedby, id) }
  package static let hidden = Attribute(.ariaHidden, "true")
  package static func tabIndex(_ index: Int) -> Attribute { Attribute(.tabindex, String(index)) }
  package static func columns(_ count: Int) -> Attribute { Attribute(.colspan, String(count)) }
  package static func rows(_ count: Int) -> Attribute { Attribute(.rowspan, String(count)) }
  package static let open = Attribute(.open, "")

  /// A link to the element with this id on the same page.
  package static func href(fragment id: String) -> Attribute { Attribute(.href, "#" + id) }

  package enum Scope: String, Sendable { case column = "col", row, columns = "colgroup", rows = "rowgroup" }
  package static func scope(_ scope: Scope) -> Attribute { Attribute(.scope, scope.rawValue) }
}

/// Attributes of drawings; lengths are in the units of the view box.
extension Attribute {
  package static func x(_ value: Double) -> Attribute { Attribute(.x, coordinate(value)) }
  package static func y(_ value: Double) -> Attribute { Attribute(.y, coordinate(value)) }
  package static func x1(_ value: Double) -> Attribute { Attribute(.x1, coordinate(value)) }
  package static func x2(_ value: Double) -> Attribute { Attribute(.x2, coordinate(value)) }
  package static func y1(_ value: Double) -> Attribute { Attribute(.y1, coordinate(value)) }
  package static func y2(_ value: Double) -> Attribute { Attribute(.y2, coordinate(value)) }
  package static func cx(_ value: Double) -> Attribute { Attribute(.cx, coordinate(value)) }
  package static func cy(_ value: Double) -> Attribute { Attribute(.cy, coordinate(value)) }
  package static func r(_ value: Double) -> Attribute { Attribute(.r, coordinate(value)) }
  package static func rx(_ value: Double) -> Attribute { Attribute(.rx, coordinate(value)) }
  package static func width(_ value: Double) -> Attribute { Attribute(.width, coordinate(value)) }
  package static func height(_ value: Double) -> Attribute { Attribute(.height, coordinate(value)) }
  package static func viewBox(width: Double, height: Double) -> Attribute {
    Attribute(.viewBox, "0 0 \(coordinate(width)) \(coordinate(height))")
  }
  package static func d(_ path: String) -> Attribute { Attribute(.d, path) }
  package static let svgNamespace = Attribute(.xmlns, "http://www.w3.org/2000/svg")
  package static let userSpacePattern = Attribute(.patternUnits, "userSpaceOnUse")
  package static func rotated(_ degrees: Double) -> Attribute {
    Attribute(.patternTransform, "rotate(\(coordinate(degrees)))")
  }
  /// Paint with the pattern of this id on the same page.
  package static func fill(pattern id: String) -> Attribute { Attribute(.fill, "url(#\(id))") }

  /// Paint that does not follow the page's colours: what machines read stays dark on white.
  package enum Paint: String, Sendable { case black = "#000", white = "#fff" }
  package static func fill(_ paint: Paint) -> Attribute { Attribute(.fill, paint.rawValue) }

  package enum TextAnchor: String, Sendable { case start, middle, end }
  package static func anchor(_ anchor: TextAnchor) -> Attribute { Attribute(.textAnchor, anchor.rawValue) }
}

/// A length to two decimals, without locale, exponent or trailing zeros; 0 for what is not a drawable number.
package func coordinate(_ value: Double) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "0" }
  let hundredths = Int((value * 100).rounded())
  let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
  let sign = hundredths < 0 ? "-" : ""
  if part == 0 { return sign + String(whole) }
  if part % 10 == 0 { return sign + "\(whole).\(part / 10)" }
  return sign + "\(whole).\(part < 10 ? "0" : "")\(part)"
}
