import Store

extension Migration {
  static let organisations = Migration(
    4, "organisations, units, roles",
    [
      "CREATE TABLE organisation (id \(.text) PRIMARY KEY, name \(.text) NOT NULL UNIQUE)\(.keyed)",
      // path: North / Team A, the widest part first.
      """
      CREATE TABLE unit (
        id \(.text) PRIMARY KEY, organisation \(.text) NOT NULL REFERENCES organisation (id), path \(.text) NOT NULL,
        UNIQUE (organisation, path))\(.keyed)
      """,
      // unit: nil for the whole organisation.
      """
      CREATE TABLE role_grant (
        id \(.text) PRIMARY KEY, account \(.text) NOT NULL REFERENCES account (id), role \(.text) NOT NULL,
        organisation \(.text) NOT NULL REFERENCES organisation (id), unit \(.text) REFERENCES unit (id))\(.keyed)
      """,
      "CREATE INDEX role_grant_account ON role_grant (account)",
      // One row at most: set-up has run. The host is the organisation that was named then.
      """
      CREATE TABLE installation (
        number \(.integer) PRIMARY KEY CHECK (number = 1), host \(.text) NOT NULL REFERENCES organisation (id),
        operator \(.text) NOT NULL, operator_place \(.text) NOT NULL)\(.keyed)
      """,
    ])
}
