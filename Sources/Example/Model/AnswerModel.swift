import Statistics

/// Draws a person's 50 item answers from a latent trait: a strain shared by all nine scales, a standing on each scale,
/// and chance on each item.
///
/// Everything a draw needs is tabulated once, so that a person costs about fifty comparisons of 16-bit numbers.
struct AnswerModel: Sendable {
  /// Standings are cut into steps of 1/16 from −4 to 4.
  private static let levels = 128
  /// Two instruments' most codes are seven, so six borders; unused ones never count.
  private static let borders = 6
  private static let sharedStrain = 0.6

  private let normal = NormalTable()
  private let scales: [DrawnScale]
  /// Borders of the codes on a 16-bit uniform, at [scale][sector][level][border].
  private let table: [UInt16]

  init() {
    scales = Scale.published.map(DrawnScale.init)
    table = Scale.published.flatMap { scale in
      Sector.allCases.flatMap { AnswerModel.borders(AnswerModel.latent(scale, $0)) }
    }
  }

  /// The calibrated latent scale of a sector. Groups under ten take the spread of the two large sectors (a spread of
  /// zero from two people says nothing about a thousand); a missing mean is taken as the third sector's.
  static func latent(_ scale: Scale, _ sector: Sector) -> LatentScale {
    let target = largeSampleFigure(scale, sector)
    return .calibrated(
      mean: target.mean, deviation: target.deviation, items: scale.items.count, codes: scale.instrument.codes)
  }

  /// The mean and standard deviation that a large drawn sample of a sector approaches.
  static func largeSampleFigure(_ scale: Scale, _ sector: Sector) -> (mean: Double, deviation: Double) {
    let third = scale.figure(.thirdSector)
    let nhs = scale.figure(.nhs)
    let pooled = ((third.deviation ?? 0.7) + (nhs.deviation ?? third.deviation ?? 0.7)) / 2
    let figure = scale.figure(sector)
    let mean = figure.mean ?? third.mean ?? 3
    guard sector.people < 10 else { return (mean, figure.deviation ?? pooled) }
    // Near the end of the range answers cannot spread that far: half of the widest spread that the mean allows.
    let codes = scale.instrument.codes
    let widest = ((Double(codes.upperBound) - mean) * (mean - Double(codes.lowerBound))).squareRoot()
    return (mean, min(pooled, widest / 2))
  }

  private static func borders(_ latent: LatentScale) -> [UInt16] {
    (0..<levels).flatMap { level in
      let z = (Double(level) + 0.5) / 16 - 4
      return (0..<borders).map { border in
        UInt16(latent.probability(atMost: latent.codes.lowerBound + border, standing: z) * 65535)
      }
    }
  }

  /// Fills `answers` (50 places, worklife items first) with raw codes as they stand in a file.
  func draw(_ sector: Sector, using generator: inout SeededGenerator, into answers: inout [UInt8]) {
    let independent = Float((1 - AnswerModel.sharedStrain * AnswerModel.sharedStrain).squareRoot())
    let strain = Float(AnswerModel.sharedStrain) * standing(generator.next())
    let sectorRow = sector.rawValue * AnswerModel.levels
    let scaleRows = Sector.allCases.count * AnswerModel.levels
    let borders = table.span
    var answers = answers.mutableSpan
    for index in scales.indices {
      let scale = scales[index]
      let z = scale.strain * strain + independent * standing(generator.next())
      let level = min(AnswerModel.levels - 1, max(0, Int((z + 4) * 16)))
      let first = (index * scaleRows + sectorRow + level) * AnswerModel.borders
      var bits: UInt64 = 0
      for item in scale.items.indices {
        if item & 3 == 0 { bits = generator.next() }
        let uniform = UInt16(truncatingIfNeeded: bits)
        bits >>= 16
        var steps: UInt8 = 0
        for border in 0..<AnswerModel.borders { steps &+= uniform > borders[first + border] ? 1 : 0 }
        let place = scale.items[item]
        answers[place.slot] = place.reversed ? scale.highest &- steps : scale.lowest &+ steps
      }
    }
  }

  @inline(__always)
  private func standing(_ bits: UInt64) -> Float {
    normal.quantiles[Int(truncatingIfNeeded: bits >> (64 - NormalTable.bits))]
  }
}

/// What drawing needs of a scale, in small numbers.
private struct DrawnScale: Sendable {
  let items: [(slot: Int, reversed: Bool)]
  let lowest: UInt8
  let highest: UInt8
  let strain: Float

  init(_ scale: Scale) {
    items = zip(scale.items, scale.slots).map { (slot: $1, reversed: scale.reversed.contains($0)) }
    lowest = UInt8(scale.instrument.codes.lowerBound)
    highest = UInt8(scale.instrument.codes.upperBound)
    strain = Float(scale.strain)
  }
}
