/// What CR2 needs of each cluster: its corrected score, and how its square varies when errors are unrelated and of one variance.
///
/// With rows P as in `TurnedRows` and S = PᵀW²P, residuals of a cluster g vary as B = I − PᵍPᵍᵀW − WPᵍPᵍᵀ + PᵍSPᵍᵀ. That differs from I only in
/// the at most 2k directions of Pᵍ and WPᵍ, and so does A = B^(−½): nothing larger than that is decomposed.
struct ClusterMoments: Sendable, Equatable {
  /// PᵍᵀWArᵍ.
  let scores: [[Double]]
  /// PᵍᵀWA²WPᵍ, PᵍᵀAWPᵍ and PᵍᵀWAWPᵍ, k × k each.
  private let own, plain, weighted: [Matrix]
  private let rows: TurnedRows
  /// J: two clusters' shares vary together by zᵍᵀJzʰ, where z holds `plain` and `weighted` times a contrast.
  private let between: Matrix

  init(_ rows: TurnedRows, _ clusters: [[Int]]) throws(StatisticsError) {
    let k = rows.table.columnCount
    let s = rows.table.crossProduct(weights: rows.weights.map { $0 * $0 })
    var between = Matrix(rows: 2 * k, columns: 2 * k)
    for row in 0..<k {
      for column in 0..<k { between[row, column] = s[row, column] }
      between[row, row + k] = -1
      between[row + k, row] = -1
    }
    var scores: [[Double]] = []
    var own: [Matrix] = []
    var plain: [Matrix] = []
    var weighted: [Matrix] = []
    for members in clusters {
      var table = Matrix(rows: members.count, columns: 2 * k)
      for (place, member) in members.enumerated() {
        for column in 0..<k {
          table[place, column] = rows.table[member, column]
          table[place, column + k] = rows.weights[member] * rows.table[member, column]
        }
      }
      let residuals = members.map { rows.residuals[$0] }
      let decomposition = QRDecomposition(table, tolerance: 1e-13)
      let rank = decomposition.rank
      var triangle = Matrix(rows: rank, columns: 2 * k)
      for column in 0..<(2 * k) {
        for (row, value) in decomposition.rotated(table.column(column)).prefix(rank).enumerated() {
          triangle[row, column] = value
        }
      }
      let eigen = try SymmetricEigen(symmetric(triangle * between * triangle.transposed))
      // In a direction that the cluster alone decides, its residuals are 0: the root of nothing is left out.
      let roots = eigen.values.map { 1 + $0 > 1e-10 ? 1 / (1 + $0).squareRoot() - 1 : -1 }
      let turned = eigen.vectors.transposed * triangle
      let (first, second) = (turned.selecting(columns: Array(0..<k)), turned.selecting(columns: Array(k..<(2 * k))))
      let (p, wp) = (table.selecting(columns: Array(0..<k)), table.selecting(columns: Array(k..<(2 * k))))
      let share = eigen.vectors.transposedTimes(Array(decomposition.rotated(residuals).prefix(rank)))
      let corrected = second.transposedTimes(zip(share, roots).map { $0 * $1 })
      scores.append(zip(wp.transposedTimes(residuals), corrected).map { $0 + $1 })
      own.append(wp.crossProduct() + second.crossProduct(weights: roots.map { $0 * ($0 + 2) }))
      plain.append(p.transposed * wp + first.transposed * scaled(second, roots))
      weighted.append(wp.crossProduct() + second.crossProduct(weights: roots))
    }
    self.scores = scores
    self.own = own
    self.plain = plain
    self.weighted = weighted
    self.rows = rows
    self.between = between
  }

  /// ν = (Σ Gᵍᵍ)² / Σ Gᵍʰ², Gᵍʰ how the shares of two clusters in the contrast vary together.
  func satterthwaite(_ contrast: [Double]) throws(StatisticsError) -> Double {
    let c = rows.turned(contrast)
    var total = 0.0
    var sum = 0.0
    var shares = Matrix(rows: between.rowCount, columns: between.rowCount)
    for g in own.indices {
      let z = share(g, c)
      let (alone, inner) = (own[g].form(c, c), between.form(z, z))
      total += alone + inner
      sum += alone * (alone + 2 * inner)
      for column in z.indices { for row in z.indices { shares[row, column] += z[row] * z[column] } }
    }
    // Σ (zᵍᵀJzʰ)² over all pairs is the trace of (JZ)².
    let product = between * shares
    for row in 0..<product.rowCount {
      for column in 0..<product.rowCount { sum += product[row, column] * product[column, row] }
    }
    return try ClusterMoments.checked(total * total / sum)
  }

  /// η = q(q + 1) / Σ Var of the elements of the contrasts' estimated covariance, in units in which it is expected to be I.
  func hotelling(_ contrasts: [[Double]]) throws(StatisticsError) -> Double {
    let q = contrasts.count
    let turned = contrasts.map { rows.turned($0) }
    func expected(_ a: [Double], _ b: [Double]) -> Double {
      own.indices.reduce(0) { $0 + own[$1].form(a, b) + between.form(share($1, a), share($1, b)) }
    }
    let scales = turned.map { max(0, expected($0, $0)).squareRoot() }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { throw .zeroVariance }
    var variance = Matrix(rows: q, columns: q)
    for row in 0..<q {
      for column in 0..<q {
        variance[row, column] = expected(turned[row], turned[column]) / scales[row] / scales[column]
      }
    }
    guard let factor = Cholesky(variance) else { throw .notPositiveDefinite("the covariance of these contrasts") }
    // L⁻¹ times the contrasts, each over its scale: unrelated, of variance 1.
    var c = turned
    for column in 0..<rows.table.columnCount {
      for (row, value) in factor.forward((0..<q).map { turned[$0][column] / scales[$0] }).enumerated() {
        c[row][column] = value
      }
    }
    // Over pairs of clusters Gₛₛ∘Gₜₜ + Gₛₜ∘Gₜₛ, where Gₛₜ is a diagonal and Zₛᵀ J Zₜ: sums over clusters and traces give it.
    let shares = own.indices.map { g in c.map { share(g, $0) } }
    var sum = 0.0
    for s in 0..<q {
      for t in 0..<q {
        var crossed = Matrix(rows: between.rowCount, columns: between.rowCount)
        for g in own.indices {
          let (first, second) = (shares[g][s], shares[g][t])
          let alone = (own[g].form(c[s], c[s]), own[g].form(c[t], c[t]), own[g].form(c[s], c[t]))
          let inner = (between.form(first, first), between.form(second, second), between.form(first, second))
          sum += alone.0 * (alone.1 + inner.1) + alone.1 * inner.0 + alone.2 * (alone.2 + 2 * inner.2)
          for column in first.indices {
            for row in second.indices { crossed[row, column] += second[row] * first[column] }
          }
        }
        let (plain, turned) = (between * crossed, between * crossed.transposed)
        for row in 0..<plain.rowCount {
          for column in 0..<plain.rowCount { sum += plain[row, column] * (turned[column, row] + plain[column, row]) }
        }
      }
    }
    return try ClusterMoments.checked(Double(q * (q + 1)) / sum)
  }

  private func share(_ cluster: Int, _ c: [Double]) -> [Double] { plain[cluster] * c + weighted[cluster] * c }

  private static func checked(_ freedom: Double) throws(StatisticsError) -> Double {
    guard freedom.isFinite, freedom > 1e-8 else { throw .zeroVariance }
    return freedom
  }
}

/// Each row times a factor.
private func scaled(_ matrix: Matrix, _ factors: [Double]) -> Matrix {
  var result = matrix
  for column in 0..<matrix.columnCount { for row in 0..<matrix.rowCount { result[row, column] *= factors[row] } }
  return result
}

/// Without the rounding that makes one half differ from the other.
private func symmetric(_ matrix: Matrix) -> Matrix { (matrix + matrix.transposed) * 0.5 }
