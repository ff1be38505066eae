/// How a document writes decimals: `4.3` and `1,200`, or `4,3` and `1.200`.
enum NumberStyle: Sendable {
  case point, comma

  /// Commas win only where they stand in numbers that cannot be lists or thousands (`= 4,3`, `0,03`) and points stand in none.
  static func guess(from scalars: some Sequence<Unicode.Scalar>) -> NumberStyle {
    var points = 0
    var commas = 0
    var beforeNumber: Unicode.Scalar = " "
    var digits = 0
    var firstDigit: Unicode.Scalar = " "
    var pending: Unicode.Scalar?
    var decimals = 0
    // “12,5 %” tells too, but only once the sign is seen.
    var weak = false

    func close() {
      guard let mark = pending, decimals > 0 else { return }
      if mark == "." {
        // 1.234 may be either.
        if decimals != 3 || digits == 0 || digits > 3 || firstDigit == "0" { points += 1 }
      } else if digits == 0 || (firstDigit == "0" && digits == 1)
        || ("=<>≤≥".unicodeScalars.contains(beforeNumber) && (decimals < 3 || digits > 3))
      {
        commas += 1
      } else {
        weak = decimals < 3
      }
    }
    for scalar in scalars {
      if isDigit(scalar) {
        if pending != nil {
          decimals += 1
        } else {
          if digits == 0 { firstDigit = scalar }
          digits += 1
        }
      } else if (scalar == "." || scalar == ","), pending == nil {
        pending = scalar
        decimals = 0
      } else {
        close()
        if weak, scalar == "%" { commas += 1 }
        if scalar != " " && scalar != "\u{A0}" && scalar != "\u{202F}" { weak = false }
        if scalar != " " && scalar != "\u{A0}" && scalar != "-" && scalar != "\u{2212}" { beforeNumber = scalar }
        pending = nil
        digits = 0
        decimals = 0
      }
    }
    close()
    return commas > points ? .comma : .point
  }
}

func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 48 && scalar.value <= 57 }
