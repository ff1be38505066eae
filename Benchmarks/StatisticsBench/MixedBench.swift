import Foundation
import Statistics

/// A random-intercept model of a hundred thousand rows in a thousand groups, and one of two crossed groupings.
enum MixedBench {
  static func run(_ folder: URL) throws {
    var chance = SeededGenerator(seed: 4)
    let (groups, items) = (1000, 50)
    let levels = (0..<groups).map { _ in 0.6 * chance.normal() }
    let harder = (0..<items).map { _ in 0.4 * chance.normal() }
    func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    let rows = (0..<100_000).map { row -> (group: Int, item: Int, x: Double, y: Double) in
      let (group, item) = (chance.below(groups), chance.below(items))
      let x = rounded(chance.normal())
      return (group, item, x, rounded(2 + 0.3 * x + levels[group] + harder[item] + chance.normal()))
    }
    let text = "g,i,x,y\n" + rows.map { "\($0.group),\($0.item),\($0.x),\($0.y)\n" }.joined()
    try text.write(to: folder.appendingPathComponent("mixed.csv"), atomically: true, encoding: .utf8)
    let names = { (count: Int) in (0..<count).map(String.init) }
    let group = try RandomTerm("g", groups: Factor(levels: names(groups), codes: rows.map(\.group)))
    let item = try RandomTerm("i", groups: Factor(levels: names(items), codes: rows.map(\.item)))
    let (x, y) = (rows.map(\.x), rows.map(\.y))
    let one = try StatisticsBench.time("random intercept, 1e5 rows, 1e3 groups") {
      try linearMixedModel(y, Design(["x": .numeric(x)], terms: [Term("x")]), random: [group])
    }
    let two = try StatisticsBench.time("two crossed groupings, 1e5 rows, 1e3 and 50 groups") {
      try linearMixedModel(y, Design(["x": .numeric(x)], terms: [Term("x")]), random: [group, item])
    }
    FileHandle.standardError.write(Data("REML criteria \(one.criterion) \(two.criterion)\n".utf8))
  }
}
