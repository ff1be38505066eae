import Store

extension Migration {
  static let studies = Migration(
    5, "studies, versions of texts, planned waves, recruitment",
    [
      """
      CREATE TABLE study (
        name \(.text) PRIMARY KEY, title \(.text) NOT NULL, host \(.text) NOT NULL REFERENCES organisation (id))\(.keyed)
      """,
      """
      CREATE TABLE study_partner (
        study \(.text) NOT NULL REFERENCES study (name), organisation \(.text) NOT NULL REFERENCES organisation (id),
        PRIMARY KEY (study, organisation))\(.keyed)
      """,
      // kind: information, questionnaire.
      """
      CREATE TABLE study_text (
        study \(.text) NOT NULL REFERENCES study (name), kind \(.text) NOT NULL, number \(.integer) NOT NULL, content \(.text) NOT NULL,
        PRIMARY KEY (study, kind, number))\(.keyed)
      """,
      """
      CREATE TABLE planned_wave (
        wave \(.text) PRIMARY KEY, study \(.text) NOT NULL REFERENCES study (name), threshold \(.integer) NOT NULL,
        support \(.text) NOT NULL, owner \(.text), act \(.text), support_checked \(.integer), staff_hear \(.integer),
        managers_hear \(.integer))\(.keyed)
      """,
      // One part an organisation: its people, sealed, until the wave opens. units: people by unit, which is not sealed.
      """
      CREATE TABLE planned_roster (
        wave \(.text) NOT NULL REFERENCES planned_wave (wave), organisation \(.text) NOT NULL REFERENCES organisation (id),
        people \(.blob) NOT NULL, units \(.text) NOT NULL, PRIMARY KEY (wave, organisation))\(.keyed)
      """,
      """
      CREATE TABLE recruitment (
        wave \(.text) NOT NULL REFERENCES planned_wave (wave), number \(.integer) NOT NULL, route \(.text) NOT NULL,
        day \(.integer) NOT NULL, eligible \(.integer) NOT NULL, note \(.text) NOT NULL, PRIMARY KEY (wave, number))\(.keyed)
      """,
      // Who is opening a wave: one attempt at a time.
      """
      CREATE TABLE opening (wave \(.text) PRIMARY KEY, mark \(.blob) NOT NULL, began \(.integer) NOT NULL)\(.keyed)
      """,
      // What the monitor showed on a day; not touched again that day.
      """
      CREATE TABLE monitor (
        wave \(.text) NOT NULL REFERENCES wave (name), unit \(.text) NOT NULL, day \(.integer) NOT NULL,
        at_least \(.integer) NOT NULL, PRIMARY KEY (wave, unit))\(.keyed)
      """,
    ])
}
