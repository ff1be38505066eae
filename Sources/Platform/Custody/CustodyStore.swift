import Store

extension Migration {
  /// Who asked for rows of answers, who decided, and how many files were taken. It says nothing about anybody who answered.
  static let custody = Migration(
    13, "custody of rows",
    [
      """
      CREATE TABLE custody_request (
        id \(.text) PRIMARY KEY, wave \(.text) NOT NULL REFERENCES planned_wave (wave), asked_by \(.text) NOT NULL,
        reason \(.text) NOT NULL, asked \(.integer) NOT NULL, state \(.text) NOT NULL, decided_by \(.text), decided \(.integer),
        taken \(.integer) NOT NULL)\(.keyed)
      """
    ])
}

/// Rows of custody requests.
enum CustodyStore {
  static func insert(_ request: CustodyRequest, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO custody_request (id, wave, asked_by, reason, asked, state, taken)
      VALUES (\(request.id.description), \(request.wave.description), \(request.askedBy.description), \(request.reason),
        \(request.asked.number), \("waiting"), \(0))
      """)
  }

  static func all(of wave: WaveName, in session: any SQLSession) throws -> [CustodyRequest] {
    try session.rows("\(columns) WHERE wave = \(wave.description) ORDER BY asked, id").map(request)
  }

  static func find(_ id: ID<CustodyRequest>, in session: any SQLSession) throws -> CustodyRequest? {
    try session.row("\(columns) WHERE id = \(id.description)").map(request)
  }

  /// - Returns: false when it had been decided before.
  static func decide(
    _ id: ID<CustodyRequest>, confirmed: Bool, by account: ID<Account>, on day: Day, in session: any SQLSession
  ) throws -> Bool {
    try session.run(
      """
      UPDATE custody_request SET state = \(confirmed ? "confirmed" : "refused"), decided_by = \(account.description),
        decided = \(day.number)
      WHERE id = \(id.description) AND state = \("waiting")
      """) == 1
  }

  static func countTaken(_ id: ID<CustodyRequest>, in session: any SQLSession) throws {
    try session.run("UPDATE custody_request SET taken = taken + 1 WHERE id = \(id.description)")
  }

  private static let columns: SQL =
    "SELECT id, wave, asked_by, reason, asked, state, decided_by, decided, taken FROM custody_request"

  private static func request(_ row: SQLRow) throws -> CustodyRequest {
    guard let id = ID<CustodyRequest>(try row.text(0)), let asker = ID<Account>(try row.text(2)) else {
      throw StoreError.unexpected("a request for rows has no known id")
    }
    let state: CustodyRequest.State
    switch (
      try row.text(5), try row.optionalText(6).flatMap { ID<Account>($0) }, try row.isNull(7) ? nil : row.integer(7)
    ) {
    case ("waiting", _, _): state = .waiting
    case ("refused", let by?, let day?): state = .refused(by: by, on: Day(number: day))
    case ("confirmed", let by?, let day?):
      state = .confirmed(by: by, on: Day(number: day), taken: try row.integer(8))
    default: throw StoreError.unexpected("a request for rows is in no known state")
    }
    return CustodyRequest(
      id: id, wave: try WaveName(row.text(1)), askedBy: asker, reason: try row.text(3),
      asked: Day(number: try row.integer(4)), state: state)
  }
}
