import Disclosure
import Foundation

/// What had been released before a report was made, kept in its manifest so that the report can be verified.
///
/// The record holds bases and ranges of counts that no report prints, so a reader without the data file learns its size alone.
enum SealedLedger: Codable {
  case sealed(Data)
  /// Of a report that an older version made.
  case plain(Ledger)

  init(_ ledger: Ledger, sealing: Sealing) throws { self = .sealed(try sealing.sealed(ledger)) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let ledger = try? container.decode(Ledger.self) {
      self = .plain(ledger)
    } else {
      self = .sealed(try container.decode(Data.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .sealed(let data): try container.encode(data)
    case .plain(let ledger): try container.encode(ledger)
    }
  }

  /// The record; nil when the data file is another one, or the manifest was changed.
  func opened(_ sealing: Sealing) -> Ledger? {
    switch self {
    case .plain(let ledger): ledger
    case .sealed(let data): sealing.opened(data, as: Ledger.self)
    }
  }
}
