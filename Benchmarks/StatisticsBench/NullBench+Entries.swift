import Statistics

extension NullBench {
  /// Normal outcomes where the test asks for them, and groups of unlike sizes.
  static let entries: [Entry] = means + groups + pairs + counts + others + models + designs + answers + fits

  private static func draw(_ n: Int, _ chance: inout SeededGenerator, spread: Double = 1) -> [Double] {
    (0..<n).map { _ in 10 + spread * chance.normal() }
  }

  private static func moments(_ sizes: [Int], _ chance: inout SeededGenerator, spreads: [Double]? = nil) -> [Moments] {
    sizes.enumerated().map { Moments(draw($1, &chance, spread: spreads?[$0] ?? 1)) }
  }

  private static let means: [Entry] = [
    Entry(name: "one-sample t, n = 5", promise: .exact) { try oneSampleTTest(draw(5, &$0), mean: 10).pValue },
    Entry(name: "Student's t, 4 and 9", promise: .exact) { try studentTTest(draw(4, &$0), draw(9, &$0)).pValue },
    Entry(name: "Welch's t, 8 and 20, SD 3 and 1", promise: .about) {
      try welchTTest(draw(8, &$0, spread: 3), draw(20, &$0)).pValue
    },
    Entry(name: "paired t, 6 pairs", promise: .exact) { try pairedTTest(draw(6, &$0), draw(6, &$0)).pValue },
  ]

  private static let groups: [Entry] = [
    Entry(name: "one-way ANOVA, 3, 5, 9 and 4", promise: .exact) {
      try oneWayANOVA(moments([3, 5, 9, 4], &$0)).pValue
    },
    Entry(name: "Welch's ANOVA, 8, 12, 20, SD 1, 2, 3", promise: .about) {
      try welchANOVA(moments([8, 12, 20], &$0, spreads: [1, 2, 3])).pValue
    },
    Entry(name: "Tukey, least of 6 pairs, 7 each", promise: .exact) {
      try tukeyHSD(moments([7, 7, 7, 7], &$0)).map(\.pValue).min() ?? 1
    },
    Entry(name: "Games–Howell, least of 3 pairs, SD 1, 2, 3", promise: .about) {
      try gamesHowell(moments([10, 15, 20], &$0, spreads: [1, 2, 3])).map(\.pValue).min() ?? 1
    },
    Entry(name: "Kruskal–Wallis, 15, 20 and 25", promise: .about) { chance in
      try kruskalWallis(try GroupedTabulation(groups: [15, 20, 25].map { draw($0, &chance) })).pValue
    },
    Entry(name: "Dunn with Holm, least of 3 pairs", promise: .atMost) { chance in
      try dunn(try GroupedTabulation(groups: [15, 20, 25].map { draw($0, &chance) })).map(\.adjustedPValue).min() ?? 1
    },
    Entry(name: "Brown–Forsythe, 15, 20 and 25", promise: .atMost) { chance in
      try brownForsythe(try GroupedTabulation(groups: [15, 20, 25].map { draw($0, &chance) })).pValue
    },
  ]

  private static let pairs: [Entry] = [
    Entry(name: "Pearson's r, 6 pairs", promise: .exact) { try pearson(draw(6, &$0), draw(6, &$0)).pValue },
    Entry(name: "Spearman's ρ, 25 pairs", promise: .about) { try spearman(draw(25, &$0), draw(25, &$0)).pValue },
    Entry(name: "Kendall's τ, 25 pairs", promise: .about) { try kendall(draw(25, &$0), draw(25, &$0)).pValue },
  ]

  private static func table(_ chance: inout SeededGenerator) -> [[Int]] {
    var table = [[0, 0, 0], [0, 0, 0]]
    for person in 0..<60 { table[person % 3 == 0 ? 0 : 1][chance.below(3)] += 1 }
    return table
  }

  private static let counts: [Entry] = [
    Entry(name: "χ² of a 2 × 3 table, 60 people", promise: .about) { try chiSquaredTest(table(&$0)).pValue },
    Entry(name: "Fisher's exact test, 2 × 3, 60 people", promise: .atMost) { try fisherExact(table(&$0)).pValue },
  ]
}
