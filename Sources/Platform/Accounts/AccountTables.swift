import Store

extension Migration {
  static let accounts = Migration(
    2, "accounts, sessions",
    [
      // password: nil until a link has been used. manages: manages people who will be asked.
      """
      CREATE TABLE account (
        id \(.text) PRIMARY KEY, email \(.text) NOT NULL UNIQUE, name \(.text) NOT NULL, password \(.text), manages \(.integer) NOT NULL,
        state \(.text) NOT NULL)\(.keyed)
      """,
      """
      CREATE TABLE session (
        token_hash \(.blob) PRIMARY KEY, id \(.text) NOT NULL UNIQUE, account \(.text) NOT NULL REFERENCES account (id),
        began \(.integer) NOT NULL, seen \(.integer) NOT NULL)\(.keyed)
      """,
      "CREATE INDEX session_account ON session (account)",
      // purpose: set-up (without an account), password.
      """
      CREATE TABLE one_time_link (
        secret_hash \(.blob) PRIMARY KEY, purpose \(.text) NOT NULL, account \(.text) REFERENCES account (id),
        expires \(.integer) NOT NULL)\(.keyed)
      """,
      // who: the hash of the address that was typed, whether or not there is such an account.
      """
      CREATE TABLE sign_in_try (who \(.blob) PRIMARY KEY, tries \(.integer) NOT NULL, last \(.integer) NOT NULL)\(.keyed)
      """,
      """
      CREATE TABLE second_factor (
        account \(.text) PRIMARY KEY REFERENCES account (id), secret \(.blob) NOT NULL, is_on \(.integer) NOT NULL,
        last_step \(.integer) NOT NULL)\(.keyed)
      """,
      """
      CREATE TABLE recovery_code (
        account \(.text) NOT NULL REFERENCES account (id), hash \(.blob) NOT NULL, PRIMARY KEY (account, hash))\(.keyed)
      """,
      // Somebody who gave the right password and has to give a code.
      """
      CREATE TABLE waiting_sign_in (
        token_hash \(.blob) PRIMARY KEY, account \(.text) NOT NULL REFERENCES account (id), expires \(.integer) NOT NULL,
        tries \(.integer) NOT NULL)\(.keyed)
      """,
    ])
}
