import Disclosure

extension JSON {
  /// The value as JSON, keys in the order in which it encodes them, every `Figure` at its granted unit (3.5, not 3.5000000000000004).
  package init(encoding value: some Encodable) throws {
    let node = Box()
    try value.encodeJSON(into: node)
    self = node.json
  }
}

/// The place where one value is written.
private final class Box {
  enum Content {
    case single(JSON)
    case array([Box])
    case object([(String, Box)])
  }
  var content: Content?

  var json: JSON {
    switch content {
    case nil: .null
    case .single(let json): json
    case .array(let boxes): .array(boxes.map(\.json))
    case .object(let members): .object(members.map { JSON.Member($0.0, $0.1.json) })
    }
  }

  func member(_ key: String) -> Box {
    let box = Box()
    if case .object(var members) = content {
      content = nil
      members.append((key, box))
      content = .object(members)
    } else {
      content = .object([(key, box)])
    }
    return box
  }

  func element() -> Box {
    let box = Box()
    if case .array(var boxes) = content {
      content = nil
      boxes.append(box)
      content = .array(boxes)
    } else {
      content = .array([box])
    }
    return box
  }
}

extension Encodable {
  /// Comparing types costs less than casting every value in turn.
  fileprivate func encodeJSON(into box: Box) throws {
    if Self.self == Figure.self, let figure = self as? Figure {
      box.content = .single(.decimal(JSON.Decimal(text: figure.digits)))
    } else if Self.self == String.self, let text = self as? String {
      box.content = .single(.string(text))
    } else if Self.self == Double.self, let number = self as? Double {
      box.content = .single(.number(number))
    } else if Self.self == Int.self, let number = self as? Int {
      box.content = .single(.integer(number))
    } else {
      try encode(to: Writer(box: box))
    }
  }
}

extension JSON: Encodable {
  package func encode(to encoder: any Encoder) throws {
    guard let writer = encoder as? Writer else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "a JSON value is written by JSON(encoding:) only")
      )
    }
    writer.box.content = .single(self)
  }
}

/// It keeps no coding path: no shape here can fail to encode.
private struct Writer: Encoder {
  let box: Box
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if box.content == nil { box.content = .object([]) }
    return KeyedEncodingContainer(Keyed(box: box))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if box.content == nil { box.content = .array([]) }
    return Unkeyed(box: box)
  }
  func singleValueContainer() -> any SingleValueEncodingContainer { Single(box: box) }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let box: Box
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) { box.member(key.stringValue).content = .single(.null) }
  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try value.encodeJSON(into: box.member(key.stringValue))
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    Writer(box: box.member(key.stringValue)).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    Writer(box: box.member(key.stringValue)).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { Writer(box: box.member("super")) }
  mutating func superEncoder(forKey key: Key) -> any Encoder {
    Writer(box: box.member(key.stringValue))
  }
}

private struct Unkeyed: UnkeyedEncodingContainer {
  let box: Box
  var codingPath: [any CodingKey] { [] }
  var count: Int { if case .array(let boxes) = box.content { boxes.count } else { 0 } }

  mutating func encodeNil() { box.element().content = .single(.null) }
  mutating func encode(_ value: some Encodable) throws { try value.encodeJSON(into: box.element()) }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    Writer(box: box.element()).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    Writer(box: box.element()).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { Writer(box: box.element()) }
}

private struct Single: SingleValueEncodingContainer {
  let box: Box
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() { box.content = .single(.null) }
  mutating func encode(_ value: Bool) { box.content = .single(.bool(value)) }
  mutating func encode(_ value: String) { box.content = .single(.string(value)) }
  mutating func encode(_ value: Double) { box.content = .single(.number(value)) }
  mutating func encode(_ value: Float) { box.content = .single(.number(Double(value))) }
  mutating func encode(_ value: Int) { box.content = .single(.integer(value)) }
  mutating func encode(_ value: Int8) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: Int16) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: Int32) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: Int64) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: UInt) { box.content = .single(.decimal(.init(text: String(value)))) }
  mutating func encode(_ value: UInt8) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: UInt16) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: UInt32) { box.content = .single(.integer(Int(value))) }
  mutating func encode(_ value: UInt64) { box.content = .single(.decimal(.init(text: String(value)))) }
  mutating func encode(_ value: some Encodable) throws { try value.encodeJSON(into: box) }
}
