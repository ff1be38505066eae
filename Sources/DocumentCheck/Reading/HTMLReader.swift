/// Reads HTML (also pandoc's, from Word): block elements become passages, tables keep rows, columns and spans.
///
/// Subscripts read as brackets (`F<sub>3,36</sub>` is `F(3,36)`), superscripts as powers, so that a footnote mark never joins a number.
/// Never fails: what is no tag is text.
package func readHTML(_ text: String) -> Document {
  var reader = HTMLReader(scalars: Array(text.unicodeScalars), style: NumberStyle.guess(from: text.unicodeScalars))
  reader.run()
  return reader.builder.document()
}

private let blockTags: Set<String> = [
  "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main",
  "nav",
  "blockquote", "pre", "figure", "dl", "dt", "dd", "hr", "body", "html", "aside", "address", "details", "summary", "br",
  "figcaption",
]
private let silentTags: Set<String> = ["script", "style", "svg", "head", "noscript", "template"]

private struct HTMLReader {
  let scalars: [Unicode.Scalar]
  let style: NumberStyle
  var builder = DocumentBuilder()
  private var position = 0
  private var line = 1
  private var text: [Unicode.Scalar] = []
  private var starts: [Passage.LineStart] = []
  private var grids: [HTMLGrid] = []
  private var isHeading = false
  /// Once a quote in a tag never closes, quotes are no longer trusted: keeps the time linear.
  private var trustsQuotes = true
  private var trustsTags = true

  init(scalars: [Unicode.Scalar], style: NumberStyle) {
    self.scalars = scalars
    self.style = style
  }

  mutating func run() {
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "<", trustsTags, let tag = takeTag() {
        handle(tag)
      } else if scalar == "&" {
        append(takeEntity())
      } else {
        append(scalar)
        if scalar == "\n" { line += 1 }
        position += 1
      }
    }
    while !grids.isEmpty { closeTable() }
    flush()
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if starts.last?.line != line { starts.append(.init(offset: text.count, line: line, page: nil)) }
    text.append(scalar)
  }

  private mutating func takePassage() -> Passage {
    let passage = Passage(text, lines: starts, style: style, isHeading: isHeading)
    text = []
    starts = []
    return passage
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    builder.add(takePassage())
  }

  // MARK: tags

  private struct Tag {
    let name: String
    let isEnd: Bool
    let attributes: ArraySlice<Unicode.Scalar>
  }

  private mutating func takeTag() -> Tag? {
    var cursor = position + 1
    guard cursor < scalars.count else { return nil }
    if scalars[cursor] == "!" || scalars[cursor] == "?" {
      let isComment = scalars[cursor...].starts(with: "!--".unicodeScalars)
      guard let end = isComment ? commentEnd(from: cursor + 3) : tagEnd(from: cursor) else { return nil }
      advance(to: end + 1)
      return Tag(name: "!", isEnd: false, attributes: [])
    }
    let isEnd = scalars[cursor] == "/"
    if isEnd { cursor += 1 }
    var name = String.UnicodeScalarView()
    while cursor < scalars.count, name.count < 12, isLetter(scalars[cursor]) || isDigit(scalars[cursor]) {
      name.append(scalars[cursor])
      cursor += 1
    }
    // “p <.05” is text: a tag starts with a letter right after the bracket.
    guard let first = name.first, isLetter(first), first.isASCII, let end = tagEnd(from: cursor) else { return nil }
    let attributes = scalars[cursor..<end]
    advance(to: end + 1)
    return Tag(name: String(name).lowercased(), isEnd: isEnd, attributes: attributes)
  }

  private mutating func advance(to end: Int) {
    for index in position..<min(end, scalars.count) where scalars[index] == "\n" { line += 1 }
    position = min(end, scalars.count)
  }

  private mutating func commentEnd(from start: Int) -> Int? {
    var cursor = start
    while cursor < scalars.count {
      if scalars[cursor] == ">", scalars[cursor - 1] == "-", scalars[cursor - 2] == "-" { return cursor }
      cursor += 1
    }
    trustsTags = false
    return nil
  }

  private mutating func tagEnd(from start: Int) -> Int? {
    if trustsQuotes {
      var quote: Unicode.Scalar?
      for cursor in start..<min(scalars.count, start + 4000) {
        let scalar = scalars[cursor]
        if let open = quote {
          if scalar == open { quote = nil }
        } else if scalar == "\"" || scalar == "'" {
          quote = scalar
        } else if scalar == ">" {
          return cursor
        }
      }
      if quote != nil { trustsQuotes = false }
    }
    for cursor in start..<scalars.count where scalars[cursor] == ">" { return cursor }
    trustsTags = false
    return nil
  }

  private mutating func handle(_ tag: Tag) {
    if silentTags.contains(tag.name), !tag.isEnd, tag.attributes.last != "/" { return skip(to: tag.name) }
    switch tag.name {
    case "table":
      if tag.isEnd {
        closeTable()
      } else {
        if grids.isEmpty { flush() }
        grids.append(HTMLGrid(line: line))
      }
    case "tr": if !grids.isEmpty { closeCell(); grids[grids.count - 1].endRow() }
    case "td", "th":
      guard !grids.isEmpty else { return }
      closeCell()
      if !tag.isEnd {
        text = []
        starts = []
        grids[grids.count - 1].open = (
          isHeader: tag.name == "th", columns: span("colspan", in: tag.attributes),
          rows: span("rowspan", in: tag.attributes)
        )
      }
    case "caption":
      if tag.isEnd, !grids.isEmpty { grids[grids.count - 1].caption = takePassage() } else { text = []; starts = [] }
    case "sub": append(tag.isEnd ? ")" : "(")
    case "sup": if !tag.isEnd { append("^") } else { append(" ") }
    case let name where blockTags.contains(name):
      if grids.isEmpty && name != "br" {
        flush()
        isHeading = !tag.isEnd && name.count == 2 && name.first == "h" && name != "hr"
      } else {
        append(" ")
      }
    default: break
    }
  }

  private mutating func skip(to name: String) {
    while position < scalars.count {
      if scalars[position] == "<", position + 1 < scalars.count, scalars[position + 1] == "/",
        let tag = trustsTags ? takeTag() : nil
      {
        if tag.name == name { return }
      } else {
        advance(to: position + 1)
      }
    }
  }

  private func span(_ name: String, in attributes: ArraySlice<Unicode.Scalar>) -> Int {
    let wanted = Array(name.unicodeScalars)
    var cursor = attributes.startIndex
    while cursor + wanted.count < attributes.endIndex {
      if attributes[cursor..<cursor + wanted.count].elementsEqual(wanted) {
        let digits = attributes[(cursor + wanted.count)...].prefix(6).filter(isDigit).prefix(3)
        return max(1, min(100, Int(String(String.UnicodeScalarView(digits))) ?? 1))
      }
      cursor += 1
    }
    return 1
  }

  private mutating func closeCell() {
    guard let last = grids.indices.last, grids[last].open != nil else { return }
    grids[last].add(takePassage())
  }

  private mutating func closeTable() {
    guard !grids.isEmpty else { return }
    closeCell()
    var grid = grids.removeLast()
    grid.endRow()
    text = []
    starts = []
    builder.add(grid.table(order: builder.count))
  }

  // MARK: entities

  private mutating func takeEntity() -> Unicode.Scalar {
    var cursor = position + 1
    var name = String.UnicodeScalarView()
    while cursor < scalars.count, name.count < 10, scalars[cursor] != ";", scalars[cursor].isASCII,
      !isSpace(scalars[cursor])
    {
      name.append(scalars[cursor])
      cursor += 1
    }
    if cursor < scalars.count, scalars[cursor] == ";", let scalar = entity(String(name)) {
      position = cursor + 1
      return scalar
    }
    position += 1
    return "&"
  }
}

private let namedEntities: [String: Unicode.Scalar] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "minus": "\u{2212}",
  "ndash": "\u{2013}",
  "mdash": "\u{2014}", "le": "≤", "ge": "≥", "chi": "χ", "Chi": "χ", "sup2": "²", "times": "×", "plusmn": "±",
  "eta": "η", "alpha": "α",
  "thinsp": "\u{2009}", "rsquo": "\u{2019}", "lsquo": "\u{2018}", "ldquo": "“", "rdquo": "”", "hellip": "…",
  "ensp": " ", "emsp": " ",
]

private func entity(_ name: String) -> Unicode.Scalar? {
  if let named = namedEntities[name] { return named }
  guard name.hasPrefix("#") else { return nil }
  let digits = name.dropFirst()
  let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
  return value.flatMap(Unicode.Scalar.init)
}
