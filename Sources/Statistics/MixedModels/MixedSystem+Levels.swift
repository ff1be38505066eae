extension MixedSystem {
  /// Modified Gram–Schmidt on one level's rows of [Z X e]. A column that follows from those before it is left out: R and the parts have
  /// a row of zeros there.
  mutating func orthogonalise(_ rows: [Int], _ z: [Double], _ basis: Matrix) {
    let (q, n) = (leading.size, rows.count)
    var own = (0..<q).map { a in rows.map { z[$0 * q + a] } }
    var rest = (0..<width).map { j in rows.map { basis[$0, j] } }
    let lengths = own.map { $0.reduce(0) { $0 + $1 * $1 } }
    let (square, wide) = (leadingRoots.count, leadingParts.count)
    leadingRoots += [Double](repeating: 0, count: q * q)
    leadingParts += [Double](repeating: 0, count: q * width)
    func remove(_ unit: [Double], from column: inout [Double]) -> Double {
      var product = 0.0
      for i in 0..<n { product += unit[i] * column[i] }
      for i in 0..<n { column[i] -= product * unit[i] }
      return product
    }
    for a in 0..<q {
      let length = own[a].reduce(0) { $0 + $1 * $1 }
      guard length > 1e-20 * lengths[a] else { continue }
      let root = length.squareRoot()
      let unit = own[a].map { $0 / root }
      leadingRoots[square + a * q + a] = root
      for b in (a + 1)..<max(q, a + 1) { leadingRoots[square + a * q + b] = remove(unit, from: &own[b]) }
      for j in 0..<width { leadingParts[wide + a * width + j] = remove(unit, from: &rest[j]) }
    }
    for i in 0..<width {
      for j in 0..<width {
        var sum = 0.0
        for row in 0..<n { sum += rest[i][row] * rest[j][row] }
        withinProducts[i * width + j] += sum
      }
    }
  }

  /// R⁻ᵀZᵀZ₂ of every level.
  mutating func addCrossParts() {
    crossParts = crossProducts
    let q = leading.size
    for level in 0..<leading.levelCount {
      let (start, size, square) = (crossStart[level], joinedSize(level), level * q * q)
      for a in 0..<q {
        let root = leadingRoots[square + a * q + a]
        for c in 0..<size {
          var sum = crossProducts[start + a * size + c]
          for k in 0..<a { sum -= leadingRoots[square + k * q + a] * crossParts[start + k * size + c] }
          crossParts[start + a * size + c] = root > 0 ? sum / root : 0
        }
      }
    }
  }
}
