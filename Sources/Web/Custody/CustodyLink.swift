package import Platform

/// Addresses about the rows of a wave that are handed on.
package enum CustodyLink: Hashable, Sendable {
  /// What was asked for and decided; its form asks.
  case page
  case decide(ID<CustodyRequest>)
  /// Takes a file. It is a form, because each taking is written down.
  case file(ID<CustodyRequest>, Custody.File)

  var parts: [String] {
    switch self {
    case .page: []
    case .decide(let id): [id.description, "decide"]
    case .file(let id, let file): [id.description, file.rawValue]
    }
  }

  init?(parts: [String]) {
    guard let first = parts.first else {
      self = .page
      return
    }
    guard parts.count == 2, let id = ID<CustodyRequest>(first) else { return nil }
    if parts[1] == "decide" {
      self = .decide(id)
    } else {
      guard let file = Custody.File(rawValue: parts[1]) else { return nil }
      self = .file(id, file)
    }
  }

  var access: Access {
    switch self {
    case .page: .roles([.analyst, .studyLead])
    case .decide: .roles([.studyLead])
    case .file: .roles([.analyst])
    }
  }

  var takes: Takes { self == .page ? .both : .post }
}
