import Foundation
import Problems
import Store
import StorePostgres
import Subprocess

/// `pg_dump` and `pg_restore`. The connection goes to them in the environment: a command line can be read by everybody on the machine.
struct PostgresTools {
  private let variables: [String: String]

  init(url: String) throws {
    variables = try PostgresServer.environment(of: url)
  }

  /// One consistent state, in pg_dump's own compressed format.
  func dump(to path: String) async throws {
    try await Self.run(
      "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--no-password", "--file=\(path)"], variables)
  }

  /// All of it, or nothing.
  func restore(_ path: String) async throws {
    let database = variables["PGDATABASE"] ?? variables["PGUSER"] ?? ""
    try await Self.run(
      "pg_restore",
      [
        "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password",
        "--dbname=\(database)", path,
      ], variables)
  }

  /// The stored responses of a dump, without a server: wave, key, record and code of each.
  static func responses(
    in path: String, _ body: @escaping (_ wave: String, _ key: [UInt8], _ record: String, _ mac: [UInt8]) throws -> Void
  ) async throws {
    let arguments = ["--data-only", "--table=response", "--file=-", path]
    do {
      let result = try await Subprocess.run(
        .name("pg_restore"), arguments: Arguments(arguments), input: .none, output: .sequence,
        error: .string(limit: 1 << 16)
      ) { execution in
        var copying = false
        for try await line in execution.standardOutput.strings(
          separatedBy: .unicodeScalarSequence(["\n"]), bufferingPolicy: .maxLineLength(1 << 26))
        {
          if copying {
            copying = line != "\\."
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(CopyText.plain)
            if copying {
              guard cells.count == 4, let key = CopyText.bytes(cells[1]), let mac = CopyText.bytes(cells[3]) else {
                throw Problem("the dump holds a response in an unknown form", at: path, remedy: "use another backup")
              }
              try body(cells[0], key, cells[2], mac)
            }
          } else if line.hasPrefix("COPY "), line.contains("response (wave, key, record, mac)") {
            copying = true
          }
        }
      }
      try check("pg_restore", result.terminationStatus.isSuccess, result.standardError)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw missing("pg_restore")
    }
  }

  private static func run(_ program: String, _ arguments: [String], _ variables: [String: String]) async throws {
    var environment: [Environment.Key: String?] = [:]
    for (name, value) in variables { environment[Environment.Key(stringLiteral: name)] = value }
    do {
      let result = try await Subprocess.run(
        .name(program), arguments: Arguments(arguments), environment: .inherit.updating(environment),
        output: .discarded, error: .string(limit: 1 << 16))
      try check(program, result.terminationStatus.isSuccess, result.standardError)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw missing(program)
    }
  }

  private static func check(_ program: String, _ isSuccess: Bool, _ said: String?) throws {
    guard !isSuccess else { return }
    let reason = said?.split(separator: "\n").last.map(String.init) ?? "it gave no reason"
    throw Problem("\(program) did not succeed: \(reason)", remedy: "check the connection and that its version fits")
  }

  private static func missing(_ program: String) -> Problem {
    Problem(
      "\(program) is not installed", remedy: "install PostgreSQL's client programs (apt-get install postgresql-client)")
  }
}

/// A cell of COPY's text format.
private enum CopyText {
  static func plain(_ cell: Substring) -> String {
    guard cell.contains("\\") else { return String(cell) }
    var plain = ""
    var escaped = false
    for character in cell {
      if escaped {
        switch character {
        case "n": plain.append("\n")
        case "t": plain.append("\t")
        case "r": plain.append("\r")
        case "b": plain.append("\u{8}")
        case "f": plain.append("\u{C}")
        case "v": plain.append("\u{B}")
        default: plain.append(character)
        }
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else {
        plain.append(character)
      }
    }
    return plain
  }

  /// `\x` and hexadecimal digits.
  static func bytes(_ text: String) -> [UInt8]? {
    guard text.hasPrefix("\\x"), text.utf8.count.isMultiple(of: 2) else { return nil }
    let digits = Array(text.utf8.dropFirst(2))
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
