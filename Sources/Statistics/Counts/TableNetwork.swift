internal import Glibc

/// The tables with given margins as paths through a network: a node is what remains of each total of one side, in order of
/// size, and an arc takes off one column of counts.
struct TableNetwork {
  private struct Arc {
    let target: Int
    /// log of c!/Πt! for the column.
    let logWeight: Double
    /// The chance of going this way from the node, over all columns with this target and weight.
    let chance: Double
  }

  private struct Node {
    var remaining: [Int]
    var arcs: [Arc] = []
    /// log of the largest and the smallest weight of a way to the end.
    var longest = 0.0
    var shortest = 0.0
    /// log of the summed weight of all ways to the end.
    var all = 0.0
  }

  private let start: [Int]
  /// Column totals still to come, indexed by how many columns are left (1-based).
  private let stages: [Int]
  private let logFactorials: [Double]
  private var nodes: [[Int]: Int] = [:]
  private var network: [Node] = []
  private var work: Int

  /// Columns that lead to the same totals with the same weight.
  private struct Step: Hashable {
    let target: [Int]
    let bucket: Int
  }

  /// Paths to a node whose weights agree to 1e-10 in the logarithm, which is far inside the rounding of 1e-7.
  private struct Past: Hashable {
    let node: Int
    let bucket: Int
  }

  init(states: [Int], stages: [Int], workLimit: Int) {
    start = states.sorted()
    self.stages = stages.sorted()
    work = workLimit
    var sum = DoubleDouble(0)
    var logs = [0.0]
    for n in 0..<states.reduce(0, +) {
      sum = sum + log(Double(n + 1))
      logs.append(sum.value)
    }
    logFactorials = logs
  }

  /// The chance of a table no likelier than `table`, given its margins.
  mutating func pValue(of table: [[Int]]) throws(StatisticsError) -> Double {
    try build()
    let columns = stages.reduce(0) { $0 + logFactorials[$1] }
    let observed = columns - table.joined().reduce(0) { $0 + logFactorials[$1] }
    let limit = observed + 1e-7
    var counted = DoubleDouble(0)
    var front: [Past: (log: Double, chance: Double)] = [Past(node: 0, bucket: 0): (0, 1)]
    for _ in stages {
      var next: [Past: (log: Double, chance: Double)] = [:]
      // In a fixed order, so that the same table gives the same last digit every time.
      for (past, path) in front.sorted(by: { ($0.key.node, $0.key.bucket) < ($1.key.node, $1.key.bucket) }) {
        let node = network[past.node]
        if path.log + node.longest <= limit {
          counted += DoubleDouble(path.chance)
          continue
        }
        if path.log + node.shortest > limit { continue }
        for arc in node.arcs {
          try spend(1)
          let log = path.log + arc.logWeight
          let key = Past(node: arc.target, bucket: Int((log * 1e10).rounded()))
          let chance = path.chance * arc.chance
          next[key, default: (log, 0)].chance += chance
        }
      }
      front = next
    }
    return min(1, counted.value)
  }

  private mutating func spend(_ steps: Int) throws(StatisticsError) {
    work -= steps
    if work < 0 { throw tooManyTables }
  }

  /// All nodes from the whole table down, then the longest and shortest ways from the end up; no recursion, because a table
  /// may be thousands of columns long.
  private mutating func build() throws(StatisticsError) {
    guard start.count <= 64 else { throw tooManyTables }
    var levels = [[node(start)]]
    for left in stride(from: stages.count, to: 1, by: -1) {
      let known = network.count
      for index in levels[levels.count - 1] { network[index].arcs = try arcs(of: index, total: stages[left - 1]) }
      levels.append(Array(known..<network.count))
    }
    for level in levels.dropLast().reversed() {
      for index in level {
        var (longest, shortest) = (-Double.infinity, Double.infinity)
        for arc in network[index].arcs {
          longest = max(longest, arc.logWeight + network[arc.target].longest)
          shortest = min(shortest, arc.logWeight + network[arc.target].shortest)
        }
        network[index].longest = longest
        network[index].shortest = shortest
      }
    }
  }

  /// The index of the node with these sorted totals; a new one has the one way of its last column until arcs are drawn.
  private mutating func node(_ key: [Int]) -> Int {
    if let known = nodes[key] { return known }
    let all = logFactorials[key.reduce(0, +)] - key.reduce(0) { $0 + logFactorials[$1] }
    network.append(Node(remaining: key, longest: all, shortest: all, all: all))
    nodes[key] = network.count - 1
    return network.count - 1
  }

  /// The columns that the next total allows, joined where they lead to the same node with the same weight.
  private mutating func arcs(of index: Int, total: Int) throws(StatisticsError) -> [Arc] {
    let remaining = network[index].remaining
    var column = [Int](repeating: 0, count: remaining.count)
    var room = [Int](repeating: 0, count: remaining.count + 1)
    for row in remaining.indices.reversed() { room[row] = room[row + 1] + remaining[row] }
    var merged: [Step: (logWeight: Double, columns: Double)] = [:]
    var order: [Step] = []

    func fill(_ row: Int, _ rest: Int, _ logWeight: Double) throws(StatisticsError) {
      if row == remaining.count {
        try spend(1)
        let step = Step(
          target: zip(remaining, column).map { $0 - $1 }.sorted(), bucket: Int((logWeight * 1e10).rounded()))
        if merged[step] == nil { order.append(step) }
        merged[step, default: (logWeight, 0)].columns += 1
        return
      }
      let least = max(0, rest - room[row + 1])
      for count in least...max(least, min(rest, remaining[row])) {
        column[row] = count
        try fill(row + 1, rest - count, logWeight - logFactorials[count])
      }
    }

    try fill(0, total, logFactorials[total])
    var arcs: [Arc] = []
    for step in order {
      guard let (logWeight, columns) = merged[step] else { continue }
      let target = node(step.target)
      let chance = exp(logWeight + network[target].all - network[index].all) * columns
      arcs.append(Arc(target: target, logWeight: logWeight, chance: chance))
    }
    return arcs
  }
}
