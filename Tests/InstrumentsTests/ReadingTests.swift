import Instruments
import Problems
import Testing

@Suite struct ReadingTests {
  @Test("A mean between two codes is said as between their labels, and a whole one as its label")
  func words() throws {
    let aws = try Catalogue.instrument("aws28")
    let control = try #require(aws.scale("control"))
    #expect(aws.interpretation(of: 3.4, on: control)?.text == "between neutral and agree")
    #expect(aws.interpretation(of: 4, on: control)?.text == "agree")
    #expect(aws.interpretation(of: 3.04, on: control)?.text == "between neutral and agree")
    #expect(aws.interpretation(of: 3.04, on: control, decimals: 1)?.text == "neutral")
    #expect(aws.interpretation(of: 5.2, on: control) == nil)
    #expect(aws.interpretation(of: .nan, on: control) == nil)
    let workload = try #require(aws.scale("workload"))
    #expect(aws.interpretation(of: 2.5, on: workload)?.itemsTurnedRound == 3)
  }

  @Test("An answer written out is found by the instrument's label or a given one")
  func codesOfLabels() throws {
    let agreement = try #require(Catalogue.instrument("aws28").responses(to: 1))
    #expect(agreement.code(of: " Strongly  Agree.") == 5)
    #expect(agreement.code(of: "agree strongly") == nil)
    #expect(agreement.code(of: "") == nil)
    let frequency = try #require(Catalogue.instrument("mbi_hss").responses(to: 1))
    #expect(frequency.code(of: "weekly-ish", labels: [4: "Weekly, ish"]) == 4)
    #expect(frequency.code(of: "Never") == 0)
    #expect(frequency.code(of: "about weekly") == nil)
  }

  @Test("Without labels our own words are used, with labels the given ones, and codes where neither exists")
  func labels() throws {
    let hss = try Catalogue.instrument("mbi_hss")
    let exhaustion = try #require(hss.scale("EE"))
    let own = try #require(hss.interpretation(of: 4.1, on: exhaustion))
    #expect(own.text == "between about weekly and on several days of the week")
    #expect(own.hasWords)
    let given = hss.interpretation(of: 4.1, on: exhaustion, labels: [4: "four", 5: "five"])
    #expect(given?.text == "between four and five")
    let half = hss.interpretation(of: 4.1, on: exhaustion, labels: [4: "four"])
    #expect(half?.text == "between 4 and 5")
    #expect(half?.hasWords == false)
    let ons = try Catalogue.instrument("ons4")
    #expect(ons.interpretation(of: 7, on: try #require(ons.scale("worthwhile")))?.text == "7")
    // Two kinds of answer on one scale: only codes are common to both.
    let cbi = try Catalogue.instrument("cbi")
    #expect(cbi.interpretation(of: 60, on: try #require(cbi.scale("work")))?.text == "between 50 and 75")
    #expect(cbi.interpretation(of: 60, on: try #require(cbi.scale("personal")))?.text == "between sometimes and often")
  }

  @Test("Sums, points and scales that are wholly turned round go back to the answer; converted scores do not")
  func backToAnswers() throws {
    let gad = try Catalogue.instrument("gad7")
    #expect(gad.interpretation(of: 7, on: try #require(gad.scale("total")))?.text == "several days")
    let nss = try Catalogue.instrument("nss_burnout")
    #expect(nss.interpretation(of: 6, on: nss.scales[0])?.text == "between rarely and sometimes")
    let hse = try Catalogue.instrument("hse_msit")
    let relationships = try #require(hse.scale("relationships"))
    let peers = try #require(hse.scale("peer_support"))
    #expect(hse.interpretation(of: 4, on: peers)?.hasWords == false)
    #expect(
      hse.interpretation(of: 4.5, on: relationships, labels: [1: "one", 2: "two"])?.text == "between one and two")
    let wellbeing = try Catalogue.instrument("swemwbs")
    #expect(wellbeing.interpretation(of: 22.35, on: wellbeing.scales[0]) == nil)
  }

  @Test("Every attainable score has one band, whatever the set, unless the set is declared partial")
  func bandsCover() throws {
    for id in withKey {
      let instrument = try Catalogue.instrument(id)
      for set in instrument.bands where set.metric == .score || set.metric == .sum {
        for scaleID in set.bands.keys {
          let scale = try #require(instrument.scale(scaleID))
          for end in [scale.range.lowest, scale.range.highest] where !set.isPartial {
            #expect(try instrument.band(of: end, on: scale, in: set.id) != nil, "\(id) \(set.id)")
          }
        }
      }
    }
  }

  @Test("Band limits fall as published")
  func bandLimits() throws {
    func band(_ id: String, _ scaleID: String, _ set: String, _ score: Double) throws -> String? {
      let instrument = try Catalogue.instrument(id)
      return try instrument.band(of: score, on: try #require(instrument.scale(scaleID)), in: set)?.label
    }
    #expect(try band("brs", "total", "smith", 2.99) == "low")
    #expect(try band("brs", "total", "smith", 2.995) == "normal")
    #expect(try band("brs", "total", "smith", 4.3) == "normal")
    #expect(try band("brs", "total", "smith", 4.31) == "high")
    #expect(try band("cbi", "work", "common_use", 49.9) == nil)
    #expect(try band("cbi", "work", "common_use", 74.9) == "moderate")
    #expect(try band("cbi", "work", "common_use", 75) == "high")
    #expect(try band("cbi", "work", "common_use", 100) == "severe")
    #expect(try band("swemwbs", "total", "warwick_metric", 27.03) == "medium")
    #expect(try band("swemwbs", "total", "ng_fat_2017_metric", 19.98) == "medium")
    #expect(try band("mbi_hss", "EE", "medicine_tertiles_sum", 27.0 / 9) == "high")
    #expect(try band("mbi_hss", "EE", "medicine_tertiles_sum", 26.0 / 9) == "moderate")
    #expect(try band("mbi_hss", "PA", "medicine_tertiles_sum", 33.0 / 8) == "high burnout")
    #expect(try band("proqol5", "BO", "self_score_raw", 42) == "high")
    #expect(try band("phq9", "total", "severity", 14) == "moderate")
    #expect(try band("wemwbs", "total", "depression_screen_markers", 45) == nil)
    #expect(throws: Problem.self) { try band("phq9", "total", "severty", 3) }
    #expect(throws: Problem.self) { try band("proqol5", "CS", "manual_T_quartiles", 30) }
    let proqol = try Catalogue.instrument("proqol5")
    let norm = try Norm(scale: "CS", population: "invented", mean: 37, sd: 7)
    let satisfaction = try #require(proqol.scale("CS"))
    let t = try proqol.band(of: 44, on: satisfaction, in: "manual_T_quartiles", norm: norm)
    #expect(t?.label == "upper quarter")
  }

  @Test("Both SWEMWBS band sets make the same groups of raw sums")
  func sameGroups() throws {
    let instrument = try Catalogue.instrument("swemwbs")
    let scale = instrument.scales[0]
    for (raw, score) in scale.lookup {
      let expected = raw <= 21 ? "low" : raw <= 30 ? "medium" : "high"
      for set in ["warwick_metric", "ng_fat_2017_metric"] {
        #expect(try instrument.band(of: score, on: scale, in: set)?.label == expected)
      }
    }
  }

  @Test("Discouraged, conventional and unverified bands never headline, and only sound ones are shown to one person")
  func headlines() throws {
    for id in Catalogue.ids {
      for set in try Catalogue.instrument(id).bands {
        if set.mayHeadline { #expect(set.confidence.values.allSatisfy { $0 != .unverified }, "\(id) \(set.id)") }
        if id.hasPrefix("mbi") { #expect(!set.mayHeadline && !set.mayBeShownToOnePerson) }
        if set.status == .discouraged || set.status == .unverified { #expect(!set.mayBeShownToOnePerson) }
      }
    }
  }

  @Test("The two readings of an area can disagree, and say so")
  func matchReadings() throws {
    let aws = try Catalogue.instrument("aws28")
    let scale = try #require(aws.scale("values"))
    let cuts = try Quartiles(lower: 2.9, median: 3.4, upper: 4)
    func reading(_ score: Double) -> MatchReading { MatchReading(score: score, on: scale, quartiles: cuts) }
    #expect(reading(3.2) == MatchReading(score: 3.2, on: scale, quartiles: cuts))
    #expect(reading(3.2).midpoint == .match)
    #expect(reading(3.2).quarter == .moderateMismatch)
    #expect(reading(3.2).disagree)
    #expect(reading(3).midpoint == .neither)
    #expect(reading(2.8).quarter == .highMismatch)
    #expect(!reading(2.8).disagree)
    #expect(reading(3.4).quarter == .moderateMatch)
    #expect(reading(4).quarter == .highMatch)
    #expect(MatchReading(score: 3.2, on: scale).quarter == nil)
    #expect(throws: Problem.self) { try Quartiles(lower: 3, median: 3, upper: 4) }
  }

  @Test("The five profiles and the mixed ones follow from a stated norm group")
  func profiles() throws {
    let hss = try Catalogue.instrument("mbi_hss")
    let norms = try [("EE", 2.0, 1.0), ("DP", 1.0, 0.8), ("PA", 4.5, 1.0)].map {
      try Norm(scale: $0.0, population: "an invented group", mean: $0.1, sd: $0.2)
    }
    func name(_ ee: Double, _ dp: Double, _ pa: Double, _ choices: ProfileChoices = ProfileChoices()) throws -> String {
      try hss.profile(of: ["EE": ee, "DP": dp, "PA": pa], norms: norms, choices: choices).name
    }
    #expect(try name(1, 1, 5) == "engaged")
    #expect(try name(1, 1, 4) == "ineffective")
    #expect(try name(3, 1, 5) == "overextended")
    #expect(try name(1, 3, 5) == "disengaged")
    #expect(try name(3, 3, 5) == "burnout")
    #expect(try name(3, 3, 4) == "burnout")
    #expect(try name(3, 3, 5, ProfileChoices(burnoutNeedsEveryScale: true)) == "mixed")
    #expect(try name(3, 1, 4) == "mixed")
    #expect(try name(1, 3, 4) == "mixed")
    #expect(try name(2.5, 1, 5) == "overextended")
    #expect(try name(2.5, 1, 5, ProfileChoices(boundaryCountsAsHigh: false)) == "engaged")
    #expect(throws: Problem.self) { try hss.profile(of: ["EE": 1, "DP": 1, "PA": 1], norms: Array(norms.dropLast())) }
    #expect(throws: Problem.self) { try hss.profile(of: ["EE": 1], norms: norms) }
    let other = try Norm(scale: "PA", population: "another group", mean: 4, sd: 1)
    #expect(throws: Problem.self) {
      try hss.profile(of: ["EE": 1, "DP": 1, "PA": 1], norms: [norms[0], norms[1], other])
    }
    #expect(throws: Problem.self) { try Catalogue.instrument("cbi").profile(of: [:], norms: []) }
  }

  @Test("Percentiles lie on straight lines between the points given, and nothing is assumed beyond them")
  func percentiles() throws {
    let points = [(10, 2), (25, 2.5), (50, 3), (75, 3), (90, 4)].map {
      PercentilePoint(percentile: $0.0, score: $0.1)
    }
    let norm = try Norm(scale: "x", population: "invented", mean: 3, sd: 0.5, percentiles: points)
    #expect(norm.percentile(of: 1.9) == .below(10))
    #expect(norm.percentile(of: 2.25) == .at(17.5))
    #expect(norm.percentile(of: 3) == .at(62.5))
    #expect(norm.percentile(of: 3.5) == .at(82.5))
    #expect(norm.percentile(of: 4.1) == .above(90))
    #expect(norm.standardised(4) == 2)
    #expect(throws: Problem.self) { try Norm(scale: "x", population: "y", percentiles: points.reversed()) }
    #expect(throws: Problem.self) { try Norm(scale: "x", population: "y") }
    #expect(throws: Problem.self) { try Norm(scale: "x", population: "y", mean: 1, sd: 0) }
  }

  @Test("Norms can be read from text, with file and key path in refusals")
  func normsFromText() throws {
    let cbi = try Catalogue.instrument("cbi")
    let read = try Norm.load(
      yaml: "- {scale: work, population: somewhere, n: 100, mean: 40, sd: 18, percentiles: {25: 30, 75: 52}}",
      file: "norms.yaml", for: cbi)
    #expect(read[0].percentile(of: 41) == .at(50))
    #expect { try Norm.load(yaml: "- {scale: wrok, population: x, mean: 1}", file: "norms.yaml", for: cbi) } throws: {
      let problem = $0 as? Problem
      return problem?.place == "norms.yaml, line 1, [0].scale" && problem?.remedy.contains("“work”") == true
    }
  }

  @Test("A change is reliable beyond 1.96 standard errors of the difference")
  func reliableChange() throws {
    let change = try ReliableChange(before: 20, after: 8, sd: 10.75, reliability: 0.82)
    #expect(abs(change.standardErrorOfMeasurement - 4.560838) < 1e-6)
    #expect(abs(change.standardErrorOfDifference - 6.45) < 1e-12)
    #expect(abs(change.threshold - 12.642) < 1e-12)
    #expect(abs(change.index + 12 / 6.45) < 1e-12)
    #expect(!change.isReliable)
    #expect(try ReliableChange(before: 20, after: 7, sd: 10.75, reliability: 0.82).isReliable)
    #expect(throws: Problem.self) { try ReliableChange(before: 1, after: 2, sd: 1, reliability: 1) }
    #expect(throws: Problem.self) { try ReliableChange(before: 1, after: 2, sd: 0, reliability: 0.5) }
    #expect(try tScore(of: 44, mean: 37, sd: 7) == 60)
    #expect(throws: Problem.self) { try tScore(of: 44, mean: 37, sd: 0) }
  }
}
