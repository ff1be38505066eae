/// A value on its way to the gate. Anyone may make one; only this module can read what is inside.
public struct Guarded<Value: Sendable>: Sendable {
  let value: Value

  public init(_ value: Value) {
    self.value = value
  }
}

/// Printing, dumping or mirroring shows nothing of what is inside.
extension Guarded: CustomReflectable, CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { "Guarded" }
  public var debugDescription: String { "Guarded" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A value that passed the gate. It can be read and encoded by anyone and made by this module alone; stored releases are bytes,
/// so it is never decoded.
public struct Released<Value: Hashable & Sendable & Encodable>: Hashable, Sendable, Encodable {
  public let value: Value

  init(_ value: Value) {
    self.value = value
  }

  public func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
  }
}

/// What the gate answers.
public enum Verdict<Shape: Hashable & Sendable & Encodable>: Sendable {
  case released(Released<Shape>)
  case withheld(Withheld)
}

/// A released finding of any shape, in the order of the plan.
public enum ReleasedFinding: Sendable {
  case frequency(Released<FrequencyTable>)
  case answers(Released<AnswerTable>)
  case crossTabulation(Released<CrossTabulation>)
  case scale(Released<ScaleSummary>)
  case comparison(Released<GroupComparison>)
  case quotation(Released<Quotation>)
  case withheld(Withheld)
}
