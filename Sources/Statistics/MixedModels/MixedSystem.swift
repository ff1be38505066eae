/// The sums over people that a mixed model needs, taken once: after that no step of a fit sees a person.
///
/// y = Xβ + Zb + ε, b = TΛu, u ~ N(0, σ²I). X enters as an orthonormal basis and y as what that basis leaves of it, so that neither
/// the units nor the offsets of the predictors cost digits; T gives the random columns of each block unit mean products.
/// The grouping with the most effects leads: its part of ZᵀZ is one small block a level. The others form dense blocks, one for each
/// set of levels that the leading ones connect: one for crossed factors, one an outer group for nested ones.
struct MixedSystem: Sendable, Equatable {
  struct Grouping: Sendable, Equatable {
    /// The number of effects, q, and of groups.
    let size, levelCount: Int
    /// The columns that may correlate.
    let blocks: [Range<Int>]
    /// T, lower triangular, q × q.
    let scale: Matrix
  }

  /// An element of Λ.
  struct Parameter: Sendable, Equatable {
    let grouping, row, column: Int
  }

  /// The place of one level of a grouping that does not lead.
  struct Place: Sendable, Equatable {
    let grouping, component, start: Int
  }

  /// Levels that are joined by the leading ones.
  struct Component: Sendable, Equatable {
    var places: [Place] = []
    var size = 0
    /// Z₂ᵀZ₂, and Z₂ᵀ[X e].
    var products: [Double] = []
    var outcomes: [Double] = []
  }

  let rowCount: Int
  /// p.
  let columnCount: Int
  let groupings: [Grouping]
  let parameters: [Parameter]
  /// ZᵀZ and Zᵀ[X e] of the leading grouping: q × q a level, and q × (p + 1).
  var leadingProducts: [Double]
  var leadingOutcomes: [Double]
  /// Zᵀ[X e] and ZᵀZ₂ of a level lose what is small within it; so does every difference of them. Hence also: R, upper triangular, with
  /// RᵀR = ZᵀZ, R⁻ᵀZᵀ[X e], and R⁻ᵀZᵀZ₂; and the products of what a level's own columns leave of [X e], over all levels.
  var leadingRoots: [Double] = []
  var leadingParts: [Double] = []
  var crossParts: [Double] = []
  var withinProducts: [Double]
  /// Where the joint levels of a leading one begin in `joined`, and their products in `crossProducts`.
  var joinedStart: [Int] = [0]
  var crossStart: [Int] = [0]
  var joined: [Place] = []
  /// The place of each of their columns in its component, in the order of `crossProducts`.
  var joinedColumns: [Int] = []
  var crossProducts: [Double] = []
  var components: [Component] = []
  /// The place of each level of each grouping but the first.
  var places: [[Place]] = []

  /// The number of columns of [X e].
  var width: Int { columnCount + 1 }
  var leading: Grouping { groupings[0] }

  /// - Parameters:
  ///   - codes, columns: of each grouping, the leading one first; columns are n × q, row after row, already multiplied by T.
  ///   - basis: the orthonormal columns and last e, n × (p + 1), column after column.
  init(
    groupings: [Grouping], codes: [[Int]], columns: [[Double]], basis: Matrix
  ) throws(StatisticsError) {
    self.groupings = groupings
    rowCount = basis.rowCount
    columnCount = basis.columnCount - 1
    parameters = groupings.enumerated().flatMap { index, grouping in
      grouping.blocks.flatMap { block in
        block.flatMap { column in
          (column..<block.upperBound).map { Parameter(grouping: index, row: $0, column: column) }
        }
      }
    }
    let (q, levels, width) = (groupings[0].size, groupings[0].levelCount, basis.columnCount)
    leadingProducts = [Double](repeating: 0, count: levels * q * q)
    leadingOutcomes = [Double](repeating: 0, count: levels * q * width)
    let z = columns[0]
    for (row, level) in codes[0].enumerated() {
      for a in 0..<q {
        let value = z[row * q + a]
        for b in 0..<q { leadingProducts[(level * q + a) * q + b] += value * z[row * q + b] }
        for b in 0..<width { leadingOutcomes[(level * q + a) * width + b] += value * basis[row, b] }
      }
    }
    withinProducts = [Double](repeating: 0, count: width * width)
    var rowsOfLevel = [[Int]](repeating: [], count: levels)
    for (row, level) in codes[0].enumerated() { rowsOfLevel[level].append(row) }
    for rows in rowsOfLevel { orthogonalise(rows, z, basis) }
    guard groupings.count > 1 else { return }
    try join(codes: codes)
    addProducts(rowsOfLevel, codes: codes, columns: columns, basis: basis)
    addCrossParts()
  }

  /// Finds the sets of joined levels.
  private mutating func join(codes: [[Int]]) throws(StatisticsError) {
    var offsets = [0, 0]
    for grouping in groupings.dropFirst() { offsets.append((offsets.last ?? 0) + grouping.levelCount) }
    var parent = Array(0..<(offsets.last ?? 0))
    func root(_ start: Int) -> Int {
      var node = start
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    var first = [Int?](repeating: nil, count: leading.levelCount)
    for row in codes[0].indices {
      for grouping in 1..<groupings.count {
        let node = root(offsets[grouping] + codes[grouping][row])
        if let other = first[codes[0][row]] { parent[node] = root(other) } else { first[codes[0][row]] = node }
      }
    }
    var numbers: [Int: Int] = [:]
    places = [[]]
    for grouping in 1..<groupings.count {
      var list: [Place] = []
      for level in 0..<groupings[grouping].levelCount {
        let node = root(offsets[grouping] + level)
        let number = numbers[node] ?? components.count
        if number == components.count {
          numbers[node] = number
          components.append(Component())
        }
        let place = Place(grouping: grouping, component: number, start: components[number].size)
        components[number].places.append(place)
        components[number].size += groupings[grouping].size
        list.append(place)
      }
      places.append(list)
    }
    // The cube of a component's size, at every step of the search.
    let work = components.reduce(0.0) { $0 + Double($1.size) * Double($1.size) * Double($1.size) }
    guard work <= 1e9 else {
      throw .tooMuchWork(
        "a model with \(components.map(\.size).max() ?? 0) effects of crossed groups beside the largest grouping",
        instead: "a grouping with fewer levels")
    }
    for index in components.indices {
      components[index].products = [Double](repeating: 0, count: components[index].size * components[index].size)
      components[index].outcomes = [Double](repeating: 0, count: components[index].size * width)
    }
  }

  private mutating func addProducts(
    _ rowsOfLevel: [[Int]], codes: [[Int]], columns: [[Double]], basis: Matrix
  ) {
    let q = leading.size
    // Where a level's columns stand among those joined to the leading one.
    var found = groupings.map { [Int?](repeating: nil, count: $0.levelCount) }
    for rows in rowsOfLevel {
      var touched: [(grouping: Int, level: Int)] = []
      var size = 0
      for row in rows {
        for k in 1..<groupings.count where found[k][codes[k][row]] == nil {
          found[k][codes[k][row]] = size
          touched.append((k, codes[k][row]))
          size += groupings[k].size
        }
      }
      let base = crossProducts.count
      crossProducts += [Double](repeating: 0, count: q * size)
      for row in rows {
        for k in 1..<groupings.count {
          let (start, other) = (found[k][codes[k][row]] ?? 0, groupings[k].size)
          for a in 0..<q {
            for b in 0..<other {
              crossProducts[base + a * size + start + b] += columns[0][row * q + a] * columns[k][row * other + b]
            }
          }
          addInner(row, k, codes, columns, basis)
        }
      }
      for (k, level) in touched {
        joined.append(places[k][level])
        joinedColumns += places[k][level].start..<(places[k][level].start + groupings[k].size)
        found[k][level] = nil
      }
      joinedStart.append(joined.count)
      crossStart.append(crossProducts.count)
    }
  }

  private mutating func addInner(
    _ row: Int, _ k: Int, _ codes: [[Int]], _ columns: [[Double]], _ basis: Matrix
  ) {
    let (place, q) = (places[k][codes[k][row]], groupings[k].size)
    let size = components[place.component].size
    for a in 0..<q {
      let value = columns[k][row * q + a]
      for column in 0..<width {
        components[place.component].outcomes[(place.start + a) * width + column] += value * basis[row, column]
      }
      for other in 1..<groupings.count {
        let (start, width) = (places[other][codes[other][row]].start, groupings[other].size)
        for b in 0..<width {
          components[place.component].products[(place.start + a) * size + start + b] +=
            value * columns[other][row * width + b]
        }
      }
    }
  }
}
