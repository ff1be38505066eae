package import Foundation

/// What time it is, for whoever needs to know: tests give their own.
package struct Clock: Sendable {
  package var now: @Sendable () -> Date

  package init(now: @escaping @Sendable () -> Date) {
    self.now = now
  }

  package static let system = Clock { Date() }

  /// Whole seconds since 1970, as the databases keep them.
  package var seconds: Int { Int(now().timeIntervalSince1970) }
}
