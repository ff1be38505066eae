import Testing

@testable import Statistics

/// Awkward items to every psychometric method: finite numbers or a reason.
@Suite("No items make a psychometric method trap or return what is not a number")
struct PsychometricFuzzTests {
  /// Plain, nearly singular, singular, indefinite, tiny, huge and broken matrices.
  private static func matrix(_ numbers: inout SeededNumbers) throws(StatisticsError) -> Matrix {
    let k = numbers.whole(0...7)
    let kind = numbers.whole(0...9)
    var half = Matrix(rows: numbers.whole(1...9), columns: k)
    for place in half.elements.indices {
      half.elements[place] = kind < 2 ? Double(numbers.whole(-1...1)) : numbers.bell()
    }
    var result = half.crossProduct()
    if kind > 5, k > 1 {
      for i in 0..<k { result[i, i] += [0, 1e-14, 1, 10, 0.1, 1e-7][numbers.whole(0...5)] }
    }
    switch kind {
    case 5: for i in 0..<k { for j in 0..<i { result[i, j] = numbers.uniform(); result[j, i] = result[i, j] } }
    case 6: result = result * 1e-250
    case 7: result = result * 1e250
    case 8 where k > 0 && numbers.whole(0...1) == 0:
      result.elements[numbers.whole(0...k * k - 1)] = [.nan, .infinity, 1e308, -1, 0][numbers.whole(0...4)]
    default: break
    }
    return result
  }

  @Test("Covariances of every kind", arguments: 0..<8)
  func covariances(block: UInt64) {
    var answered = 0
    for seed in (block * 15)..<(block * 15 + 15) {
      var numbers = SeededNumbers(seed: seed + 70_000)
      guard let matrix = try? Self.matrix(&numbers) else { continue }
      let count = numbers.whole(0...4) == 0 ? [0, 1, 2, -3, .max][numbers.whole(0...4)] : numbers.whole(3...100)
      let factors = numbers.whole(-1...4)
      func sample() throws(StatisticsError) -> SampleCovariance {
        try SampleCovariance(count: count, covariances: matrix)
      }
      answered += probe("adequacy", seed: seed) { () throws(StatisticsError) in try samplingAdequacy(try sample())
      }
      answered += probe("sphericity", seed: seed) { () throws(StatisticsError) in
        try bartlettSphericity(try sample())
      }
      answered += probe("halves", seed: seed) { () throws(StatisticsError) in try splitHalves(try sample()) }
      answered += probe("λ₆", seed: seed) { () throws(StatisticsError) in try guttmanLambda6(try sample()) }
      answered += probe("bound", seed: seed) { () throws(StatisticsError) in try greatestLowerBound(try sample()) }
      for method in FactorMethod.allCases {
        answered += probe("factors", seed: seed) { () throws(StatisticsError) in
          let rotations = [FactorRotation.varimax, .oblimin, .promax(power: 4)]
          return try factorAnalysis(
            try sample(), factors: factors, method: method, rotation: rotations[numbers.whole(0...2)])
        }
        answered += probe("omega", seed: seed) { () throws(StatisticsError) in
          try omega(try sample(), groupFactors: factors, method: method)
        }
      }
      if seed % 10 == 0 {
        answered += probe("parallel", seed: seed) { () throws(StatisticsError) in
          try parallelAnalysis(try sample(), draws: 20, seed: seed)
        }
      }
      answered += probe("rotate", seed: seed) { () throws(StatisticsError) in
        try rotate(matrix, by: .promax(power: Double(numbers.whole(0...21))))
      }
    }
    #expect(answered > 30)
  }
}
