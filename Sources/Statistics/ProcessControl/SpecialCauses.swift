extension ControlChart {
  /// The points of one phase with the rules that they have part in.
  ///
  /// A point on the centre ends a run on one side, and two equal points end a trend. Every point of a run is marked.
  /// - Note: the rules of NHS England's Making Data Count; Provost and Murray, The Health Care Data Guide (2011), ch. 4.
  static func marked(_ points: [Point]) -> [Point] {
    var result = points
    for index in points.indices where points[index].isBeyond(3) != nil { result[index].signals.insert(.outsideLimits) }
    mark(&result, .shift, runs: points.map(\.side), long: 7)
    // A run of six steps joins seven points.
    let steps = zip(points, points.dropFirst()).map { before, after -> Side? in
      before.value == after.value ? nil : after.value > before.value ? .above : .below
    }
    for run in runs(steps) where run.count >= 6 {
      for index in run.lowerBound...run.upperBound { result[index].signals.insert(.trend) }
    }
    let near = points.map { $0.isBeyond(3) == nil ? $0.isBeyond(2) : nil }
    for start in points.indices.dropLast(2) {
      for side in [Side.above, .below] {
        let found = (start...start + 2).filter { near[$0] == side }
        if found.count >= 2 { for index in found { result[index].signals.insert(.twoOfThree) } }
      }
    }
    return result
  }

  private static func mark(_ points: inout [Point], _ signal: Signal, runs sides: [Side?], long: Int) {
    for run in runs(sides) where run.count >= long {
      for index in run { points[index].signals.insert(signal) }
    }
  }

  /// Stretches of one side; nil belongs to none.
  private static func runs(_ sides: [Side?]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in sides.indices where index + 1 == sides.count || sides[index + 1] != sides[index] {
      if sides[index] != nil { result.append(start..<index + 1) }
      start = index + 1
    }
    return result
  }
}

extension ControlChart.Point {
  /// The side on which the point lies further from the centre than so many sigma, or beyond a limit for 3.
  fileprivate func isBeyond(_ sigmas: Double) -> ControlChart.Side? {
    // The same sum as that of the limits, so that a point on a limit is not beyond it.
    if value > centre + sigmas * sigma { return .above }
    if value < centre - sigmas * sigma { return .below }
    return nil
  }
}
