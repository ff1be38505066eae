import Analysis
import Foundation

/// A result that a terminal shows: figures on standard output, notes beside them.
protocol TerminalText {
  /// Lines of figures, rounded for reading; `--json` has them whole.
  var text: String { get }
  var notes: [String] { get }
}

/// `[low, high]`, or nothing where there is no interval.
func intervalText(_ lower: Double?, _ upper: Double?) -> String {
  guard let lower, let upper else { return "" }
  return "[\(shortNumber(lower)), \(shortNumber(upper))]"
}

/// “p = 0.0123”.
func pText(_ p: Double) -> String { p < smallestP ? "p \(pNumber(p))" : "p = \(pNumber(p))" }

/// Smaller ones cannot be told from 0.
private let smallestP = 1e-300

/// Four digits, as 1.601e-11 where there are many noughts.
func pNumber(_ p: Double) -> String {
  guard p >= smallestP else { return "< 1e-300" }
  guard p < 1e-4 else { return shortNumber(p, digits: 4) }
  let style = FloatingPointFormatStyle<Double>.number.notation(.scientific).precision(.significantDigits(4))
  return p.formatted(style.locale(Locale(identifier: "en_GB"))).lowercased()
}

func leftOutText(_ count: Int, _ lacking: String) -> String? {
  switch count {
  case 0: nil
  case 1: "1 row without \(lacking) is left out"
  default: "\(count) rows without \(lacking) are left out"
  }
}

extension MeanTest {
  var line: String {
    "\(name): \(first) − \(second) = \(shortNumber(difference)) \(intervalText(lower, upper)), t(\(shortNumber(degreesOfFreedom))) = \(shortNumber(statistic)), \(pText(p))"
  }
}

extension RankTest {
  var line: String {
    let chance = superiority.map { ", chance of the first being higher \(shortNumber($0))" } ?? ""
    return
      "\(name): \(symbol) = \(shortNumber(statistic)), \(pText(p))\(isExact ? " (exact)" : ""), shift \(first) − \(second) = \(shortNumber(shift)) \(intervalText(lower, upper))\(chance)"
  }
}

extension EffectSize {
  var line: String {
    let interval = intervalText(lower, upper)
    return "\(name) = \(shortNumber(value))" + (interval.isEmpty ? "" : " \(interval)")
  }
}

extension Refusal {
  var line: String { "\(name) is not possible: \(reason)" }
}
