import Foundation
import Instruments

/// What a browser needs to work out one score: facts of the scale, in numbers.
package struct OwnScale: Encodable, Sendable {
  package let title: String
  /// Columns of the items, in order.
  let columns: [String]
  /// What each item's code is taken from when it is turned round (lowest + highest); nothing where it is not.
  let turned: [Int?]
  /// The points each code stands for; empty where a code counts as itself.
  let points: [String: Double]
  /// From the sum of codes to the score; empty for none.
  let lookup: [String: Double]
  let isMean: Bool
  let minimum: Int
  let lowest: Double
  let highest: Double
  let direction: Direction
  /// Only names that are verified and meant for one person.
  let bands: [Band]
  /// Rounded to so many decimals before the bands are read.
  let decimals: Int?

  struct Band: Encodable, Sendable {
    let from: Double?
    let label: String
  }

  private enum CodingKeys: CodingKey {
    case columns, turned, points, lookup, isMean, minimum, lowest, highest, direction, bands, decimals
  }

  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  package static func all(_ questionnaire: Questionnaire) -> [OwnScale] {
    questionnaire.questions.flatMap { question -> [OwnScale] in
      guard case .rating(let rating) = question.kind else { return [] }
      switch rating.scoring {
      case .own(let scale): return [OwnScale(scale, rating, columns: question.columns)]
      case .instrument(let use):
        return use.instrument.scales.map { OwnScale($0, of: use.instrument, columns: question.columns) }
      }
    }
  }

  private init(_ scale: Questionnaire.Rating.Scale, _ rating: Questionnaire.Rating, columns: [String]) {
    let codes = rating.statements.first?.steps.map(\.code) ?? []
    let (low, high) = (codes.min() ?? 0, codes.max() ?? 0)
    title = scale.title
    self.columns = columns
    turned = columns.indices.map { scale.reversed.contains($0 + 1) ? low + high : nil }
    points = [:]
    lookup = [:]
    isMean = true
    minimum = columns.count
    lowest = Double(low)
    highest = Double(high)
    direction = scale.higherIs
    bands = []
    decimals = nil
  }

  private init(_ scale: Scale, of instrument: Instrument, columns: [String]) {
    title = scale.label
    self.columns = scale.items.map { columns[$0 - 1] }
    turned = scale.items.map { item in
      guard scale.reversed.contains(item), let set = instrument.responses(to: item) else { return nil }
      return set.lowest + set.highest
    }
    let usesPoints = scale.aggregate == .meanOfPoints
    points = usesPoints ? Dictionary(uniqueKeysWithValues: instrument.points.map { (String($0), $1) }) : [:]
    lookup = Dictionary(uniqueKeysWithValues: scale.lookup.map { (String($0), $1) })
    isMean = scale.aggregate == .mean || usesPoints
    minimum = scale.minimumAnswered
    lowest = scale.range.lowest
    highest = scale.range.highest
    direction = scale.direction
    let set = instrument.bands.first { set in
      set.mayHeadline && set.mayBeShownToOnePerson && set.metric == .score && !set.isPartial
        && set.confidence.values.allSatisfy { $0 >= .twoSources } && set.bands[scale.id] != nil
    }
    bands = (set?.bands[scale.id] ?? []).map { Band(from: $0.from, label: $0.label) }
    decimals = set?.decimals
  }
}
