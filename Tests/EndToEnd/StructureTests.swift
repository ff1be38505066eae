import Foundation
import Testing

/// `hearth factors --structure` on an invented file gives what lavaan gives.
@Suite struct StructureTests {
  private typealias Object = [String: Any]

  private let folder = CompareReference.folder
  private static let structure = "tired = ex1..ex4; distant = cy1..cy4"

  private func expected(_ name: String) throws -> Object {
    let bytes = try Data(contentsOf: folder.appendingPathComponent("structure.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: bytes) as? Object)
    return try #require(all[name] as? Object, "structure.json has no \(name)")
  }

  private func run(_ arguments: String...) throws -> HearthProgram.Run {
    try HearthProgram.run(["factors", folder.appendingPathComponent("structure.csv").path, "--structure"] + arguments)
  }

  private func factors(_ arguments: String...) throws -> Object {
    let path = folder.appendingPathComponent("structure.csv").path
    let run = try HearthProgram.run(["factors", path, "--json", "--structure", Self.structure] + arguments)
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object)
  }

  /// Every figure of `expected` under the same name, to the digits of lavaan's search.
  private func agree(_ found: Any?, _ expected: Object, _ path: String) throws {
    for (name, value) in expected {
      if let object = value as? Object {
        try agree((found as? Object)?[name], object, "\(path).\(name)")
      } else {
        let own = try #require((found as? Object)?[name] as? Double, "\(path).\(name)")
        let wanted = try #require(value as? Double)
        #expect(abs(own - wanted) < 1e-6 * max(1, abs(wanted)), "\(path).\(name): \(own) against \(wanted)")
      }
    }
  }

  @Test("Fit, loadings and the factors' correlation, by maximum likelihood and with robust errors")
  func everybody() throws {
    let found = try factors()
    let expected = try expected("everybody")
    try agree(found["fit"], try #require(expected["fit"] as? Object), "fit")
    try agree(
      CompareReference.byKey(found["loadings"], "item"), try #require(expected["loadings"] as? Object), "loadings")
    for name in ["logLikelihood", "aic", "bic"] {
      #expect(abs(try #require(found[name] as? Double) - (try #require(expected[name] as? Double))) < 1e-5, "\(name)")
    }
    let tired = try #require(CompareReference.byKey(found["factors"], "name")["tired"] as? Object)
    let correlations = try #require(tired["correlations"] as? [Double])
    let correlation = try #require(expected["correlation"] as? Double)
    #expect(correlations[0] == 1 && abs(correlations[1] - correlation) < 1e-6)
    let robust = try factors("--robust")
    let wanted = try self.expected("robust")
    try agree(robust["fit"], try #require(wanted["fit"] as? Object), "robust fit")
    try agree(CompareReference.byKey(robust["loadings"], "item"), try #require(wanted["loadings"] as? Object), "robust")
  }

  @Test("More and more equal across sectors, and the factors' means")
  func groups() throws {
    let found = try factors("--by", "sector")
    let steps = try #require(found["steps"] as? [Object])
    #expect(steps.map { $0["invariance"] as? String } == ["configural", "metric", "scalar", "strict"])
    for step in steps {
      let name = try #require(step["invariance"] as? String)
      try agree(step["fit"], try #require(try expected("steps")[name] as? Object), name)
    }
    let difference = try #require(steps[1]["difference"] as? Double)
    let (metric, free) = (try #require(steps[1]["fit"] as? Object), try #require(steps[0]["fit"] as? Object))
    let both = (try #require(metric["chiSquared"] as? Double), try #require(free["chiSquared"] as? Double))
    #expect(abs(difference - (both.0 - both.1)) < 1e-9 && steps[1]["differenceDegreesOfFreedom"] as? Int == 6)
    let factors = try #require(found["factors"] as? [Object])
    let second = CompareReference.byKey(factors.filter { $0["group"] as? String == "Third sector" }, "name")
    try agree(second, try expected("means"), "means")
  }

  @Test("Text says what was equal, and structures that cannot be are refused with the way out")
  func text() throws {
    let shown = try run(Self.structure, "--by", "sector")
    #expect(
      shown.code == 0 && shown.output.contains("intercepts (scalar)") && shown.output.contains("320 people in 2 groups")
    )
    let cases = [
      ("tired ex1..ex4", "names no factor"), ("tired = ex1, ex9", "“ex9”"),
      ("a = ex1, ex2; b = ex3, ex4; ex1 ~~ zz", "zz"),
      ("a = ex1, ex1, ex2", "stands twice"), ("a = ex1, ex2", "three items"),
    ]
    for (structure, reason) in cases {
      let run = try run(structure)
      #expect(run.code == 1 && run.errors.contains(reason), "\(structure): \(run.errors)")
    }
    let missing = try run(Self.structure, "--by", "team")
    #expect(missing.code == 1 && missing.errors.contains("“team”"))
    #expect(try run(Self.structure, "--polychoric").code == 2)
  }
}
