/// What the moments need beyond the arithmetic of the special functions.
extension DoubleDouble: Equatable {
  var isFinite: Bool { high.isFinite && low.isFinite }

  static func == (a: DoubleDouble, b: DoubleDouble) -> Bool { a.high == b.high && a.low == b.low }

  @inline(__always)
  static func += (a: inout DoubleDouble, b: DoubleDouble) { a = a + b }

  @inline(__always)
  static func / (a: DoubleDouble, b: Double) -> DoubleDouble {
    let first = a.high / b
    let rest = a - DoubleDouble.product(first, b)
    return DoubleDouble.sum(first, rest.high / b)
  }

  /// √a by one Newton step from the root of the leading part; 0 for a ≤ 0, which only rounding can produce.
  func squareRoot() -> DoubleDouble {
    guard high > 0 else { return DoubleDouble(0) }
    let root = high.squareRoot()
    let error = self - DoubleDouble.product(root, root)
    return DoubleDouble.sum(root, error.high / (2 * root))
  }
}
