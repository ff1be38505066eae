/// Small dense matrices that lie in one array, row after row, from an offset on.
enum SmallBlocks {
  /// Replaces a symmetric q × q block by its Cholesky factor L (zero above the diagonal); false if it is not positive definite.
  static func factor(_ x: inout [Double], at offset: Int, size q: Int) -> Bool {
    for column in 0..<q {
      let own = offset + column * q
      var pivot = x[own + column]
      for k in 0..<column { pivot -= x[own + k] * x[own + k] }
      guard pivot > 0, pivot.isFinite else { return false }
      let root = pivot.squareRoot()
      x[own + column] = root
      for row in (column + 1)..<max(q, column + 1) {
        let other = offset + row * q
        var sum = x[other + column]
        for k in 0..<column { sum -= x[other + k] * x[own + k] }
        x[other + column] = sum / root
        x[own + row] = 0
      }
    }
    return true
  }

  /// L⁻¹B for q × width numbers B, in their place.
  static func forward(_ l: [Double], at offset: Int, size q: Int, _ b: inout [Double], at start: Int, width: Int) {
    for row in 0..<q {
      let own = start + row * width
      for k in 0..<row {
        let factor = l[offset + row * q + k]
        if factor != 0 { for j in 0..<width { b[own + j] -= factor * b[start + k * width + j] } }
      }
      let pivot = l[offset + row * q + row]
      for j in 0..<width { b[own + j] /= pivot }
    }
  }

  /// L⁻ᵀB for q × width numbers B, in their place.
  static func backward(_ l: [Double], at offset: Int, size q: Int, _ b: inout [Double], at start: Int, width: Int) {
    for row in (0..<q).reversed() {
      let own = start + row * width
      for k in (row + 1)..<max(q, row + 1) {
        let factor = l[offset + k * q + row]
        if factor != 0 { for j in 0..<width { b[own + j] -= factor * b[start + k * width + j] } }
      }
      let pivot = l[offset + row * q + row]
      for j in 0..<width { b[own + j] /= pivot }
    }
  }

  /// result += factor · AᵀB for A (n × a) and B (n × b); a × b numbers.
  static func addTransposedProduct(
    _ x: [Double], at xStart: Int, width a: Int, _ y: [Double], at yStart: Int, width b: Int, rows n: Int,
    factor: Double = 1, to result: inout [Double], at start: Int, stride: Int
  ) {
    for row in 0..<n {
      for i in 0..<a {
        let value = factor * x[xStart + row * a + i]
        if value == 0 { continue }
        let (own, other) = (start + i * stride, yStart + row * b)
        for j in 0..<b { result[own + j] += value * y[other + j] }
      }
    }
  }

  /// result += factor · AB for A (a × n) and B (n × b).
  static func addProduct(
    _ x: [Double], at xStart: Int, stride xStride: Int, rows a: Int, inner n: Int, _ y: [Double], at yStart: Int,
    stride yStride: Int, width b: Int, factor: Double = 1, to result: inout [Double], at start: Int, stride: Int
  ) {
    for i in 0..<a {
      for k in 0..<n {
        let value = factor * x[xStart + i * xStride + k]
        if value == 0 { continue }
        let (own, other) = (start + i * stride, yStart + k * yStride)
        for j in 0..<b { result[own + j] += value * y[other + j] }
      }
    }
  }
}
