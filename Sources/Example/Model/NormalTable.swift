import Foundation

/// Standard normal draws by table: 4,096 equally likely quantiles, which is all a simulated answer needs.
struct NormalTable: Sendable {
  let quantiles: [Float]

  init() {
    let half = 2048
    var upper: [Float] = []
    var x = 0.0
    for index in 0..<half {
      let probability = 0.5 + (Double(index) + 0.5) / Double(2 * half)
      // Newton from the left: the distribution function is concave above zero, so the steps never overshoot.
      for _ in 0..<8 { x += (probability - normalProbability(x)) / normalDensity(x) }
      upper.append(Float(x))
    }
    quantiles = upper.reversed().map { -$0 } + upper
  }

  static let bits: UInt64 = 12
}

func normalProbability(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

func normalDensity(_ x: Double) -> Double { exp(-0.5 * x * x) / (2 * Double.pi).squareRoot() }
