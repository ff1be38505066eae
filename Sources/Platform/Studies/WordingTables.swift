import Store

extension Migration {
  static let wordings = Migration(
    9, "wordings given at the desk",
    [
      // supplied_by: an account's id, or the command line; accounts are never removed.
      """
      CREATE TABLE study_wording (
        study \(.text) NOT NULL REFERENCES study (name), instrument \(.text) NOT NULL, language \(.text) NOT NULL, file \(.text) NOT NULL,
        content \(.text) NOT NULL, supplied_by \(.text) NOT NULL, PRIMARY KEY (study, instrument, language))\(.keyed)
      """
    ])
}
