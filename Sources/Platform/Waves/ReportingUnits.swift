/// Units that are large enough to be reported: a unit below the threshold becomes part of its parent, and the finer value is not kept.
///
/// Small units of one parent are put together under the parent's name; if they are still too few, they go on to the parent's parent. What is left at the
/// top joins the smallest unit that stands. So every reporting unit has at least the threshold, or there is only one.
struct ReportingUnits {
  /// Stands behind a unit that others were put into because they were too small.
  static let withOthers = " and other units"
  /// Stands behind a parent of which larger units stand by themselves.
  static let withoutOwn = " (other teams)"

  /// The reporting unit of each unit.
  let names: [String: String]

  /// - Parameter counts: people by unit.
  init(counts: [String: Int], threshold: Int) {
    var standing: [(name: String, isMixed: Bool, units: [String], people: Int)] = []
    var loose = counts.filter { $0.value > 0 }.map { (path: Unit($0.key).path, units: [$0.key], people: $0.value) }
      .sorted { $0.path.joined(separator: "/") < $1.path.joined(separator: "/") }
    var depth = loose.map(\.path.count).max() ?? 0
    while depth > 0 {
      var pools: [[String]: (units: [String], people: Int)] = [:]
      var higher: [(path: [String], units: [String], people: Int)] = []
      for unit in loose {
        if unit.path.count < depth {
          higher.append(unit)
        } else if unit.people >= threshold {
          // A roster's own units may stand for others already: what is made of them does too.
          let isMixed = unit.units.contains { $0.hasSuffix(Self.withOthers) }
          standing.append((unit.path.joined(separator: " / "), isMixed, unit.units, unit.people))
        } else {
          pools[Array(unit.path.dropLast()), default: ([], 0)].units += unit.units
          pools[Array(unit.path.dropLast()), default: ([], 0)].people += unit.people
        }
      }
      for (parent, pool) in pools {
        // People of the parent itself and of its small units are one.
        if let index = higher.firstIndex(where: { $0.path == parent }) {
          higher[index].units += pool.units
          higher[index].people += pool.people
        } else {
          higher.append((parent, pool.units, pool.people))
        }
      }
      loose = higher
      depth -= 1
    }
    let rest = loose.reduce(into: (units: [String](), people: 0)) {
      $0.units += $1.units
      $0.people += $1.people
    }
    if rest.people >= threshold || (standing.isEmpty && rest.people > 0) {
      standing.append((standing.isEmpty ? "Everyone" : "Other units", false, rest.units, rest.people))
    } else if rest.people > 0, let smallest = standing.indices.min(by: { standing[$0].people < standing[$1].people }) {
      standing[smallest].isMixed = true
      standing[smallest].units += rest.units
    }
    var names: [String: String] = [:]
    for unit in standing {
      // A parent that stands for its small units must not be mistaken for the whole of it.
      let isPart = counts.keys.contains { !unit.units.contains($0) && ($0 + " / ").hasPrefix(unit.name + " / ") }
      let own = unit.name + (isPart ? Self.withoutOwn : "")
      let name = unit.isMixed && !own.hasSuffix(Self.withOthers) ? own + Self.withOthers : own
      for pooled in unit.units { names[pooled] = name }
    }
    self.names = names
  }
}
