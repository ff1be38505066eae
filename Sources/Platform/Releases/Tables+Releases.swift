import Store

extension Migration {
  /// Reports of closed waves, and what was decided about open answers.
  static let releases = Migration(
    3, "reports, review of open answers",
    [
      """
      CREATE TABLE report (
        wave \(.text) NOT NULL, audience \(.text) NOT NULL, path \(.text) NOT NULL, content \(.blob) NOT NULL,
        PRIMARY KEY (wave, audience, path))\(.keyed)
      """,
      """
      CREATE TABLE review (
        wave \(.text) NOT NULL, question \(.text) NOT NULL, answer_hash \(.blob) NOT NULL, answer \(.text) NOT NULL,
        decision \(.text) NOT NULL, printed \(.text) NOT NULL, PRIMARY KEY (wave, question, answer_hash))\(.keyed)
      """,
    ])
}
