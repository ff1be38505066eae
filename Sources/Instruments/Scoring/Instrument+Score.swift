public import Problems

extension ScorableInstrument {
  /// One person's score on a scale, item by item.
  ///
  /// - Parameter answers: by item from the first; nil where there is none. An answer that is no response code counts as missing.
  /// - Returns: nil where the missing rule gives no score.
  /// - Throws: a `Problem` for the wrong number of answers or a rule that does not fit.
  public func score(_ answers: [Int?], on scale: Scale, rule: MissingRule = .asDeclared) throws(Problem) -> Double? {
    guard answers.count == instrument.itemCount || answers.count == instrument.itemCount + instrument.extraItems.count
    else {
      throw Problem(
        "\(instrument.name) has \(instrument.itemCount) items, not \(answers.count)",
        remedy: "give one answer an item, in the instrument's order")
    }
    let minimum = try rule.minimumAnswered(on: scale)
    var total = 0.0
    var answered = 0
    for item in scale.items {
      guard answers.indices.contains(item - 1), let code = answers[item - 1],
        let set = instrument.responses(to: item), set.option(code) != nil
      else { continue }
      let turned = scale.reversed.contains(item) ? set.lowest + set.highest - code : code
      total += scale.aggregate == .meanOfPoints ? instrument.points[turned] ?? Double(turned) : Double(turned)
      answered += 1
    }
    guard answered >= minimum, answered > 0 else { return nil }
    switch scale.aggregate {
    case .mean, .meanOfPoints: return total / Double(answered)
    case .sum: return total * Double(scale.items.count) / Double(answered)
    case .single: return total
    case .sumThenLookup: return scale.lookup[Int(total)]
    }
  }

  /// One person's scores on every scale and total, by scale id.
  public func scores(_ answers: [Int?], rule: MissingRule = .asDeclared) throws(Problem) -> [String: Double?] {
    var all: [String: Double?] = [:]
    for scale in instrument.scales + instrument.totals {
      all.updateValue(try score(answers, on: scale, rule: rule), forKey: scale.id)
    }
    return all
  }
}
