/// Cuts text into words, numbers with their printed precision, and marks, in one pass.
struct Tokenizer {
  let scalars: [Unicode.Scalar]
  let style: NumberStyle
  private var position = 0
  private var tokens: [Token] = []
  private var spaced = true
  /// Inside `F(` or `χ²(` a comma parts two numbers: `F(3,120)` never means 3120.
  private var commaParts = false

  static func tokens(_ scalars: [Unicode.Scalar], style: NumberStyle) -> [Token] {
    var tokenizer = Tokenizer(scalars: scalars, style: style)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(scalars: [Unicode.Scalar], style: NumberStyle) {
    self.scalars = scalars
    self.style = style
    tokens.reserveCapacity(scalars.count / 5)
  }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar {
    let index = position + offset
    return index >= 0 && index < scalars.count ? folded(scalars[index]) : "\0"
  }

  private mutating func run() {
    while position < scalars.count {
      let scalar = peek()
      if isSpace(scalar) {
        spaced = true
        position += 1
      } else if "*_\\$`{}\u{AD}\u{200B}".unicodeScalars.contains(scalar) {
        position += 1  // emphasis, stars of significance, soft hyphens: they carry no number
      } else if startsNumber() {
        readNumber()
      } else if isLetter(scalar) {
        readWord()
      } else {
        push(.mark(scalar), from: position, to: position + 1)
        position += 1
        if scalar == "(" || scalar == "[" {
          commaParts = tokens.count >= 2 && partsCommas(before: tokens.count - 1)
        } else if scalar == ")" || scalar == "]" || scalar == "," {
          commaParts = false  // the second number may have thousands again: F(1, 1,200)
        }
      }
    }
  }

  private mutating func push(_ kind: Token.Kind, from: Int, to: Int) {
    let lowered = if case .word(let word) = kind { word.lowercased() } else { "" }
    tokens.append(Token(kind: kind, lowered: lowered, range: from..<to, spaced: spaced))
    spaced = false
  }

  private func partsCommas(before index: Int) -> Bool {
    let last = tokens[index - 1]
    if last.isMark("²") || last.number?.text == "2" { return true }
    return ["F", "χ2", "X2", "chi2", "squared", "square"].contains(last.word ?? "")
  }

  // MARK: words

  private mutating func readWord() {
    let start = position
    var text = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = peek()
      if isLetter(scalar) || isDigit(scalar) {
        text.append(scalar)
      } else if (scalar == "'" || scalar == "\u{2019}") && isLetter(peek(1)) {
        text.append("'")
      } else if scalar == "\u{AD}" {
        // a soft hyphen inside a word is not part of it
      } else {
        break
      }
      position += 1
    }
    push(.word(String(text)), from: start, to: position)
  }

  // MARK: numbers

  private func startsNumber() -> Bool {
    var offset = 0
    let first = peek()
    if first == "-" || first == "+" || first == "\u{2013}" {
      guard signMayStand(first) else { return false }
      offset = 1
      if peek(1) == " ", tokens.last?.isMark(in: ["=", "<", ">"]) == true { offset = 2 }
    }
    let lead = peek(offset)
    if isDigit(lead) { return true }
    guard lead == "." || (lead == "," && style == .comma && spaced), isDigit(peek(offset + 1)) else { return false }
    if offset > 0 { return true }
    if isDigit(peek(-1)) { return false }
    guard !spaced, let word = tokens.last?.word else { return true }
    return ["p", "P", "r", "n", "d"].contains(word)
  }

  /// A dash is a sign only where no number or word ends right before it, and an en dash only after a relation or bracket.
  private func signMayStand(_ sign: Unicode.Scalar) -> Bool {
    guard let last = tokens.last else { return true }
    if last.isMark(in: ["=", "<", ">", "≤", "≥", "(", "["]) { return true }
    return sign != "\u{2013}" && spaced && last.number == nil
  }

  private mutating func readNumber() {
    let start = position
    var negative = false
    if "-+\u{2013}".unicodeScalars.contains(peek()) {
      negative = peek() != "+"
      position += 1
      while peek() == " " { position += 1 }
    }
    let commaIsDecimal = style == .comma && !commaParts
    var digits = takeDigits()
    if !digits.isEmpty, !digits.hasPrefix("0"), digits.count <= 3 { takeThousands(into: &digits) }
    var decimals = ""
    let mark = peek()
    if mark == "." || (commaIsDecimal && mark == ","), isDigit(peek(1)) {
      position += 1
      decimals = takeDigits()
      // 3.2.1 is a section or a date, not a number.
      if peek() == ".", isDigit(peek(1)) {
        while peek() == "." || isDigit(peek()) { position += 1 }
        push(.word(String(String.UnicodeScalarView(scalars[start..<position]))), from: start, to: position)
        return
      }
    }
    let exponent = takeExponent()
    let printed = (negative ? "-" : "") + digits + (decimals.isEmpty ? "" : "." + decimals)
    let plain = (digits.isEmpty ? "0" : digits) + "." + (decimals.isEmpty ? "0" : decimals)
    let magnitude = (Double(plain) ?? .infinity) * powerOfTen(exponent)
    guard magnitude < 1e15 else {
      push(.word(printed), from: start, to: position)
      return
    }
    let text = exponent == 0 ? printed : printed + "e\(exponent)"
    push(
      .number(Reported(value: negative ? -magnitude : magnitude, decimals: decimals.count - exponent, text: text)),
      from: start, to: position)
  }

  private mutating func takeDigits() -> String {
    var digits = String.UnicodeScalarView()
    while isDigit(peek()) {
      digits.append(peek())
      position += 1
    }
    return String(digits)
  }

  /// `1,200` and `1 200` (no-break or thin space), in groups of exactly three.
  private mutating func takeThousands(into digits: inout String) {
    while true {
      let mark = position < scalars.count ? scalars[position] : "\0"
      let separates =
        mark == "\u{A0}" || mark == "\u{2009}" || mark == "\u{202F}" || mark == "'"
        || (style == .point ? mark == "," && !commaParts : mark == ".")
      guard separates, isDigit(peek(1)), isDigit(peek(2)), isDigit(peek(3)), !isDigit(peek(4)) else { return }
      position += 1
      digits += takeDigits()
    }
  }

  /// `e-5`, `× 10^-5`, `x 10⁻⁵`.
  private mutating func takeExponent() -> Int {
    let start = position
    if peek() == "e" || peek() == "E" {
      position += 1
      if let exponent = takeSignedDigits(), !isLetter(peek()) { return exponent }
      position = start
      return 0
    }
    while peek() == " " { position += 1 }
    guard "×x*·".unicodeScalars.contains(peek()) else {
      position = start
      return 0
    }
    position += 1
    while peek() == " " { position += 1 }
    guard peek() == "1", peek(1) == "0" else {
      position = start
      return 0
    }
    position += 2
    if peek() == "^" { position += 1 }
    if let exponent = takeSignedDigits() { return exponent }
    position = start
    return 0
  }

  private mutating func takeSignedDigits() -> Int? {
    var negative = false
    if peek() == "-" || peek() == "+" || peek() == "⁻" || peek() == "\u{2013}" {
      negative = peek() != "+"
      position += 1
    }
    var value = 0
    var seen = 0
    while seen < 3, let digit = superscriptOrDigit(peek()) {
      value = value * 10 + digit
      seen += 1
      position += 1
    }
    return seen == 0 || value > 200 ? nil : (negative ? -value : value)
  }
}
