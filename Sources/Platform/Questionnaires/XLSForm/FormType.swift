/// What the column `type` of a form asks for.
enum FormType: Equatable {
  case beginGroup, endGroup, note
  case one(list: String)
  case several(list: String)
  case integer, range, date, text
  /// A note that stands for an instrument of the catalogue.
  case instrument
  /// Is not asked of anybody, and is left out.
  case leftOut(remedy: String)
  case refused(remedy: String)

  init(_ text: String) {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    // Names of lists keep their capitals.
    let last = text.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    self =
      switch words.joined(separator: " ") {
      case "begin group", "begin_group": .beginGroup
      case "end group", "end_group": .endGroup
      case "note": .note
      case "integer", "int": .integer
      case "range": .range
      case "date": .date
      case "text", "string": .text
      case "start", "end", "today", "deviceid", "device id", "phonenumber", "phone number", "username", "email",
        "simserial",
        "subscriberid", "audit", "start-geopoint", "background-geopoint", "background-audio", "hidden":
        .leftOut(remedy: "Hearth keeps no time, device or person with an answer")
      case "geopoint", "geotrace", "geoshape", "gps", "location":
        .refused(remedy: "a place can say who somebody is: ask for an area with select_one")
      case "image", "photo", "audio", "video", "file", "barcode":
        .refused(remedy: "Hearth keeps words and numbers only: ask for a text, or delete the row")
      case "begin repeat", "begin_repeat", "end repeat", "end_repeat":
        .refused(remedy: "nothing is asked several times over: use select_multiple, or a question for each")
      case "calculate": .refused(remedy: "nothing is worked out from answers while somebody answers: delete the row")
      case "decimal": .refused(remedy: "ask for a whole number: integer")
      case "time", "datetime": .refused(remedy: "ask for a month: date with the appearance month-year")
      case "acknowledge", "trigger":
        .refused(
          remedy: "people agree before the questions: write the words on a sheet “hearth” as consent, or use select_one"
        )
      case "": .refused(remedy: "say what is asked, or delete the row")
      case _ where words.first == "rank": .refused(remedy: "use a table of select_one questions")
      case _ where words.contains("or_other"):
        .refused(remedy: "write “Another” among the choices, and a text that is relevant after it")
      case _ where words.count == 2 && ["select_one", "select1"].contains(words[0]): .one(list: last)
      case _ where words.count == 2 && words[0] == "select_multiple": .several(list: last)
      case _ where words.count == 3 && words[0] == "select" && words[1] == "one": .one(list: last)
      case _ where words.count == 3 && words[0] == "select" && words[1] == "multiple": .several(list: last)
      case _ where words.count == 4 && words.starts(with: ["select", "one", "from"]): .one(list: last)
      case _ where words.starts(with: ["select", "all", "that", "apply", "from"]) && words.count == 6:
        .several(list: last)
      case _ where words[0].hasSuffix("_from_file") || words[0].hasSuffix("external"):
        .refused(remedy: "write the choices on the sheet “choices”")
      default:
        .refused(
          remedy: "use select_one, select_multiple, integer, range, date with month-year, text, note or groups")
      }
  }

  static func isYes(_ cell: String?) -> Bool { ["yes", "true", "true()"].contains(cell?.lowercased()) }

  /// `start=0 end=10 step=1`, in any order.
  static func range(_ parameters: String) -> ClosedRange<Int>? {
    var values: [Substring: Int] = [:]
    for part in parameters.split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "," }) {
      let sides = part.split(separator: "=")
      guard sides.count == 2, let value = Int(sides[1]), abs(value) < 1_000_000_000_000 else { return nil }
      values[sides[0]] = value
    }
    guard let start = values["start"], let end = values["end"], values["step"] ?? 1 == 1, start < end else {
      return nil
    }
    return start...end
  }
}
