package import Dataset
package import Problems
package import Statistics

/// How far raters agree who coded the same units: one row a unit, one column a rater.
package struct RaterAgreement: Sendable, Encodable {
  package struct Coefficient: Sendable, Encodable {
    package let name: String
    package let estimate: Double
    package let standardError: Double?
    package let lower, upper: Double
  }

  package let analysis = "agreement"
  package let raters: [String]
  package let level: String
  /// Units with a rating, and with two or more.
  package let units, pairedUnits: Int
  package let ratings: Int
  /// What was given, from the lowest.
  package let values: [String]
  package private(set) var coefficients: [Coefficient] = []
  package private(set) var refused: [Refusal] = []

  /// - Throws: `Problem` when a column is missing, words stand where numbers are needed, or nothing can be compared.
  package init(_ dataset: Dataset, raters: [String], level: MeasurementLevel) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    guard raters.count >= 2, Set(raters).count == raters.count else {
      throw Problem("agreement needs two different raters or more", at: "--raters", remedy: "name a column for each")
    }
    let (table, words) = try Self.table(columns, raters, level)
    self.raters = raters
    self.level = level.rawValue
    let given = (0..<dataset.rowCount).map { row in table.count { $0[row] != nil } }
    units = given.count { $0 > 0 }
    pairedUnits = given.count { $0 > 1 }
    ratings = given.reduce(0, +)
    do throws(StatisticsError) {
      let all = try Ratings(raters: table)
      values = all.values.map { value in words.map { $0[Int(value)] } ?? decimalText(value) }
      try compute(all, table, level)
    } catch {
      throw Problem(
        "\(error)", at: dataset.source.fileName, remedy: "name columns in which two raters or more rated the same rows")
    }
  }

  private mutating func compute(
    _ all: Ratings, _ table: [[Double?]], _ level: MeasurementLevel
  ) throws(StatisticsError) {
    guard pairedUnits > 0 else { throw .tooFewValues(pairedUnits) }
    let weights = AgreementWeights(level)
    let weighted = weights == .identity ? "" : ", \(level.rawValue) weights"
    add("agreement\(weighted)") { () throws(StatisticsError) in Coefficient(try percentAgreement(all, weights: weights))
    }
    add("Krippendorff's alpha, \(level.rawValue)") { () throws(StatisticsError) in
      let alpha = try krippendorffAlpha(all, level: level)
      return Coefficient(alpha.estimate, alpha.standardError, alpha.lower, alpha.upper)
    }
    add(weights == .identity ? "Gwet's AC1" : "Gwet's AC2\(weighted)") { () throws(StatisticsError) in
      Coefficient(try gwetAC(all, weights: weights))
    }
    add("Fleiss' kappa\(weighted)") { () throws(StatisticsError) in Coefficient(try fleissKappa(all, weights: weights))
    }
    if raters.count == 2 {
      add("Cohen's kappa\(weighted)") { () throws(StatisticsError) in
        let cross = try crossClassification(table[0], table[1])
        let kappa = try cohenKappa(cross.table, weights: weights, values: cross.values)
        return Coefficient(kappa.estimate, kappa.standardError, kappa.lower, kappa.upper)
      }
    }
    if level == .interval || level == .ratio { addCorrelations(table) }
  }

  private mutating func addCorrelations(_ table: [[Double?]]) {
    let complete = (table.first?.indices ?? 0..<0).compactMap { row -> [Double]? in
      let ratings = table.compactMap { $0[row] }
      return ratings.count == table.count ? ratings : nil
    }
    do throws(StatisticsError) {
      let found = try intraclassCorrelations(complete)
      for (name, value) in [
        ("ICC(1), raters differ by unit", found.oneWay), ("ICC(2), agreement", found.agreement),
        ("ICC(3), consistency", found.consistency), ("ICC(2,k), agreement of the mean", found.agreementMean),
      ] {
        coefficients.append(
          Coefficient(
            name: name, estimate: value.estimate, standardError: nil, lower: value.lower, upper: value.upper))
      }
    } catch {
      refused.append(Refusal(name: "intraclass correlations (of units that every rater rated)", reason: "\(error)"))
    }
  }

  private mutating func add(_ name: String, _ body: () throws(StatisticsError) -> Coefficient) {
    do throws(StatisticsError) {
      let found = try body()
      coefficients.append(
        Coefficient(
          name: name, estimate: found.estimate, standardError: found.standardError, lower: found.lower,
          upper: found.upper))
    } catch {
      refused.append(
        Refusal(name: name, reason: error == .zeroVariance ? "everything was given the same rating" : "\(error)"))
    }
  }

  /// Ratings as numbers; words (nominal ones only) as places in a list that is given with them.
  private static func table(
    _ columns: FileColumns, _ raters: [String], _ level: MeasurementLevel
  ) throws(Problem) -> (table: [[Double?]], words: [String]?) {
    if level != .nominal {
      return (try raters.map { name throws(Problem) in try columns.numbers(name, option: "--raters") }, nil)
    }
    let rows = 0..<columns.dataset.rowCount
    let texts = try raters.map { name throws(Problem) -> [String?] in
      let column = try columns.column(name, option: "--raters")
      return rows.map { column.text(at: $0) }
    }
    let words = Set(texts.joined().compactMap { $0 }).sorted()
    let places = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, Double($0)) })
    return (texts.map { column in column.map { $0.flatMap { places[$0] } } }, words)
  }
}

extension RaterAgreement.Coefficient {
  fileprivate init(_ found: AgreementCoefficient) {
    self.init(found.estimate, found.standardError, found.lower, found.upper)
  }

  fileprivate init(_ estimate: Double, _ standardError: Double?, _ lower: Double, _ upper: Double) {
    self.init(name: "", estimate: estimate, standardError: standardError, lower: lower, upper: upper)
  }
}

extension AgreementWeights {
  /// What a difference of two ratings counts at this level.
  fileprivate init(_ level: MeasurementLevel) {
    self =
      switch level {
      case .nominal: .identity
      case .ordinal: .ordinal
      case .interval: .quadratic
      case .ratio: .ratio
      }
  }
}
