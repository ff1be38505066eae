import Store

extension Tables {
  /// How many slips there are for each reporting unit and how many people have been given one; not who, not which, not when.
  static let slipSupply = Migration(
    7, "slips made and handed out",
    [
      """
      CREATE TABLE slip_supply (
        wave \(.text) NOT NULL REFERENCES wave (name), issuer \(.blob) NOT NULL, made \(.integer) NOT NULL, handed \(.integer) NOT NULL,
        PRIMARY KEY (wave, issuer))\(.keyed)
      """
    ])

  /// Slips are written all at once and voided all at once; no row changes by itself. Whether a code has been used stands in `spent`, under a value
  /// that only the wave's key connects with the slip.
  static let slips = Migration(
    2, "slips and open links",
    [
      """
      CREATE TABLE slip (
        wave \(.text) NOT NULL, code_mac \(.blob) NOT NULL, unit \(.text) NOT NULL, void \(.integer) NOT NULL,
        PRIMARY KEY (wave, code_mac))\(.keyed)
      """,
      // The units that people choose from, with how many people are expected in each.
      """
      CREATE TABLE open_unit (
        wave \(.text) NOT NULL, unit \(.text) NOT NULL, people \(.integer) NOT NULL, PRIMARY KEY (wave, unit))\(.keyed)
      """,
    ])
}
