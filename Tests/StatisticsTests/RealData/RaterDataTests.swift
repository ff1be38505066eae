import Statistics
import Testing

/// Agreement data of the R packages irr and irrCAC, with the values that these publish.
@Suite("Real data: raters, with published values")
struct RaterDataTests {
  private func rows(_ name: String) -> [[Substring]]? {
    SharedData.text(name)?.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  private func close(_ actual: Double, _ wanted: Double, _ half: Double, _ location: SourceLocation = #_sourceLocation)
  {
    #expect(abs(actual - wanted) <= half * 1.0001, "\(actual) against \(wanted)", sourceLocation: location)
  }

  @Test("Six diagnosers of thirty patients (Fleiss 1971): kappa of all, and of raters two and three")
  func fleiss() throws {
    guard let rows = rows("fleiss1971_diagnoses.csv") else { return }
    #expect(rows.count == 30)
    let names = Set(rows.joined()).sorted()
    let columns = (0..<6).map { rater in rows.map { row in names.firstIndex(of: row[rater]).map(Double.init) } }
    close(try fleissKappa(Ratings(raters: columns)).estimate, 0.4302445, 5e-8)
    let pair = try crossClassification(columns[1], columns[2])
    close(try cohenKappa(pair.table).estimate, 0.6311475, 5e-8)
  }

  @Test("Two abstractors, three kinds of pregnancy: kappa, pi, AC1 and alpha")
  func abstractors() throws {
    guard let rows = rows("irrCAC/cont3x3abstractors.csv") else { return }
    let table = rows.map { $0.dropFirst().compactMap { Int($0) } }
    let kappa = try cohenKappa(table)
    close(kappa.estimate, 0.7964094, 5e-8)
    close(kappa.standardError, 0.05891, 5e-6)
    var first: [Double?] = []
    var second: [Double?] = []
    for i in 0..<3 {
      for j in 0..<3 {
        first += [Double?](repeating: Double(i), count: table[i][j])
        second += [Double?](repeating: Double(j), count: table[i][j])
      }
    }
    let ratings = try Ratings(raters: [first, second])
    close(try fleissKappa(ratings).estimate, 0.7962397, 5e-8)
    close(try gwetAC(ratings).estimate, 0.8493305, 5e-8)
    close(try krippendorffAlpha(ratings, level: .nominal).estimate, 0.7972585, 5e-8)
    #expect(try crossClassification(first, second).table == table)
  }

  @Test("Six raters as counts: AC1, Fleiss and alpha")
  func distribution() throws {
    guard let rows = rows("irrCAC/distrib.6raters.csv") else { return }
    let ratings = try Ratings(counts: rows.map { $0.dropFirst().compactMap { Int($0) } })
    close(try gwetAC(ratings).estimate, 0.4448007, 5e-8)
    close(try fleissKappa(ratings).estimate, 0.4139265, 5e-8)
    close(try krippendorffAlpha(ratings, level: .nominal).estimate, 0.4204384, 5e-8)
  }

  @Test("Four raters of twelve units with gaps: Gwet's and Krippendorff's published values")
  func gaps() throws {
    guard let rows = rows("irrCAC/cac.raw4raters.csv") else { return }
    let columns = (1...4).map { rater in rows.map { Double($0[rater].trimmingPrefix(" ")) } }
    let ratings = try Ratings(raters: columns)
    #expect(ratings.unitCount == 12)
    for (found, estimate, error) in [
      (try percentAgreement(ratings), 0.81818, 0.12561), (try gwetAC(ratings), 0.77544, 0.14295),
      (try fleissKappa(ratings), 0.76117, 0.15302), (try brennanPrediger(ratings), 0.77273, 0.14472),
    ] {
      close(found.estimate, estimate, 5e-6)
      close(found.standardError, error, 5e-6)
    }
    close(try krippendorffAlpha(ratings, level: .nominal).estimate, 0.74342, 5e-6)
    close(try krippendorffAlpha(ratings, level: .ordinal).estimate, 0.815, 5e-4)
    close(try krippendorffAlpha(ratings, level: .interval).estimate, 0.849, 5e-4)
    close(try krippendorffAlpha(ratings, level: .ratio).estimate, 0.797, 5e-4)
  }
}
