import Statistics
import Testing

@Suite("Correlations and reliability agree with R")
struct AssociationAgreementTests {
  @Test(
    "Pearson, Spearman and Kendall", arguments: ReferenceFile.cases("association", "pearson", "spearman", "kendall"))
  func correlation(_ reference: ReferenceCase) throws {
    let (x, y, level) = (try #require(reference.x), try #require(reference.y), try #require(reference.level))
    let result =
      switch reference.method {
      case "pearson": try pearson(x, y, confidence: level)
      case "spearman": try spearman(x, y, confidence: level)
      default: try kendall(x, y, confidence: level)
      }
    try reference.expect("estimate", result.estimate)
    try reference.expect("pValue", result.pValue)
    try reference.expect("interval", [result.lower, result.upper])
    #expect(result.count == x.count)
  }

  @Test("Cronbach's alpha with what each item adds", arguments: ReferenceFile.cases("reliability", "reliability"))
  func alpha(_ reference: ReferenceCase) throws {
    let cases = try #require(reference.groups)
    let result = try cronbachAlpha(cases, confidence: try #require(reference.level))
    try reference.expect("alpha", result.alpha)
    try reference.expect("interval", [result.lower, result.upper])
    try reference.expect("itemRest", result.itemRest)
    try reference.expect("deleted", result.alphaIfDeleted)
    try reference.expect("means", result.itemMeans)
    try reference.expect("sds", result.itemSDs)
    #expect(result.count == cases.count)
  }
}
