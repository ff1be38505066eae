import Store

/// Rows of the directory.
enum DirectoryStore {
  struct Issuer: Sendable {
    let unit: String
    let fingerprint: [UInt8]
    let der: [UInt8]
  }

  struct NewInvitation: Sendable {
    let secretHash: [UInt8]
    let person: [UInt8]
    let issuer: [UInt8]
  }

  /// How far one person has come. Nobody can ask for it by name: the key is the hash of a secret.
  struct Invitation: Sendable {
    let issuer: [UInt8]
    let collected: Collected?
    /// The right was collected on paper: nothing was signed.
    let hasSlip: Bool
    /// The person has been taken off the list: what was not collected by then cannot be collected.
    let isVoid: Bool

    struct Collected: Sendable {
      let blindedHash: [UInt8]
      let signature: [UInt8]
    }
  }

  static func exists(_ wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM wave WHERE name = \(wave.description)") != nil
  }

  static func open(
    _ wave: WaveName, title: String, consentVersion: String, issuers: [Issuer], invitations: [NewInvitation],
    in session: any SQLSession
  ) throws {
    let name = wave.description
    try session.run(
      "INSERT INTO wave (name, title, consent_version, closed) VALUES (\(name), \(title), \(consentVersion), \(false))")
    for issuer in issuers {
      try session.run(
        "INSERT INTO issuer (wave, fingerprint, unit, der) VALUES (\(name), \(issuer.fingerprint), \(issuer.unit), \(issuer.der))"
      )
    }
    for invitation in invitations { try insert(invitation, into: wave, in: session) }
  }

  static func insert(_ invitation: NewInvitation, into wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO invitation (wave, secret_hash, person, issuer, collected)
      VALUES (\(wave.description), \(invitation.secretHash), \(invitation.person), \(invitation.issuer), \(false))
      """)
  }

  static func isClosed(_ wave: WaveName, in session: any SQLSession) throws -> Bool? {
    try session.row("SELECT closed FROM wave WHERE name = \(wave.description)").map { try $0.integer(0) == 1 }
  }

  static func invitation(
    _ wave: WaveName, secretHash: [UInt8], in session: any SQLSession
  ) throws -> Invitation? {
    let row = try session.row(
      """
      SELECT issuer, blinded_hash, signature, collected, left_as FROM invitation
      WHERE wave = \(wave.description) AND secret_hash = \(secretHash)
      """)
    guard let row else { return nil }
    var collected: Invitation.Collected?
    if let blindedHash = try row.optionalBlob(1), let signature = try row.optionalBlob(2) {
      collected = .init(blindedHash: blindedHash, signature: signature)
    }
    return Invitation(
      issuer: try row.blob(0), collected: collected,
      hasSlip: collected == nil ? try row.integer(3) == 1 : false, isVoid: !row.isNull(4))
  }

  static func consentVersion(_ wave: WaveName, in session: any SQLSession) throws -> String? {
    try session.row("SELECT consent_version FROM wave WHERE name = \(wave.description)")?.text(0)
  }

  static func recordCollection(
    _ wave: WaveName, secretHash: [UInt8], _ collected: Invitation.Collected, in session: any SQLSession
  ) throws {
    try session.run(
      """
      UPDATE invitation SET collected = \(true), blinded_hash = \(collected.blindedHash), signature = \(collected.signature)
      WHERE wave = \(wave.description) AND secret_hash = \(secretHash)
      """)
  }

  /// Nothing is signed from here on, and no reply repeated: the signatures go.
  static func close(_ wave: WaveName, day: Int, in session: any SQLSession) throws {
    try session.run("UPDATE wave SET closed = \(true) WHERE name = \(wave.description)")
    try ContactStore.recordClose(wave, day: day, in: session)
    try session.run(
      "UPDATE invitation SET blinded_hash = \(nil as [UInt8]?), signature = \(nil as [UInt8]?) WHERE wave = \(wave.description)"
    )
  }
}
