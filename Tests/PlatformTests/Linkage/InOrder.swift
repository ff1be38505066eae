import Store
import TestSupport

@testable import Platform

/// A store as common tools write it: who took part and what was answered, each in the order of arrival. Hearth has no such switch; this shows that the attack
/// finds what there is to find.
enum InOrder {
  static func prepare(_ site: Site) async throws {
    try await site.directory.database.write { session in
      try session.run("CREATE TABLE took_part (arrival \(.integer) PRIMARY KEY, secret_hash \(.blob))")
    }
    try await site.answers.database.write { session in
      try session.run("CREATE TABLE in_order (arrival \(.integer) PRIMARY KEY, record \(.text))")
    }
  }

  static func write(_ site: Site, secretHash: [UInt8], record: String) async throws {
    try await site.directory.database.write { session in
      try session.run(
        "INSERT INTO took_part (arrival, secret_hash) SELECT count(*) + 1, \(secretHash) FROM took_part")
    }
    try await site.answers.database.write { session in
      try session.run("INSERT INTO in_order (arrival, record) SELECT count(*) + 1, \(record) FROM in_order")
    }
  }
}
