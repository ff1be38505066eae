import Statistics
import Testing

@Suite("Correlations, tables and reliability obey their laws")
struct AssociationLawTests {
  @Test("Correlations are symmetric, ignore units and turn with the sign", arguments: 1...15)
  func correlations(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let n = numbers.whole(6...80)
    let x = (0..<n).map { _ in seed % 2 == 0 ? Double(numbers.whole(0...5)) : numbers.bell() }
    let y = x.map { 0.4 * $0 + numbers.bell() }
    for method in [pearson, spearman, kendall] {
      let plain = try method(x, y, 0.95)
      let swapped = try method(y, x, 0.95)
      let turned = try method(x.map { 7 - 2 * $0 }, y, 0.95)
      #expect(isClose(plain.estimate, swapped.estimate) && isClose(plain.pValue, swapped.pValue))
      #expect(isClose(plain.estimate, -turned.estimate) && isClose(plain.pValue, turned.pValue))
      #expect(isClose(try #require(plain.lower), -(try #require(turned.upper))))
      let lower = try #require(plain.lower)
      #expect(lower <= plain.estimate)
      let same = try method(x, x, 0.95)
      #expect(isClose(same.estimate, 1, 1e-15))
    }
    let cubed = x.map { $0 * $0 * $0 }
    #expect(isClose(try spearman(x, y).estimate, try spearman(cubed, y).estimate))
    #expect(try kendall(x, y).estimate == kendall(cubed, y).estimate)
  }

  @Test("Kendall's pairs counted quickly are the pairs counted one by one", arguments: 1...10)
  func kendallPairs(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let n = numbers.whole(3...60)
    let x = (0..<n).map { _ in Double(numbers.whole(0...9)) } + [0, 1]
    let y = (0..<n).map { _ in Double(numbers.whole(0...9)) } + [0, 1]
    var (score, inX, inY) = (0.0, 0.0, 0.0)
    for i in x.indices {
      for j in 0..<i {
        let (a, b) = ((x[i] - x[j]).signum, (y[i] - y[j]).signum)
        score += a * b
        inX += a * a
        inY += b * b
      }
    }
    #expect(isClose(try kendall(x, y).estimate, score / (inX * inY).squareRoot(), 1e-14))
  }

  @Test("Exact p ignores the order of rows and columns and which is which", arguments: 1...12)
  func exactTables(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let table = (0..<3).map { _ in (0..<4).map { _ in numbers.whole(0...4) + 0 } }.map { $0.map { $0 } + [1] }
    guard table.indices.allSatisfy({ table[$0].reduce(0, +) > 0 }),
      table[0].indices.allSatisfy({ column in table.reduce(0) { $0 + $1[column] } > 0 })
    else { return }
    let plain = try fisherExact(table).pValue
    let transposed = table[0].indices.map { column in table.map { $0[column] } }
    #expect(isClose(plain, try fisherExact(transposed).pValue, 1e-12))
    #expect(isClose(plain, try fisherExact(table.shuffled(using: &numbers)).pValue, 1e-12))
    #expect(plain > 0 && plain <= 1)
    let chi = try chiSquaredTest(table)
    #expect(isClose(chi.statistic, try chiSquaredTest(transposed).statistic, 1e-12))
    #expect(isClose(chi.cramersV, try chiSquaredTest(table.map { $0.map { 3 * $0 } }).cramersV, 1e-12))
  }

  @Test("The exact test gives up in time on a table that is too large, and says what to use")
  func exactLimit() throws {
    let table = (0..<8).map { row in (0..<9).map { 20 + (row * $0) % 7 } }
    let clock = ContinuousClock()
    var thrown: StatisticsError?
    let time = clock.measure {
      do throws(StatisticsError) { _ = try fisherExact(table, workLimit: 300_000) } catch { thrown = error }
    }
    guard case .tooMuchWork(_, let instead) = thrown else {
      Issue.record("\(String(describing: thrown))")
      return
    }
    #expect(instead.contains("chi-squared"))
    print("the exact test gave up after \(time)")
    #expect(throws: StatisticsError.self) {
      try fisherExact((0..<3000).map { [$0 % 3, 2 - $0 % 3] }, workLimit: 200_000)
    }
    #expect(throws: StatisticsError.self) {
      try fisherExact((0..<90).map { row in (0..<90).map { ($0 + row) % 2 } }, workLimit: 200_000)
    }
  }

  @Test("Reliability of merged chunks is that of the whole, and ignores unit and origin", arguments: 1...10)
  func reliabilityLaws(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let cases = (0..<200).map { _ in
      let trait = numbers.bell()
      return (0..<6).map { _ in (2 * (trait + numbers.bell())).rounded() }
    }
    let whole = try cronbachAlpha(cases)
    var merged = ItemMoments(items: 6)
    for start in stride(from: 0, to: cases.count, by: 17) {
      var part = ItemMoments(items: 6)
      for row in cases[start..<min(start + 17, cases.count)] { try part.add(row) }
      try merged.merge(part)
    }
    let again = try reliability(merged)
    let moved = try cronbachAlpha(cases.map { $0.map { 1000 - 5 * $0 } })
    let sums = (0..<6).map { item in cases.reduce(0) { $0 + Int($1[item]) } }
    let products = (0..<6).map { i in (0..<6).map { j in cases.reduce(0) { $0 + Int($1[i]) * Int($1[j]) } } }
    let counted = try reliability(ItemMoments(count: 200, sums: sums, crossProducts: products))
    for other in [again, moved, counted] {
      #expect(isClose(whole.alpha, other.alpha, 1e-12))
      #expect(isClose(whole.lower, other.lower, 1e-10))
      for (a, b) in zip(whole.itemRest, other.itemRest) { #expect(isClose(try #require(a), try #require(b), 1e-11)) }
      for (a, b) in zip(whole.alphaIfDeleted, other.alphaIfDeleted) {
        #expect(isClose(try #require(a), try #require(b), 1e-11))
      }
    }
  }

  @Test("Reliability refuses what has none, and leaves out what a constant item cannot have")
  func reliabilityRefusals() throws {
    #expect(throws: StatisticsError.zeroVariance) { try cronbachAlpha([[1, 2], [2, 1], [3, 0]]) }
    #expect(throws: StatisticsError.tooFewItems(1)) { try cronbachAlpha([[1], [2]]) }
    #expect(throws: StatisticsError.tooFewValues(1)) { try cronbachAlpha([[1, 2]]) }
    #expect(throws: StatisticsError.unequalLengths(2, 3)) { try cronbachAlpha([[1, 2], [2, 3, 4]]) }
    let result = try cronbachAlpha([[1, 3, 2], [2, 3, 4], [5, 3, 4]])
    #expect(result.itemRest[1] == nil && result.itemRest[0] != nil)
    #expect(try cronbachAlpha([[1, 3], [2, 2], [5, 4]]).alphaIfDeleted == [nil, nil])
  }
}

extension Double {
  fileprivate var signum: Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
