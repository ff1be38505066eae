package import Problems

/// Everything that is wrong with what somebody filled in, so that they can put it right in one go.
package struct SeveralProblems: Error, Hashable, Sendable {
  package let all: [Problem]
}

/// Collects what is wrong, one look after the other.
package struct Gathering {
  private var problems: [Problem] = []

  package init() {}

  /// What `work` gives; nil when it throws a problem, which is kept for `finish`.
  @discardableResult
  package mutating func take<Value>(_ work: () throws -> Value) throws -> Value? {
    do { return try work() } catch let problem as Problem {
      problems.append(problem)
      return nil
    }
  }

  /// - Throws: `SeveralProblems` when there was any.
  package func finish() throws {
    if !problems.isEmpty { throw SeveralProblems(all: problems) }
  }
}
