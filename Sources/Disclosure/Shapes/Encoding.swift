// How the choices among the shapes are written: a plain value where there is one, an object with one named key where not.

extension PValue: Encodable {
  private enum Key: String, CodingKey { case below }

  /// A number, or `{"below": 0.0001}`.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .equal(let figure): try figure.encode(to: encoder)
    case .below(let bound):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(bound, forKey: .below)
    }
  }
}

extension Share: Encodable {
  private enum Key: String, CodingKey { case atMost, atLeast }

  /// A number of per cent, `{"atMost": 5}` or `{"atLeast": 95}`.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .about(let figure): try figure.encode(to: encoder)
    case .atMost(let bound):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(bound, forKey: .atMost)
    case .atLeast(let bound):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(bound, forKey: .atLeast)
    }
  }
}

extension Shown: Encodable where Value: Encodable {
  private enum Key: String, CodingKey { case suppressed }

  /// The value itself, or `{"suppressed": "why"}`.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .shown(let value): try value.encode(to: encoder)
    case .suppressed(let reason):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(reason, forKey: .suppressed)
    }
  }
}

extension CrossTabulation.Cells: Encodable {
  private enum Key: String, CodingKey { case counts, rowTotals, columnTotals, shares }

  /// `{"counts", "rowTotals", "columnTotals"}` or `{"shares"}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .counts(let cells, let rowTotals, let columnTotals):
      try container.encode(cells, forKey: .counts)
      try container.encode(rowTotals, forKey: .rowTotals)
      try container.encode(columnTotals, forKey: .columnTotals)
    case .shares(let shares): try container.encode(shares, forKey: .shares)
    }
  }
}
