/// A statement with its values kept apart: interpolation binds, it never splices.
///
///     SQL("SELECT name FROM unit WHERE id = \(id)")
///
/// Literal segments come from the source code; everything interpolated becomes a parameter, except `SQL` itself (a part of a statement)
/// and `ColumnType` (a word that each engine spells its own way).
package struct SQL: Sendable, ExpressibleByStringInterpolation {
  package enum Part: Sendable, Hashable {
    case text(String)
    case value(SQLValue)
    case type(ColumnType)
  }

  package private(set) var parts: [Part]

  package init(stringLiteral value: StaticString) {
    parts = [.text("\(value)")]
  }

  package init(stringInterpolation: Interpolation) {
    parts = stringInterpolation.parts
  }

  private init(parts: [Part]) {
    self.parts = parts
  }

  /// Several parts with the same text between them: rows of one INSERT, conditions of one WHERE.
  package static func joined(_ parts: [SQL], by separator: StaticString) -> SQL {
    var all: [Part] = []
    for part in parts {
      if !all.isEmpty { all.append(.text("\(separator)")) }
      all += part.parts
    }
    return SQL(parts: all)
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      if literal.utf8CodeUnitCount > 0 { parts.append(.text("\(literal)")) }
    }

    package mutating func appendInterpolation(_ value: SQLValue) { parts.append(.value(value)) }
    package mutating func appendInterpolation(_ value: String) { parts.append(.value(.text(value))) }
    package mutating func appendInterpolation(_ value: Int) { parts.append(.value(.integer(Int64(value)))) }
    package mutating func appendInterpolation(_ value: Int?) {
      parts.append(.value(value.map { .integer(Int64($0)) } ?? .null))
    }
    package mutating func appendInterpolation(_ value: String?) {
      parts.append(.value(value.map(SQLValue.text) ?? .null))
    }
    package mutating func appendInterpolation(_ value: [UInt8]) { parts.append(.value(.blob(value))) }
    package mutating func appendInterpolation(_ value: [UInt8]?) {
      parts.append(.value(value.map(SQLValue.blob) ?? .null))
    }
    package mutating func appendInterpolation(_ value: Bool) { parts.append(.value(.integer(value ? 1 : 0))) }
    package mutating func appendInterpolation(_ type: ColumnType) { parts.append(.type(type)) }
    package mutating func appendInterpolation(_ part: SQL) { parts += part.parts }
  }

  /// The statement's text for one engine, a fresh `$n` a value, and the values in that order.
  package func rendered(_ spelling: (ColumnType) -> String) -> (text: String, values: [SQLValue]) {
    var text = ""
    var values: [SQLValue] = []
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .type(let type): text += spelling(type)
      case .value(let value):
        values.append(value)
        text += "$\(values.count)"
      }
    }
    return (text, values)
  }
}

/// What engines spell differently in a table definition.
package enum ColumnType: Sendable, Hashable {
  case integer, text, blob
  /// After the closing bracket: rows are kept by their primary key, not by arrival.
  case keyed
  /// In a query, not in a table: sixteen bytes of chance, other ones for every row.
  case randomKey
}

/// One value, on its way in or out. Missing is `.null`.
package enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}
