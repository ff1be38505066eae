import Foundation
import Statistics

/// Exact tests of ranks and distances, repeated measures, and times to an event.
extension NullBench {
  static let others: [Entry] = ranks + measured + times

  private static let ranks: [Entry] = [
    Entry(name: "Wilcoxon rank sum, exact, 7 and 9", promise: .atMost) {
      try wilcoxonRankSum(noise(7, &$0), noise(9, &$0)).pValue
    },
    Entry(name: "Wilcoxon rank sum, exact, 8 and 8 with ties", promise: .atMost) { chance in
      let values = (0..<16).map { _ in Double(chance.below(5)) }
      return try wilcoxonRankSum(Array(values[..<8]), Array(values[8...])).pValue
    },
    Entry(name: "Wilcoxon signed rank, exact, 12", promise: .atMost) { try wilcoxonSignedRank(noise(12, &$0)).pValue },
    Entry(name: "Kolmogorov–Smirnov, exact, 20 values", promise: .exact) {
      try kolmogorovSmirnov(noise(20, &$0), against: Normal.standard).pValue
    },
    Entry(name: "Kolmogorov–Smirnov of two samples, exact, 12 and 17", promise: .atMost) {
      try kolmogorovSmirnov(noise(12, &$0), noise(17, &$0)).pValue
    },
    Entry(name: "Kruskal–Wallis, exact, 3, 3 and 4", promise: .atMost) { chance in
      try kruskalWallisExact(try GroupedTabulation(groups: [3, 3, 4].map { noise($0, &chance) })).pValue
    },
  ]

  private static let measured: [Entry] = [
    Entry(name: "repeated measures, 12 people, 4 times, spheric", promise: .exact) { chance in
      try repeatedMeasuresANOVA(Matrix(rows: (0..<12).map { _ in noise(4, &chance) })).effects[0].test.pValue
    },
    Entry(name: "repeated measures, Greenhouse–Geisser, 20 people, spread 1 to 4", promise: .about) { chance in
      try repeatedMeasuresANOVA(
        Matrix(rows: (0..<20).map { _ in (1...4).map { Double($0) * chance.normal() } })
      ).effects[0].greenhouseGeisser.pValue
    },
  ]

  private static let times: [Entry] = [
    Entry(name: "log-rank, 60 people in two groups, a third censored", promise: .about) { chance in
      try logRankTest(try waiting(60, &chance), groups: (0..<60).map { $0 % 2 }).pValue
    },
    Entry(name: "Cox regression, likelihood ratio, 60 people", promise: .about) { chance in
      let design = try Design(["x": .numeric(noise(60, &chance))], terms: [Term("x")], intercept: false)
      return try coxRegression(try waiting(60, &chance), design).comparison.pValue
    },
  ]
}
