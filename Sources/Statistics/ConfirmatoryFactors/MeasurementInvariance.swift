/// How much of a factor model is the same in all groups; each step holds what those before it hold.
public enum MeasurementInvariance: Int, Sendable, CaseIterable, Comparable {
  /// The same items on the same factors.
  case configural
  /// Equal loadings.
  case metric
  /// Equal intercepts too, so that means of factors can be compared; those of the first group are 0.
  case scalar
  /// Equal residual variances too. (Residual covariances stay free.)
  case strict

  public static func < (a: MeasurementInvariance, b: MeasurementInvariance) -> Bool { a.rawValue < b.rawValue }
}

/// A parameter that may differ between groups whatever the invariance asks of the others (partial invariance).
public enum FreedParameter: Sendable, Hashable {
  case loading(item: String, factor: String)
  case intercept(item: String)
  case residualVariance(item: String)

  static func places(_ freed: [FreedParameter], in model: FactorModel) throws(StatisticsError) -> [FactorPlace] {
    func item(_ name: String) throws(StatisticsError) -> Int {
      guard let place = model.items.firstIndex(of: name) else { throw .outOfDomain("there is no item \(name)") }
      return place
    }
    var places: [FactorPlace] = []
    for parameter in freed {
      switch parameter {
      case .intercept(let name): places.append(.intercept(item: try item(name)))
      case .residualVariance(let name):
        let place = try item(name)
        places.append(.residualCovariance(place, place))
      case .loading(let name, let factorName):
        guard let factor = model.factors.firstIndex(where: { $0.name == factorName }) else {
          throw .outOfDomain("there is no factor \(factorName)")
        }
        guard let order = model.factors[factor].items.firstIndex(of: name) else {
          throw .outOfDomain("\(name) does not load on \(factorName)")
        }
        guard order > 0 || model.identification != .marker else {
          throw .outOfDomain(
            "\(name) is the marker of \(factorName), so its loading cannot differ: name another item first")
        }
        places.append(.loading(item: try item(name), factor: factor))
      }
    }
    return places
  }
}
