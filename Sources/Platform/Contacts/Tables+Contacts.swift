import Store

extension Migration {
  /// What is known of a wave's contact details and of the mail to them. Nothing has a time: days are numbers of days, and none is a person's.
  static let contacts = Migration(
    6, "contacts: mail, bounces, destruction",
    [
      // state: kept, destroying, destroyed. letters: mailings begun, the invitation being the first. runner, beat: who is sending now.
      """
      CREATE TABLE contacts (
        wave \(.text) PRIMARY KEY REFERENCES wave (name), address \(.text) NOT NULL, keep_days \(.integer) NOT NULL,
        threshold \(.integer) NOT NULL, closed_day \(.integer), state \(.text) NOT NULL, letters \(.integer) NOT NULL, letter_day \(.integer),
        everybody \(.integer) NOT NULL, runner \(.text), beat \(.integer) NOT NULL)\(.keyed)
      """,
      // state: waiting, sending, delayed, sent, bounced, lapsed, stopped.
      """
      CREATE TABLE delivery (
        wave \(.text) NOT NULL, secret_hash \(.blob) NOT NULL, state \(.text) NOT NULL, PRIMARY KEY (wave, secret_hash),
        FOREIGN KEY (wave, secret_hash) REFERENCES invitation (wave, secret_hash))\(.keyed)
      """,
      // Waves from before: their links are in nobody's hands but their people's, so no mail can be sent.
      """
      INSERT INTO contacts (wave, address, keep_days, threshold, state, letters, everybody, beat)
      SELECT name, '', 30, 10, 'kept', 0, 0, 0 FROM wave
      """,
    ])
}
