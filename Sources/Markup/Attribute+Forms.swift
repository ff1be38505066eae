/// Attributes of forms.
extension Attribute {
  package enum InputType: String, Sendable {
    case radio, checkbox, text, hidden, email, password, file, date, number
    case send = "submit"
  }
  package static func type(_ type: InputType) -> Attribute { Attribute(.type, type.rawValue) }

  package enum ButtonType: String, Sendable { case button, submit }
  package static func type(_ type: ButtonType) -> Attribute { Attribute(.type, type.rawValue) }

  /// Answers are never part of an address.
  package static let methodPost = Attribute(.method, "post")
  package static func `for`(_ id: String) -> Attribute { Attribute(.for, id) }
  package static let checked = Attribute(.checked, "")
  package static let required = Attribute(.required, "")
  package static let disabled = Attribute(.disabled, "")
  /// Not shown to anybody until a script takes it away; `.hidden` hides from screen readers only.
  package static let concealed = Attribute(.hidden, "")
  /// The page checks and says in its own words what is missing.
  package static let novalidate = Attribute(.novalidate, "")
  package static let autocompleteOff = Attribute(.autocomplete, "off")
  /// What a browser or a password keeper may fill in.
  package enum Known: String, Sendable {
    case username, email, name, organization
    case currentPassword = "current-password"
    case newPassword = "new-password"
    case oneTimeCode = "one-time-code"
  }
  package static func autocomplete(_ known: Known) -> Attribute { Attribute(.autocomplete, known.rawValue) }
  package static let selected = Attribute(.selected, "")
  /// A form that carries files.
  package static let multipart = Attribute(.enctype, "multipart/form-data")
  package static let invalid = Attribute(.ariaInvalid, "true")
  /// The page that is being shown, among links to several.
  package static let currentPage = Attribute(.ariaCurrent, "page")
  /// The one that leads to the page that is being shown.
  package static let currentSection = Attribute(.ariaCurrent, "true")
  /// Where the page begins to be read when it has something to say.
  package static let autofocus = Attribute(.autofocus, "")
  /// A keyboard with digits on phones.
  package static let numeric = Attribute(.inputmode, "numeric")
  package static func textRows(_ count: Int) -> Attribute { Attribute(.rows, String(count)) }
  /// The range and the length that a page's script checks.
  package static func lowest(_ value: Int) -> Attribute { Attribute(.dataLowest, String(value)) }
  package static func highest(_ value: Int) -> Attribute { Attribute(.dataHighest, String(value)) }
  package static func limit(_ characters: Int) -> Attribute { Attribute(.dataLimit, String(characters)) }
  /// After which answers something is asked, for the page's script.
  package static func condition(_ json: String) -> Attribute { Attribute(.dataWhen, json) }
  package static func maximum(_ value: Int) -> Attribute { Attribute(.max, String(value)) }
}
