import Statistics
import Testing

@Suite("Descriptive figures agree with R")
struct DescriptiveAgreementTests {
  static let probabilities = [0, 0.01, 0.05, 0.1, 0.25, 1.0 / 3, 0.5, 0.7, 0.75, 0.9, 0.975, 1]

  @Test("The fixtures name what made them and hold at least 250 cases")
  func fixturesAreWhole() throws {
    var total = 0
    for name in ["descriptive", "groups", "means", "counts", "association", "reliability", "adjustment"] {
      let file = try ReferenceFile(name)
      #expect(file.madeBy == "make-fixtures.R")
      #expect(file.R.hasPrefix("R version 4.2"))
      #expect(file.tolerance == 1e-9)
      total += file.cases.count
    }
    #expect(total >= 500)
    #expect(try ReferenceFile("pairs").cases.count == 20)
  }

  @Test("Mean, spread, quantiles, hinges, box and shape", arguments: ReferenceFile.cases("descriptive", "descriptive"))
  func descriptive(_ reference: ReferenceCase) throws {
    let x = try #require(reference.x)
    let moments = Moments(x)
    try reference.expect("mean", moments.mean)
    try reference.expect("squares", moments.sumOfSquaredDeviations)
    try reference.expect("variance", moments.variance)
    try reference.expect("sd", moments.standardDeviation)
    let table = try Tabulation(x)
    try reference.expect("quantiles", try Self.probabilities.map { try table.quantile($0) })
    try reference.expect("median", try table.median)
    let five = try table.hinges
    try reference.expect("fivenum", [five.minimum, five.lowerHinge, five.median, five.upperHinge, five.maximum])
    let box = try table.boxSummary
    try reference.expect(
      "box", [box.lowerWhisker, box.lowerHinge, box.median, box.upperHinge, box.upperWhisker])
    try reference.expect("outliers", box.outliers.values)
    try reference.expect("notch", box.notch)
    if x.count > 2 {
      let shape = try table.shape
      try reference.expect("shape", [shape.skewness, shape.excessKurtosis])
    } else {
      #expect(throws: StatisticsError.tooFewValues(x.count)) { try table.shape }
    }
    let counted = try Moments(values: table.values, counts: table.counts)
    #expect(abs(counted.mean - moments.mean) <= 1e-14 * abs(moments.mean))
  }

  @Test("Adjusted p-values", arguments: ReferenceFile.cases("adjustment", "bonferroni", "holm", "BH"))
  func adjustment(_ reference: ReferenceCase) throws {
    let x = try #require(reference.x)
    switch reference.method {
    case "bonferroni": try reference.expect("adjusted", try bonferroni(x), floor: 0)
    case "holm": try reference.expect("adjusted", try holm(x), floor: 0)
    default: try reference.expect("adjusted", try benjaminiHochberg(x), floor: 0)
    }
  }
}
