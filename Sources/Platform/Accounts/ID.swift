package import Foundation
package import Store

/// An identifier that fits its owner only: an `ID<Account>` is never taken for an `ID<Organisation>`.
package struct ID<Owner>: Hashable, Sendable, CustomStringConvertible {
  package let rawValue: UUID

  /// A new one, random.
  package init() {
    rawValue = UUID()
  }

  /// Reads the one spelling that `description` writes; nil for anything else.
  package init?(_ text: String) {
    guard let value = UUID(uuidString: text), value.uuidString.lowercased() == text else { return nil }
    rawValue = value
  }

  package var description: String { rawValue.uuidString.lowercased() }
}

extension SQL.Interpolation {
  package mutating func appendInterpolation<Owner>(_ id: ID<Owner>) { appendInterpolation(id.description) }
  package mutating func appendInterpolation<Owner>(_ id: ID<Owner>?) { appendInterpolation(id?.description) }
}

extension SQLRow {
  package func id<Owner>(_ column: Int) throws(StoreError) -> ID<Owner> {
    guard let id = ID<Owner>(try text(column)) else {
      throw .unexpected("column \(column + 1) of the row is no identifier")
    }
    return id
  }

  package func optionalID<Owner>(_ column: Int) throws(StoreError) -> ID<Owner>? {
    isNull(column) ? nil : try id(column)
  }
}
