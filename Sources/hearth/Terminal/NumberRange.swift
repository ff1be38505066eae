import ArgumentParser

/// Two ends on the command line, such as 1..5, the lower one first.
struct NumberRange: ExpressibleByArgument {
  let ends: ClosedRange<Double>

  init?(argument: String) {
    let ends = argument.split(separator: "..").compactMap { Double($0) }
    guard ends.count == 2, ends.allSatisfy(\.isFinite), ends[0] < ends[1] else { return nil }
    self.ends = ends[0]...ends[1]
  }
}
