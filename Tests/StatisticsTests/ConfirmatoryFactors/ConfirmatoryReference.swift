import Foundation
import Testing

@testable import Statistics

/// One case of `Fixtures/confirmatory`: a model, data, and what lavaan says of them.
struct ConfirmatoryReference: Decodable, CustomTestStringConvertible, Sendable {
  struct Structure: Decodable, Sendable {
    struct Part: Decodable, Sendable {
      let name: String
      let items: [String]
    }
    struct Fixed: Decodable, Sendable {
      let first, second: String
      let value: Double
    }
    let items: [String]
    let factors: [Part]
    let relations: String
    let fixed: [Fixed]
    let pairs: [[String]]
    let unit: Bool
  }
  struct Sample: Decodable, Sendable {
    let count: Int
    let means: [Double]
    let covariances: [[Double]]
    var cases: [[Double]]?
  }
  struct Row: Decodable, Sendable {
    let lhs, op, rhs: String
    let group: Int
    let values: [Double?]
  }
  struct Fit: Decodable, Sendable {
    let estimator: String
    var invariance: String?
    var partial: Bool?
    let figures: [String: Double?]
    let parameters: [Row]
  }

  let model: Structure
  var count: Int?
  var covariances: [[Double]]?
  var cases: [[Double]]?
  var groups: [Sample]?
  var freed: [String]?
  let fits: [Fit]

  var testDescription: String { "\(model.factors.count) factors, \(model.items.count) items, \(model.relations)" }

  static func all(_ name: String) -> [ConfirmatoryReference] {
    struct File: Decodable { let cases: [ConfirmatoryReference] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/confirmatory/\(name)")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? JSONDecoder().decode(File.self, from: data))?.cases ?? []
  }

  var factorModel: FactorModel {
    get throws {
      let relations: FactorRelations =
        switch model.relations {
        case "orthogonal": .orthogonal
        case "partly":
          .partlyFixed(model.fixed.map { FixedFactorCovariance($0.first, $0.second, value: $0.value) })
        default: .correlated
        }
      return try FactorModel(
        items: model.items, factors: model.factors.map { LatentFactor($0.name, items: $0.items) },
        identification: model.unit ? .standardisedFactors : .marker, relations: relations,
        residualCovariances: model.pairs.map { ResidualCovariance($0[0], $0[1]) })
    }
  }
}

/// lavaan's name of each estimator.
let lavaanEstimators: [String: FactorEstimator] = [
  "ML": .maximumLikelihood, "MLM": .satorraBentler, "MLR": .yuanBentler,
]

extension ConfirmatoryFactorAnalysis {
  /// The parameter that a row of lavaan's table is about.
  func parameter(_ row: ConfirmatoryReference.Row) throws -> FactorParameter? {
    func item(_ name: String) -> Int? { model.items.firstIndex(of: name) }
    func factor(_ name: String) -> Int? { model.factors.firstIndex { $0.name == name } }
    let place: FactorPlace
    switch row.op {
    case "=~": place = .loading(item: try #require(item(row.rhs)), factor: try #require(factor(row.lhs)))
    case "~~":
      if let i = item(row.lhs), let j = item(row.rhs) {
        place = .residualCovariance(min(i, j), max(i, j))
      } else {
        let (a, b) = (try #require(factor(row.lhs)), try #require(factor(row.rhs)))
        place = .factorCovariance(min(a, b), max(a, b))
      }
    case "~1": place = try item(row.lhs).map { .intercept(item: $0) } ?? .factorMean(factor: #require(factor(row.lhs)))
    default: return nil
    }
    return parameter(place, group: row.group)
  }

  /// Holds all figures and parameters to lavaan's.
  func compare(_ reference: ConfirmatoryReference.Fit, tolerance: Double = 1e-8) throws {
    let plain: [String: Double?] = [
      "chisq": fit.statistic, "df": Double(fit.degreesOfFreedom), "pvalue": fit.pValue,
      "baseline.chisq": fit.baselineStatistic, "baseline.df": Double(fit.baselineDegreesOfFreedom),
      "cfi": fit.comparativeFitIndex, "tli": fit.tuckerLewisIndex, "rmsea": fit.rootMeanSquareError?.estimate,
      "rmsea.pvalue": fit.closeFitPValue, "srmr": standardisedRootMeanSquareResidual,
      "aic": akaikeInformationCriterion, "bic": bayesianInformationCriterion, "logl": logLikelihood,
      "npar": Double(freeParameters),
    ]
    for (name, value) in plain { expect(name, value, reference.figures[name] ?? nil, tolerance) }
    // uniroot stops at 1e-4 of a non-centrality: the bounds are held to their definition in another test.
    for (name, value) in [
      ("rmsea.ci.lower", fit.rootMeanSquareError?.lower), ("rmsea.ci.upper", fit.rootMeanSquareError?.upper),
    ] { expect(name, value, reference.figures[name] ?? nil, 2e-5, floor: 1) }
    if let robustFit {
      let robust: [String: Double?] = [
        "chisq.scaled": robustFit.statistic, "pvalue.scaled": robustFit.pValue,
        "chisq.scaling.factor": robustFit.scalingFactor, "baseline.chisq.scaled": robustFit.baselineStatistic,
        "baseline.chisq.scaling.factor": robustFit.baselineScalingFactor,
        "cfi.robust": robustFit.comparativeFitIndex, "tli.robust": robustFit.tuckerLewisIndex,
        "rmsea.robust": robustFit.rootMeanSquareError?.estimate, "rmsea.pvalue.robust": robustFit.closeFitPValue,
      ]
      for (name, value) in robust { expect(name, value, reference.figures[name] ?? nil, tolerance) }
      for (name, value) in [
        ("rmsea.ci.lower.robust", robustFit.rootMeanSquareError?.lower),
        ("rmsea.ci.upper.robust", robustFit.rootMeanSquareError?.upper),
      ] { expect(name, value, reference.figures[name] ?? nil, 2e-5, floor: 1) }
    }
    for row in reference.parameters {
      guard let found = try parameter(row) else { continue }
      let name = "\(row.lhs) \(row.op) \(row.rhs), group \(row.group)"
      expect(name, found.estimate, row.values[0], tolerance, floor: 1)
      expect("error of \(name)", found.standardError ?? 0, row.values[1], tolerance, floor: 1)
      expect("standardised \(name)", found.standardised, row.values[2], tolerance, floor: 1)
      // lavaan takes this derivative by differences.
      let error = found.standardisedStandardError
      expect(
        "error of standardised \(name)", error ?? (found.standardised == nil ? nil : 0), row.values[3], 1e-7, floor: 1)
    }
  }

  private func expect(_ name: String, _ value: Double?, _ wanted: Double?, _ tolerance: Double, floor: Double = 1e-3) {
    // lavaan's own search for uncorrelated items fails now and then: it has no figures then that need them.
    if wanted == nil, ["baseline", "cfi", "tli"].contains(where: { name.hasPrefix($0) }) { return }
    // Where we give none lavaan gives NA, 0 or 1.
    guard let value, let wanted else {
      #expect(
        value == nil && (wanted ?? 0 == 0 || wanted == 1),
        "\(name): \(String(describing: value)), \(String(describing: wanted))")
      return
    }
    #expect(abs(value - wanted) <= tolerance * max(abs(wanted), floor), "\(name): \(value), \(wanted)")
  }
}
