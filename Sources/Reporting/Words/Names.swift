import Markup

/// A name that comes from data: read in its own direction whatever stands around it, and shortened where it is very long, with the
/// whole of it for whoever points at it.
func name(_ text: String, atMost limit: Int = 100) -> Node {
  let short = shortened(text, atMost: limit)
  return HTML.bdi(short == text ? [] : [.title(text)]) { .text(short) }
}

/// The text itself, or its beginning up to a word's end and an ellipsis; never more than `limit` characters.
func shortened(_ text: String, atMost limit: Int = 100) -> String {
  guard text.utf8.count > limit, text.count > limit, limit > 1 else { return text }
  let start = text.prefix(limit - 1)
  // A word is kept whole unless that would lose more than a third.
  let words = start.lastIndex(where: \.isWhitespace).map { start[..<$0] } ?? start
  let kept = words.count * 3 > limit * 2 ? words : start
  return String(kept) + "…"
}
