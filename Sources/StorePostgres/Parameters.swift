import CPostgres
import Store

/// Object identifiers of the types that Hearth uses (PostgreSQL's `pg_type.dat`).
enum TypeID {
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int4: Oid = 23
  static let text: Oid = 25
  static let varchar: Oid = 1043
}

/// The values of one statement in the binary form that libpq takes: whole numbers big-endian, text and bytes as they are.
struct Parameters {
  private var types: [Oid] = []
  private var bytes: [UInt8] = []
  /// Where each value starts in `bytes`; nil for null.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []

  init(_ values: [SQLValue]) {
    for value in values {
      let start = bytes.count
      switch value {
      case .null:
        types.append(0)
        starts.append(nil)
      case .integer(let number):
        types.append(TypeID.int8)
        starts.append(start)
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
      case .text(let text):
        types.append(TypeID.text)
        starts.append(start)
        bytes.append(contentsOf: text.utf8)
      case .blob(let blob):
        types.append(TypeID.bytea)
        starts.append(start)
        bytes.append(contentsOf: blob)
      }
      lengths.append(Int32(bytes.count - start))
      // An empty value still needs an address of its own: a null pointer means NULL.
      bytes.append(0)
    }
  }

  func withPointers<Value>(
    _ body: ([Oid], [UnsafePointer<CChar>?], [Int32], [Int32]) -> Value
  ) -> Value {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let pointers = starts.map { start in start.flatMap { offset in base.map { $0 + offset } } }
      return body(types, pointers, lengths, [Int32](repeating: 1, count: types.count))
    }
  }
}
