/// Where a search for a factor model begins, and a place at which nothing is special, to see whether a model can be identified.
enum FactorStart {
  /// From the leading component of each factor's items; then with weaker loadings.
  static func all(_ layout: FactorLayout, _ groups: [GroupMoments]) -> [[Double]] {
    [1, 0.6].map { strength in
      var result = [Double](repeating: 0, count: layout.names.count)
      for (number, group) in groups.enumerated() {
        let correlations = correlations(group.covariances)
        let loadings = layout.model.factors.map { factor in
          let items = factor.items.compactMap { layout.model.items.firstIndex(of: $0) }
          return Dictionary(
            uniqueKeysWithValues: zip(items, component(correlations, items).map { $0 * strength }))
        }
        let markers = layout.model.factors.indices.map { factor -> Double in
          guard layout.model.identification == .marker else { return 1 }
          let first = layout.model.items.firstIndex { $0 == layout.model.factors[factor].items.first } ?? 0
          let loading = loadings[factor][first] ?? 1
          return abs(loading) < 0.1 ? (loading < 0 ? -0.1 : 0.1) : loading
        }
        for entry in layout.groups[number] {
          guard let free = entry.free else { continue }
          switch entry.place {
          case .loading(let item, let factor): result[free] = (loadings[factor][item] ?? 0) / markers[factor]
          case .residualCovariance(let i, let j):
            let explained = loadings.reduce(0) { $0 + ($1[i] ?? 0) * ($1[i] ?? 0) }
            result[free] = i == j ? max(0.2, 1 - explained) : 0
          case .factorCovariance(let a, let b): result[free] = a == b ? markers[a] * markers[a] : 0
          case .intercept(let item): result[free] = group.means[item]
          case .factorMean: result[free] = 0
          }
        }
      }
      return result
    }
  }

  /// Loadings of one factor, roughly: the leading eigenvector by a few rounds of multiplication.
  private static func component(_ correlations: Matrix, _ items: [Int]) -> [Double] {
    var vector = items.map { item in items.reduce(0) { $0 + abs(correlations[item, $1]) } }
    if let first = items.first {
      for (place, item) in items.enumerated() where correlations[first, item] < 0 { vector[place] *= -1 }
    }
    var length = 1.0
    for _ in 0..<30 {
      vector = items.map { item in zip(items, vector).reduce(0) { $0 + correlations[item, $1.0] * $1.1 } }
      length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return items.map { _ in 0.5 } }
      vector = vector.map { $0 / length }
    }
    let share = max(0.3, length - 0.5).squareRoot()
    return vector.map { min(0.9, max(-0.9, share * $0)) }
  }

  /// A model that no two items or groups share numbers in, with definite covariances.
  static func generic(_ layout: FactorLayout) -> [Double] {
    var result = [Double](repeating: 0, count: layout.names.count)
    var turn = 0.5
    /// Numbers that follow no pattern, between 0 and 1 (golden section).
    func next() -> Double {
      turn = (turn + 0.6180339887498949).truncatingRemainder(dividingBy: 1)
      return turn
    }
    var isSet = [Bool](repeating: false, count: result.count)
    for entries in layout.groups {
      for entry in entries {
        guard let free = entry.free, !isSet[free] else { continue }
        isSet[free] = true
        switch entry.place {
        case .loading: result[free] = 0.5 + 0.6 * next()
        case .residualCovariance(let i, let j): result[free] = i == j ? 0.6 + 0.5 * next() : 0.02 + 0.05 * next()
        case .factorCovariance(let a, let b):
          result[free] = a == b ? 0.8 + 0.6 * next() : (0.1 + 0.6 * next()) / Double(max(2, layout.factorCount))
        case .intercept, .factorMean: result[free] = 0.3 + next()
        }
      }
    }
    return result
  }
}
