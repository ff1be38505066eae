import Foundation
import Testing

/// `hearth compare` on an analyst's own file gives what R gives.
@Suite struct CompareTests {
  typealias Reference = CompareReference

  private func checkGroups(_ actual: [String: Any], _ expected: [String: Any]) throws {
    Reference.agree(Reference.byKey(actual["groups"], "label"), try #require(expected["groups"]), "groups")
    let tests = Reference.byKey(actual["tests"], "name")
    Reference.agree(tests, try #require(expected["tests"]), "tests")
    #expect(tests.count == (expected["tests"] as? [String: Any])?.count)
    let effects = Reference.byKey(actual["effects"], "name")
    func effect(_ name: String) -> Any? { (effects[name] as? [String: Any])?["value"] }
    Reference.agree(effect("eta squared"), try #require(expected["eta"]), "eta squared")
    Reference.agree(effect("omega squared"), try #require(expected["omega"]), "omega squared")
    Reference.agree(effect("epsilon squared"), try #require(expected["epsilon"]), "epsilon squared")
    for hedges in try #require(expected["hedges"] as? [[String: Any]]) {
      let name = "Hedges' g, " + (try #require(hedges["name"] as? String))
      let figures = hedges.filter { ["value", "lower", "upper"].contains($0.key) }
      Reference.agree(effects[name], figures, name)
    }
    let dunn = (actual["pairs"] as? [[String: Any]] ?? []).filter {
      ($0["method"] as? String)?.hasPrefix("Dunn") == true
    }
    // R's list of one is a plain figure.
    let adjusted = try expected["dunn"] as? [Any] ?? [#require(expected["dunn"])]
    Reference.agree(dunn.compactMap { $0["p"] }, adjusted, "Dunn")
  }

  @Test(
    "Scores over groups with a group of one: included where a test can take it, and refused by name where it cannot")
  func groupOfOne() throws {
    let result = try Reference.compare("--outcome", "strain", "--by", "sector")
    try checkGroups(result, try Reference.expected("bySector"))
    let all = ["NHS", "Third sector", "Council", "Community"]
    for test in result["tests"] as? [[String: Any]] ?? [] { #expect(test["groups"] as? [String] == all) }
    let refused = Reference.byKey(result["refused"], "name")
    for name in ["Welch", "Games–Howell"] {
      let reason = try #require((refused[name] as? [String: Any])?["reason"] as? String)
      #expect(reason.contains("“Community” (n = 1)") && reason.contains("--groups-of-one leave-out"))
    }
    #expect(refused.count == 2 && result["leftOut"] as? Int == 2)
  }

  @Test("Left out, a group of one is listed and enters no test")
  func leaveOut() throws {
    let result = try Reference.compare("--outcome", "strain", "--by", "sector", "--groups-of-one", "leave-out")
    try checkGroups(result, try Reference.expected("withoutOnes"))
    #expect(result["outsideTests"] as? [String] == ["Community"])
    #expect((result["groups"] as? [Any])?.count == 4 && (result["refused"] as? [Any])?.isEmpty == true)
    for test in result["tests"] as? [[String: Any]] ?? [] {
      #expect(test["groups"] as? [String] == ["NHS", "Third sector", "Council"])
    }
    let run = try HearthProgram.run(
      ["compare", Reference.data, "--outcome", "strain", "--by", "sector", "--groups-of-one", "leave-out"])
    #expect(run.output.contains("(3 groups, without “Community”)"), "\(run.output)")
  }

  @Test("Decimals count as they are written: twelve digits in front cost none of F, t or r")
  func decimals() throws {
    let place = try Workplace()
    // The rule of NIST's SmLs sets: tenths about a mean, F equals the number of values a group. As doubles 4 digits of it are left.
    for (size, whole) in [(21, "1"), (21, "1000000000000"), (201, "1000000000000")] {
      var rows = "group,value,other\n"
      for (group, first) in [4, 3, 5, 3, 5, 3, 5, 3, 5].enumerated() {
        for index in 0..<size {
          let tenth = index == 0 ? first : index % 2 == 1 ? first - 1 : first + 1
          rows += "g\(group + 1),\(whole).\(tenth),\(whole).\(10 - tenth)\n"
        }
      }
      try place.write(rows, to: "data.csv")
      func compare(_ arguments: String...) throws -> [String: Any] {
        let run = try HearthProgram.run(["compare", "data.csv", "--json"] + arguments, in: place.folder)
        try #require(run.code == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      }
      let tests = Reference.byKey(try compare("--outcome", "value", "--by", "group")["tests"], "name")
      let f = try #require((tests["ANOVA"] as? [String: Any])?["statistic"] as? Double)
      #expect(abs(f / Double(size) - 1) < 1e-14, "\(f)")
      let spread = try #require((tests["Brown–Forsythe (equal spread)"] as? [String: Any])?["statistic"] as? Double)
      #expect(abs(spread) < 1e-20)
      let pairs = try #require(try compare("--outcome", "value", "--with", "other")["pairs"] as? [[String: Any]])
      let r = try #require((pairs[0]["pearson"] as? [String: Any])?["estimate"] as? Double)
      #expect(r == -1, "\(r)")
    }
  }

  @Test("Two groups, and two measurements, are compared by their ranks, every arrangement counted where they are few")
  func ranks() throws {
    let place = try Workplace()
    func compare(_ rows: String, _ arguments: String...) throws -> [String: Any] {
      try place.write(rows, to: "data.csv")
      let run = try HearthProgram.run(["compare", "data.csv", "--json"] + arguments, in: place.folder)
      try #require(run.code == 0, "\(run.errors)")
      return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }
    func figure(_ result: [String: Any], _ key: String) throws -> Double {
      try #require((result["rankTest"] as? [String: Any])?[key] as? Double, "\(key)")
    }
    let two = try compare("g,x\na,1\na,2\na,3\nb,4\nb,5\nb,7\n", "--outcome", "x", "--by", "g")
    // 2 of 20 arrangements are as far apart.
    #expect(try figure(two, "statistic") == 0 && abs(try figure(two, "p") - 0.1) < 1e-15)
    #expect(try figure(two, "shift") == -3 && figure(two, "superiority") == 0)
    #expect((two["rankTest"] as? [String: Any])?["isExact"] as? Bool == true)
    // Six people by 0.2 each: tied as written, though not as doubles; 2 of 64 signs are as far.
    let pairs = ["0.1,0.3", "1.1,1.3", "2.1,2.3", "3.1,3.3", "7.1,7.3", "9.1,9.4"]
    let paired = try compare("then,now\n" + pairs.joined(separator: "\n"), "--outcome", "now", "--before", "then")
    #expect(try figure(paired, "statistic") == 21 && abs(try figure(paired, "p") - 2 / 64.0) < 1e-15)
    #expect(abs(try figure(paired, "shift") - 0.2) < 1e-15)
    let three = try compare("g,x\na,1\na,2\nb,3\nb,4\nc,5\nc,6\n", "--outcome", "x", "--by", "g")
    let tests = Reference.byKey(three["tests"], "name")
    // 6 of 90 ways to deal the values out have this H.
    let exact = try #require((tests["Kruskal–Wallis, exact"] as? [String: Any])?["p"] as? Double)
    #expect(abs(exact - 6 / 90.0) < 1e-15)
  }

  @Test("Two groups have Student's and Welch's t-test")
  func twoGroups() throws {
    let result = try Reference.compare("--outcome", "strain", "--by", "team")
    let expected = try Reference.expected("byTeam")
    try checkGroups(result, expected)
    let tests = Reference.byKey(result["meanTests"], "name")
    Reference.agree(tests["Student's t-test"], try Reference.expected("student"), "Student")
    Reference.agree(tests["Welch's t-test"], try Reference.expected("welch"), "Welch")
    let d = (expected["hedges"] as? [[String: Any]])?.first?["d"]
    let effect = Reference.byKey(result["effects"], "name")["Cohen's d, North − South"] as? [String: Any]
    Reference.agree(effect?["value"], try #require(d), "Cohen's d")
  }

  @Test("Answers in words over groups are a cross-table", arguments: [("answer", "sector"), ("left", "team")])
  func crossTable(outcome: String, by: String) throws {
    let result = try Reference.compare("--outcome", outcome, "--by", by)
    let isSquare = outcome == "left"
    let expected = try Reference.expected(isSquare ? "leftByTeam" : "answerBySector")
    #expect(result["analysis"] as? String == "crossTable")
    Reference.agree(
      (result["rows"] as? [[String: Any]])?.compactMap { $0["cells"] }, try #require(expected["cells"]), "cells")
    let names = [
      "statistic", "degreesOfFreedom", "p", "smallestExpected", "expectedBelowFive", "correctedStatistic", "correctedP",
      "cramersV", "biasCorrectedV",
    ]
    let figures = expected.filter { names.contains($0.key) }
    #expect(figures.count == (isSquare ? 9 : 7))
    Reference.agree(result["chiSquared"], figures, "chi-squared")
    let fisher = result["fisher"] as? [String: Any]
    Reference.agree(fisher?["p"], try #require(expected["fisher"]), "Fisher")
    if isSquare { Reference.agree(fisher, try #require(expected["odds"]), "odds ratio") }
    #expect((result["warnings"] as? [String])?.contains { $0.contains("6 of 12 cells") } == !isSquare)
  }

  @Test("Correlations, one pair and a matrix with Holm's adjustment", arguments: ["hours", "hours,ties,later"])
  func correlations(with: String) throws {
    let result = try Reference.compare("--outcome", "strain", "--with", with)
    let expected = try Reference.expected(with == "hours" ? "one" : "several")
    Reference.agree(result["n"], try #require(expected["n"]), "n")
    for method in ["pearson", "spearman", "kendall"] {
      let figures = (result["pairs"] as? [[String: Any]])?.compactMap { $0[method] }
      Reference.agree(figures, try #require(expected[method]), method)
    }
    let repeated = try Reference.compare(
      ["--outcome", "strain"] + with.split(separator: ",").flatMap { ["--with", String($0)] })
    #expect(NSDictionary(dictionary: repeated) == NSDictionary(dictionary: result))
  }

  @Test("The same people twice: paired t-test, standardised change, reliable change either way round")
  func paired() throws {
    let arguments = ["--outcome", "later", "--before", "strain"]
    let result = try Reference.compare(arguments + ["--reliability", "0.8", "--higher-is", "worse"])
    let expected = try Reference.expected("paired")
    Reference.agree(
      result, expected.filter { ["n", "before", "after", "correlation", "test"].contains($0.key) }, "paired")
    let effects = Reference.byKey(result["effects"], "name")
    Reference.agree(effects["standardised mean change"], try #require(expected["change"]), "standardised mean change")
    Reference.agree((effects["Cohen's dz"] as? [String: Any])?["value"], try #require(expected["dz"]), "dz")
    let stated = try Reference.compare(
      arguments + ["--reliability", "0.9", "--norm-sd", "0.8", "--higher-is", "better"])
    for (output, key, isBetter) in [(result, "ownSD", false), (stated, "statedSD", true)] {
      let wanted = try #require(expected[key] as? [String: Any])
      let change = try #require(output["reliableChange"] as? [String: Any])
      Reference.agree(
        change, wanted.filter { ["standardErrorOfMeasurement", "threshold", "unchanged"].contains($0.key) }, key)
      Reference.agree(change[isBetter ? "improved" : "worsened"], try #require(wanted["rose"]), "\(key) rose")
      Reference.agree(change[isBetter ? "worsened" : "improved"], try #require(wanted["fell"]), "\(key) fell")
    }
  }

  @Test("A mean against a norm")
  func norm() throws {
    let result = try Reference.compare("--outcome", "strain", "--norm-mean", "3.1", "--norm-sd", "0.95")
    let expected = try Reference.expected("norm")
    Reference.agree(
      result, expected.filter { ["n", "mean", "sd", "lower", "upper", "test", "tScore"].contains($0.key) }, "norm")
    Reference.agree(result["percentileIfNormal"], try #require(expected["percentile"]), "percentile")
    let effects = Reference.byKey(result["effects"], "name").compactMapValues { ($0 as? [String: Any])?["value"] }
    Reference.agree(effects["Cohen's d (by the SD of this file)"], try #require(expected["d"]), "d")
    Reference.agree(effects["difference in norm SDs"], try #require(expected["z"]), "z")
    let plain = try Reference.compare("--outcome", "strain", "--norm-mean", "-3.1")
    #expect(plain["tScore"] == nil && (plain["test"] as? [String: Any]) != nil)
  }

  @Test("The terminal shows the same figures, rounded to six digits")
  func terminal() throws {
    func short(_ name: String, _ path: String...) throws -> String {
      let value = try path.reduce(Reference.expected(name) as Any) { object, key in
        try #require((object as? [String: Any])?[key])
      }
      return String(format: "%.6g", try #require(value as? Double))
    }
    func shows(_ line: String, _ parts: [String]) throws {
      let run = try HearthProgram.run(["compare", Reference.data] + line.split(separator: " ").map(String.init))
      #expect(run.code == 0, "\(run.errors)")
      for part in parts { #expect(run.output.contains(part), "“\(part)” is not in\n\(run.output)") }
    }
    try shows(
      "--outcome strain --by team",
      [
        "Student's t-test: North − South = \(try short("student", "difference"))",
        "t(56) = \(try short("student", "statistic"))", "t(\(try short("welch", "degreesOfFreedom")))", "both groups",
      ])
    try shows(
      "--outcome left --by team",
      [
        "chi-squared(1) = \(try short("leftByTeam", "statistic"))",
        "Cramér's V = \(try short("leftByTeam", "cramersV"))",
        "odds ratio of “no”, “North” to “South” = \(try short("leftByTeam", "odds", "oddsRatio"))",
      ])
    try shows("--outcome strain --with hours", ["Pearson's r", "Spearman's rho", "Kendall's tau-b", "57 people"])
    try shows("--outcome strain --with hours,ties,later", ["p (Holm)", "Kendall's tau-b"])
    try shows(
      "--outcome later --before strain --reliability 0.8 --higher-is worse",
      [
        "t(55) = \(try short("paired", "test", "statistic"))",
        "standardised mean change = \(try short("paired", "change", "value"))",
        "improved \(try short("paired", "ownSD", "fell")), unchanged \(try short("paired", "ownSD", "unchanged")), "
          + "worsened \(try short("paired", "ownSD", "rose")) (a higher score is worse)",
      ])
    try shows(
      "--outcome strain --norm-mean 3.1 --norm-sd 0.95",
      ["T score of the mean = \(try short("norm", "tScore"))", "distributed = \(try short("norm", "percentile"))"])
  }
}
