/// Reads plain text, Markdown or `pdftotext -layout` output: paragraphs, and tables drawn with bars, tabs or columns of spaces.
///
/// A form feed starts a page; places then carry page and line of the page. Never fails: any text is a document.
package func readText(_ text: String) -> Document {
  let lines = inputLines(text)
  let style = NumberStyle.guess(from: text.unicodeScalars)
  var reader = TextReader(lines: lines, style: style)
  return reader.read()
}

struct InputLine {
  let scalars: [Unicode.Scalar]
  let line: Int
  let page: Int?
  var isBlank: Bool { scalars.allSatisfy(isSpace) }
}

private func inputLines(_ text: String) -> [InputLine] {
  let hasPages = text.unicodeScalars.contains("\u{C}")
  var lines: [InputLine] = []
  var current: [Unicode.Scalar] = []
  var line = 1
  var page = 1
  var afterReturn = false
  for scalar in text.unicodeScalars {
    let wasReturn = afterReturn
    afterReturn = scalar == "\r"
    if scalar == "\n" && wasReturn { continue }
    if scalar == "\n" || scalar == "\r" || scalar == "\u{C}" {
      if scalar != "\u{C}" || !current.isEmpty {
        lines.append(InputLine(scalars: current, line: line, page: hasPages ? page : nil))
        current = []
        line += 1
      }
      if scalar == "\u{C}" {
        lines.append(InputLine(scalars: [], line: line, page: page))
        page += 1
        line = 1
      }
    } else {
      current.append(scalar)
    }
  }
  lines.append(InputLine(scalars: current, line: line, page: hasPages ? page : nil))
  return lines
}

private struct TextReader {
  let lines: [InputLine]
  let style: NumberStyle
  private var builder = DocumentBuilder()
  private var paragraph: [InputLine] = []
  private let shapes: [LineShape]

  init(lines: [InputLine], style: NumberStyle) {
    self.lines = lines
    self.style = style
    shapes = lines.map(LineShape.init)
  }

  mutating func read() -> Document {
    var index = 0
    while index < lines.count {
      if let end = barTableEnd(from: index) {
        flush()
        addBarTable(index..<end)
        index = end
      } else if let end = layoutTableEnd(from: index) {
        flush()
        builder.add(layoutTable(Array(lines[index..<end]), style: style))
        index = end
      } else {
        // A caption right above a table is no part of the paragraph before it.
        if shapes[index].isCaption, isAboveTable(index) { flush() }
        take(lines[index])
        index += 1
      }
    }
    flush()
    return builder.document()
  }

  /// Whether a table begins within three lines, none of them blank.
  private func isAboveTable(_ index: Int) -> Bool {
    let next = lines.indices.dropFirst(index + 1).prefix(3).prefix { !shapes[$0].isBlank }
    return next.contains { layoutTableEnd(from: $0) != nil }
  }

  private mutating func take(_ line: InputLine) {
    if line.isBlank { return flush() }
    let first = line.scalars.first { !isSpace($0) }
    if first == "#" {
      flush()
      let body = line.scalars.drop { $0 == "#" || isSpace($0) }
      builder.add(
        Passage(Array(body), lines: [.init(offset: 0, line: line.line, page: line.page)], style: style, isHeading: true)
      )
      return
    }
    // A list item is a passage of its own: its sentence does not run on into the next.
    let second = line.scalars.drop { isSpace($0) }.dropFirst().first
    if let first, "-*•+".unicodeScalars.contains(first), second.map(isSpace) == true { flush() }
    paragraph.append(line)
  }

  private mutating func flush() {
    guard !paragraph.isEmpty else { return }
    var scalars: [Unicode.Scalar] = []
    var starts: [Passage.LineStart] = []
    for line in paragraph {
      if !scalars.isEmpty { scalars.append("\n") }
      starts.append(.init(offset: scalars.count, line: line.line, page: line.page))
      scalars += line.scalars
    }
    paragraph = []
    builder.add(Passage(scalars, lines: starts, style: style))
  }

  // MARK: tables drawn with bars (Markdown) or tabs

  private func barTableEnd(from start: Int) -> Int? {
    func belongs(_ shape: LineShape, bars: Bool) -> Bool {
      bars ? shape.bars >= 2 || shape.isRule : shape.tabs >= 1 && !shape.isBlank
    }
    let bars = shapes[start].bars >= 2
    guard bars || (shapes[start].tabs >= 1 && lines[start].scalars.first != "\t") else { return nil }
    var end = start
    while end < lines.count, belongs(shapes[end], bars: bars) { end += 1 }
    return end - start >= 2 ? end : nil
  }

  private mutating func addBarTable(_ range: Range<Int>) {
    let body = lines[range].filter { !isRule($0.scalars) }
    guard let first = body.first else { return }
    let bar: Unicode.Scalar = first.scalars.contains("|") ? "|" : "\t"
    let rows = body.map { line in
      var parts = line.scalars.split(separator: bar, omittingEmptySubsequences: false)
      if bar == "|" {
        if parts.first?.allSatisfy(isSpace) == true { parts.removeFirst() }
        if parts.last?.allSatisfy(isSpace) == true { parts.removeLast() }
      }
      return parts.prefix(200).map { part in
        Table.Cell(
          text: Passage(Array(part), lines: [.init(offset: 0, line: line.line, page: line.page)], style: style),
          isRepeat: false, isHeader: false)
      }
    }
    builder.add(Table(rows: rows, line: first.line, page: first.page, order: builder.count))
  }

  // MARK: tables in columns of spaces

  private func layoutTableEnd(from start: Int) -> Int? {
    // A header may begin with the one cell that has most lines.
    let isLone = shapes[start].isFragment && start + 1 < lines.count && !shapes[start + 1].isBlank
    guard shapes[start].isTabular || shapes[start].isHeaderLike || isLone else { return nil }
    var end = start
    var tabular = 0
    var gap = 0
    // However long a label is, it ends before the second column.
    var second = Int.max
    for probe in start..<min(lines.count, start + 400) {
      let shape = shapes[probe]
      second = min(second, shape.secondStart ?? second)
      let isLabel = second < .max && shape.labelEnd.map { $0 <= second } == true
      if shape.isBlank {
        gap += 1
        if gap > 1 || lines[probe].page != lines[start].page { break }
      } else if shape.isTabular {
        tabular += 1
        gap = 0
        end = probe + 1
      } else if shape.isHeaderLike || shape.isRule || shape.isSubheading || shape.isFragment || isLabel {
        if gap > 0 && tabular > 0 && !shape.isSubheading && !shape.isFragment && !isLabel { break }
        if tabular == 0 && probe - start > 8 { break }
        gap = 0
      } else {
        break
      }
    }
    guard tabular >= 2 || (tabular >= 1 && end - start >= 2) else { return nil }
    // The last row may have lines left.
    while end < lines.count, end - start < 400, shapes[end].isSecondLine || shapes[end].isFragment,
      lines[end].page == lines[start].page
    { end += 1 }
    return end
  }
}
