/// An estimate of a line's width in a sans-serif face, from the widths of DejaVu Sans, the widest of the usual ones: other faces
/// need less, so nothing overlaps.
package func textWidth(_ text: String, size: Double) -> Double {
  text.unicodeScalars.reduce(0) { $0 + emWidth($1) } * size
}

private func emWidth(_ scalar: Unicode.Scalar) -> Double {
  switch scalar {
  case "i", "j", "l", "|", "'", "’", "‘": 0.30
  case " ", ".", ",", ":", ";", "I", "!", "·": 0.34
  case "f", "t", "r", "(", ")", "-", "/", "[", "]", "\u{202F}": 0.42
  case "m", "M", "W", "@", "%", "—": 0.99
  case "w", "O", "Q", "G", "H", "N", "D", "U", "+", "=", "<", ">", "−", "≤", "≥": 0.84
  case "A"..."Z": 0.72
  case "a"..."z", "0"..."9", "“", "”", "–": 0.64
  case "\u{0300}"..."\u{036F}": 0
  case "\u{1100}"..."\u{11FF}", "\u{2E80}"..."\u{FFEF}", "\u{1F000}"...: 1.1
  default: 0.75
  }
}

/// Lines no wider than `width`, broken between words; a word that is longer by itself is broken inside. Nothing is cut off.
package func wrapped(_ text: String, width: Double, size: Double) -> [String] {
  if !text.utf8.contains(where: { $0 < 0x20 }), textWidth(text, size: size) <= width { return [text] }
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: \.isWhitespace) {
    for piece in pieces(of: String(word), width: width, size: size) {
      let joined = line.isEmpty ? piece : line + " " + piece
      if line.isEmpty || textWidth(joined, size: size) <= width {
        line = joined
      } else {
        lines.append(line)
        line = piece
      }
    }
  }
  if !line.isEmpty || lines.isEmpty { lines.append(line) }
  return lines
}

private func pieces(of word: String, width: Double, size: Double) -> [String] {
  if textWidth(word, size: size) <= width { return [word] }
  var pieces: [String] = []
  var piece = ""
  for character in word {
    if !piece.isEmpty, textWidth(piece + String(character), size: size) > width {
      pieces.append(piece)
      piece = ""
    }
    piece.append(character)
  }
  return pieces + [piece]
}
