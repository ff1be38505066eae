package import Store

/// The tables of the two databases. No column of one holds a value of the other, but the names of waves and units and the public keys.
package enum Tables {
  /// Who may answer.
  package static let directory = Migrations([
    Migration(
      1, "waves, rosters, invitations",
      [
        """
        CREATE TABLE wave (
          name \(.text) PRIMARY KEY, title \(.text) NOT NULL, consent_version \(.text) NOT NULL, closed \(.integer) NOT NULL)\(.keyed)
        """,
        """
        CREATE TABLE issuer (
          wave \(.text) NOT NULL REFERENCES wave (name), fingerprint \(.blob) NOT NULL, unit \(.text) NOT NULL, der \(.blob) NOT NULL,
          PRIMARY KEY (wave, fingerprint))\(.keyed)
        """,
        // `person` is one sealed record of name, contact and unit; `consented` and `collected` are flags without a date.
        """
        CREATE TABLE invitation (
          wave \(.text) NOT NULL REFERENCES wave (name), secret_hash \(.blob) NOT NULL, person \(.blob), issuer \(.blob) NOT NULL,
          consented \(.integer) NOT NULL, collected \(.integer) NOT NULL, blinded_hash \(.blob), signature \(.blob),
          PRIMARY KEY (wave, secret_hash))\(.keyed)
        """,
      ]),
    .accounts,
    .audit,
    .organisations,
    .studies,
    .contacts,
    slipSupply,
    .providers,
    .wordings,
    .pilots,
    .sharing,
    .lists,
    .custody,
    .countedDay,
    .consent,
  ])

  /// What was answered.
  package static let answers = Migrations([
    Migration(
      1, "waves, sealed inbox, responses",
      [
        // state: open, closing, closed.
        """
        CREATE TABLE wave (
          name \(.text) PRIMARY KEY, questionnaire \(.text) NOT NULL, state \(.text) NOT NULL, lock \(.blob) NOT NULL,
          linked \(.text) NOT NULL)\(.keyed)
        """,
        """
        CREATE TABLE issuer (
          wave \(.text) NOT NULL REFERENCES wave (name), fingerprint \(.blob) NOT NULL, unit \(.text) NOT NULL, der \(.blob) NOT NULL,
          PRIMARY KEY (wave, fingerprint))\(.keyed)
        """,
        """
        CREATE TABLE spent (
          wave \(.text) NOT NULL, token_hash \(.blob) NOT NULL, body_mac \(.blob) NOT NULL, PRIMARY KEY (wave, token_hash))\(.keyed)
        """,
        """
        CREATE TABLE inbox (
          wave \(.text) NOT NULL, receipt_mac \(.blob) NOT NULL, sealed \(.blob) NOT NULL, PRIMARY KEY (wave, receipt_mac))\(.keyed)
        """,
        """
        CREATE TABLE response (
          wave \(.text) NOT NULL, key \(.blob) NOT NULL, record \(.text) NOT NULL, mac \(.blob) NOT NULL, PRIMARY KEY (wave, key))\(.keyed)
        """,
        """
        CREATE TABLE released (wave \(.text) PRIMARY KEY, ledger \(.text) NOT NULL)\(.keyed)
        """,
      ]),
    slips,
    .releases,
    .pilotAnswers,
    .looks,
    .decisions,
  ])
}
