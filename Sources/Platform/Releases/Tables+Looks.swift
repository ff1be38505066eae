import Store

extension Migration {
  /// What was asked for after the close, and partners' own sheets. Asking leaves no name here; the record of acts has it.
  static let looks = Migration(
    5, "looks, partners' sheets",
    [
      """
      CREATE TABLE look (
        wave \(.text) NOT NULL, number \(.integer) NOT NULL, request \(.text) NOT NULL, title \(.text) NOT NULL,
        refused \(.integer) NOT NULL, page \(.blob) NOT NULL, PRIMARY KEY (wave, number))\(.keyed)
      """,
      // partner: the widest unit under which its people stand.
      """
      CREATE TABLE sheet (
        wave \(.text) NOT NULL, partner \(.text) NOT NULL, page \(.blob) NOT NULL, PRIMARY KEY (wave, partner))\(.keyed)
      """,
    ])
}
