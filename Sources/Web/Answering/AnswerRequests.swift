import Platform

/// What is wrong with a request that the page's own script never sends.
enum RequestFault: Error, Hashable {
  case notJSON
  case unknownKey(String)
  case missing(String)
  case wrongKind(String)
}

/// The members of a request's object: each is asked for once, and none may be left over.
private struct Members {
  private var rest: [String: StrictJSON]

  init(_ bytes: [UInt8]) throws {
    guard let object = try StrictJSON(bytes).object else { throw RequestFault.notJSON }
    rest = object
  }

  mutating func take(_ name: String) throws -> StrictJSON {
    guard let value = rest.removeValue(forKey: name) else { throw RequestFault.missing(name) }
    return value
  }

  mutating func text(_ name: String) throws -> String {
    guard let text = try take(name).text else { throw RequestFault.wrongKind(name) }
    return text
  }

  mutating func bytes(_ name: String) throws -> [UInt8] {
    let text = try text(name)
    // One spelling only: bits beyond the last byte are nothing.
    guard let bytes = bytes(base64URL: text), base64URL(bytes) == text else { throw RequestFault.wrongKind(name) }
    return bytes
  }

  func holds(_ name: String) -> Bool { rest[name] != nil }

  /// Texts by column.
  mutating func columns(_ name: String) throws -> [String: [String]] {
    guard let columns = try take(name).object else { throw RequestFault.wrongKind(name) }
    return try columns.mapValues { value in
      guard let texts = value.texts else { throw RequestFault.wrongKind(name) }
      return texts
    }
  }

  private func bytes(base64URL text: String) -> [UInt8]? { Platform.bytes(base64URL: text) }

  func end() throws {
    if let extra = rest.keys.min() { throw RequestFault.unknownKey(extra) }
  }
}

struct RightRequest {
  let invitation: [UInt8]
  let blinded: [UInt8]
  let consent: String

  init(_ bytes: [UInt8]) throws {
    var members = try Members(bytes)
    invitation = try members.bytes("invitation")
    blinded = try members.bytes("blinded")
    consent = try members.text("consent")
    try members.end()
  }
}

struct SlipRequest {
  let code: String

  init(_ bytes: [UInt8]) throws {
    var members = try Members(bytes)
    code = try members.text("code")
    try members.end()
  }
}

struct WithdrawalRequest {
  let receipt: String

  init(_ bytes: [UInt8]) throws {
    var members = try Members(bytes)
    receipt = try members.text("receipt")
    try members.end()
  }
}

struct NoMailRequest {
  let invitation: [UInt8]

  init(_ bytes: [UInt8]) throws {
    var members = try Members(bytes)
    invitation = try members.bytes("invitation")
    try members.end()
  }
}

/// Answers with the right that they come with: a signed token, or a slip's code.
enum ResponseRequest {
  case token(Participation.Submission)
  case slip(Participation.SlipSubmission)

  init(_ bytes: [UInt8], wave: String) throws {
    var members = try Members(bytes)
    let isSlip = members.holds("code")
    let answers = try members.columns("answers")
    if isSlip {
      self = .slip(
        .init(
          wave: wave, code: try members.text("code"), attempt: try members.bytes("attempt"), answers: answers))
    } else {
      self = .token(
        .init(
          wave: wave, key: try members.bytes("key"), salt: try members.bytes("salt"),
          token: try members.bytes("token"), signature: try members.bytes("signature"), answers: answers))
    }
    try members.end()
  }
}
