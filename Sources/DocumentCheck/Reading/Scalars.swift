/// Signs that look alike are read alike: minus signs, spaces, mathematical letters.
func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  guard scalar.value > 127 else { return scalar }
  switch scalar.value {
  case 0x2212, 0x2010, 0x2011, 0xFE63, 0xFF0D: return "-"
  case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
  case 0xFE64, 0xFF1C: return "<"
  case 0xFE65, 0xFF1E: return ">"
  case 0xFF1D: return "="
  case 0x2A7D: return "≤"
  case 0x2A7E: return "≥"
  case 0x3A7, 0x1D6D8, 0x1D712, 0x1D74C: return "χ"
  case 0x1D400...0x1D6A3:  // mathematical Latin letters come in runs of 26 capitals and 26 small ones
    let index = (scalar.value - 0x1D400) % 52
    return Unicode.Scalar(index < 26 ? 65 + index : 71 + index) ?? scalar
  case 0x1D7CE...0x1D7FF: return Unicode.Scalar(48 + (scalar.value - 0x1D7CE) % 10) ?? scalar
  case 0xFF10...0xFF19: return Unicode.Scalar(48 + scalar.value - 0xFF10) ?? scalar
  default: return scalar
  }
}

func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || (scalar.value >= 9 && scalar.value <= 13) || scalar.value == 0x85 || scalar.value == 0xFEFF
    || scalar.value == 0x2028 || scalar.value == 0x2029
}

func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 128 { return (scalar.value | 32) >= 97 && (scalar.value | 32) <= 122 }
  return scalar.properties.isAlphabetic && superscriptOrDigit(scalar) == nil
}

/// 0–9 for a digit or a superscript digit.
func superscriptOrDigit(_ scalar: Unicode.Scalar) -> Int? {
  switch scalar.value {
  case 48...57: Int(scalar.value - 48)
  case 0x2070: 0
  case 0xB9: 1
  case 0xB2: 2
  case 0xB3: 3
  case 0x2074...0x2079: Int(scalar.value - 0x2070)
  default: nil
  }
}
