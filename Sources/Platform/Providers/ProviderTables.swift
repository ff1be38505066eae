import Store

extension Migration {
  static let providers = Migration(
    8, "sign-in with organisations' providers, example installations",
    [
      // secret: sealed under a key of the keyring; nil where the provider gave none.
      """
      CREATE TABLE provider (
        organisation \(.text) PRIMARY KEY REFERENCES organisation (id), issuer \(.text) NOT NULL, client \(.text) NOT NULL,
        secret \(.blob))\(.keyed)
      """,
      // Who signs in with a provider. One account, one identity; it does not depend on addresses, which are given to others.
      """
      CREATE TABLE provider_identity (
        issuer \(.text) NOT NULL, subject \(.text) NOT NULL, account \(.text) NOT NULL UNIQUE REFERENCES account (id),
        PRIMARY KEY (issuer, subject))\(.keyed)
      """,
      // Somebody on the way to a provider and back. link: the hash of the secret of a link that is used up on arrival.
      """
      CREATE TABLE provider_sign_in (
        ticket_hash \(.blob) PRIMARY KEY, organisation \(.text) NOT NULL REFERENCES organisation (id),
        account \(.text) REFERENCES account (id), link \(.blob), next \(.text), expires \(.integer) NOT NULL)\(.keyed)
      """,
      // One row at most, written by the set-up of an example: whom its link signs in.
      """
      CREATE TABLE example (
        number \(.integer) PRIMARY KEY CHECK (number = 1), account \(.text) NOT NULL REFERENCES account (id))\(.keyed)
      """,
    ])
}
