/// Where a parameter stands in a factor model; items and factors by their 0-based place.
public enum FactorPlace: Sendable, Hashable {
  case loading(item: Int, factor: Int)
  /// Of an item with itself its residual variance.
  case residualCovariance(Int, Int)
  /// Of a factor with itself its variance.
  case factorCovariance(Int, Int)
  case intercept(item: Int)
  case factorMean(factor: Int)
}

/// One number of a fitted factor model.
public struct FactorParameter: Sendable, Equatable {
  public let place: FactorPlace
  /// 0-based; 0 without groups.
  public let group: Int
  /// In the units of items and factors.
  public let estimate: Double
  /// nil for a parameter that is fixed.
  public let standardError: Double?
  /// With items and factors of variance 1; nil where a negative variance forbids it. A residual covariance becomes a correlation
  /// of residuals, a residual variance the share of the item's variance.
  public let standardised: Double?
  /// nil also for what is 1 or 0 by definition.
  public let standardisedStandardError: Double?

  public var isFree: Bool { standardError != nil }
}

/// A factor model's numbers as matrices, group by group: each entry is free, shared between groups, or fixed.
struct FactorLayout {
  struct Entry {
    let place: FactorPlace
    /// The free parameter, by number.
    let free: Int?
    /// The value if it is fixed.
    let fixed: Double
  }

  let model: FactorModel
  let groups: [[Entry]]
  /// One for each free parameter.
  let names: [String]
  let hasMeans: Bool
  var itemCount: Int { model.items.count }
  var factorCount: Int { model.factors.count }
  /// Covariances (and means) in the data.
  var momentCount: Int { groups.count * (itemCount * (itemCount + 1) / 2 + (hasMeans ? itemCount : 0)) }
  var degreesOfFreedom: Int { momentCount - names.count }

  /// - Parameters:
  ///   - scales: the unit in which a factor's covariances are counted, by which fixed values are divided.
  ///   - groupNames: one a group; a single group has no means unless there are several.
  init(
    _ model: FactorModel, scales: [Double], groupNames: [String], invariance: MeasurementInvariance,
    freeing: [FreedParameter]
  ) throws(StatisticsError) {
    self.model = model
    hasMeans = groupNames.count > 1
    let items = Dictionary(uniqueKeysWithValues: model.items.enumerated().map { ($1, $0) })
    let freed = try Set(FreedParameter.places(freeing, in: model))
    var names: [String] = []
    var groups: [[Entry]] = []
    var shared: [FactorPlace: Int] = [:]
    let isUnit = model.identification == .standardisedFactors
    for (group, groupName) in groupNames.enumerated() {
      var entries: [Entry] = []
      func free(_ place: FactorPlace, sharedFrom level: MeasurementInvariance? = nil) {
        let isShared = level.map { invariance >= $0 && !freed.contains(place) } ?? false
        if isShared, let number = shared[place] {
          entries.append(Entry(place: place, free: number, fixed: 0))
          return
        }
        if isShared { shared[place] = names.count }
        entries.append(Entry(place: place, free: names.count, fixed: 0))
        names.append(place.name(in: model) + (groupNames.count > 1 && !isShared ? " in \(groupName)" : ""))
      }
      func fix(_ place: FactorPlace, _ value: Double) { entries.append(Entry(place: place, free: nil, fixed: value)) }
      for (number, factor) in model.factors.enumerated() {
        for (order, name) in factor.items.enumerated() {
          guard let item = items[name] else { continue }
          let place = FactorPlace.loading(item: item, factor: number)
          if order == 0, !isUnit { fix(place, 1) } else { free(place, sharedFrom: .metric) }
        }
      }
      for item in model.items.indices { free(.residualCovariance(item, item), sharedFrom: .strict) }
      for pair in model.residualCovariances {
        guard let first = items[pair.first], let second = items[pair.second] else { continue }
        free(.residualCovariance(min(first, second), max(first, second)))
      }
      for first in model.factors.indices {
        for second in first..<model.factors.count {
          let place = FactorPlace.factorCovariance(first, second)
          if let value = model.fixedCovariance(first, second) {
            fix(place, value / scales[first] / scales[second])
          } else if first == second, isUnit, group == 0 || invariance == .configural {
            fix(place, 1)
          } else {
            free(place)
          }
        }
      }
      if hasMeans {
        for item in model.items.indices { free(.intercept(item: item), sharedFrom: .scalar) }
        for factor in model.factors.indices {
          if group > 0, invariance >= .scalar {
            free(.factorMean(factor: factor))
          } else {
            fix(.factorMean(factor: factor), 0)
          }
        }
      }
      groups.append(entries)
    }
    self.names = names
    self.groups = groups
  }
}

extension FactorModel {
  /// The value at which a covariance of factors is held; nil if it is free or set by the identification.
  func fixedCovariance(_ first: Int, _ second: Int) -> Double? {
    switch relations {
    case .correlated: return nil
    case .orthogonal: return first == second ? nil : 0
    case .partlyFixed(let fixed):
      let pair = Set([factors[first].name, factors[second].name])
      return fixed.first { Set([$0.first, $0.second]) == pair }?.value
    }
  }
}

extension FactorPlace {
  /// In words, for reasons and reports.
  func name(in model: FactorModel) -> String {
    switch self {
    case .loading(let item, let factor): "loading of \(model.items[item]) on \(model.factors[factor].name)"
    case .residualCovariance(let i, let j):
      i == j
        ? "residual variance of \(model.items[i])"
        : "residual covariance of \(model.items[i]) and \(model.items[j])"
    case .factorCovariance(let a, let b):
      a == b
        ? "variance of \(model.factors[a].name)"
        : "covariance of \(model.factors[a].name) and \(model.factors[b].name)"
    case .intercept(let item): "intercept of \(model.items[item])"
    case .factorMean(let factor): "mean of \(model.factors[factor].name)"
    }
  }
}
