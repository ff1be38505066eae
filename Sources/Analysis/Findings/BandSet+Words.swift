import Disclosure
import Instruments

extension BandSet {
  /// The bands' labels with their cut-offs, `high (75 to under 100)`, and the label of those in none of them.
  ///
  /// - Parameters:
  ///   - factor: the number of items where the cut-offs are sums and the scale's score is a mean, else 1.
  ///   - items: the number of the scale's items.
  func labels(
    _ bands: [Band], factor: Double, items: Int, reading: ScaleReading
  ) -> (bands: [String], none: String) {
    let metric = factor == 1 ? "" : ", as a sum of \(items) items"
    let labels = bands.indices.map { index in
      let next = index + 1 < bands.count ? bands[index + 1].from : nil
      return "\(bands[index].label) (\(stretch(bands[index], next: next))\(metric))"
    }
    // Above the last band lies something only where the band ends before the scale does.
    let above = bands.last?.to.flatMap { $0 < reading.upper * factor - 1e-9 ? "above \(short($0))" : nil }
    let below = bands.first?.from.flatMap { $0 > reading.lower * factor + 1e-9 ? "under \(short($0))" : nil }
    let ends = [below, above].compactMap { $0 }.joined(separator: " or ")
    return (labels, ends.isEmpty ? "in no band" : "in no band (\(ends)\(metric))")
  }

  /// Where scores are not rounded, a score between two bands belongs to the lower one, which then ends where the next begins.
  private func stretch(_ band: Band, next: Double?) -> String {
    guard let from = band.from else { return band.to.map { "up to \(short($0))" } ?? "any score" }
    if decimals == nil, let next { return "\(short(from)) to under \(short(next))" }
    guard let to = band.to else { return "\(short(from)) or more" }
    return from == to ? short(from) : "\(short(from)) to \(short(to))"
  }

  private func short(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// Who drew the bands: the questionnaire's own paper only for bands that come from it.
  func sourceInWords(_ instrument: Instrument) -> String {
    if let population { return population }
    return switch status {
    case .ok, .discouraged: instrument.citation
    case .convention: "common use by others, not the questionnaire’s authors"
    case .unverified: "secondary sources, not checked against the original"
    }
  }

  /// What to bear in mind, in whole sentences, each thing once; nil for bands that stand as published.
  var caution: String? {
    let note = note.map { $0.hasSuffix(".") ? $0 : $0 + "." }
    let standing: String? =
      switch status {
      case .ok: nil
      case .convention: "These bands are a convention, not part of the published instrument."
      case .unverified: "These bands have not been verified against their source."
      case .discouraged:
        "The authors discourage these bands: they were set from one sample and say nothing about illness."
      }
    if let note, note.hasPrefix("a ") { return "These bands are \(note)" }
    let sentences = [standing, note.map { $0.prefix(1).uppercased() + $0.dropFirst() }].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}
