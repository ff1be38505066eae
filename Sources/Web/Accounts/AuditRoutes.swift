import Hummingbird
import Markup
import Platform

/// The record of administrators' acts, the newest first.
struct AuditRoutes {
  let exchange: Exchange

  static let most = 200

  /// - Parameter number: shows entries before it; the newest when nil.
  func respond(before number: Int?) async throws -> Response {
    let audit = exchange.desk.accounts.audit
    let entries = try await audit.entries(before: number, most: Self.most)
    let verdict = try await audit.verify()
    let names = try await exchange.desk.accounts.people().reduce(into: [:]) {
      $0[$1.id.description] = $1.account.name
    }
    return exchange.page("Record of acts") {
      HTML.h1 { "Record of acts" }
      HTML.p {
        "What administrators and study leads did. Nothing that anybody answered is in it, and nobody can change it unnoticed."
      }
      switch verdict {
      case .whole(let count): Form.notice { HTML.p { "The record is whole: \(count) entries." } }
      case .broken(let number, let why):
        HTML.div(.class("problem"), .role("alert")) {
          HTML.h2 { "The record was tampered with" }
          HTML.p {
            "Entry \(number): \(why). Keep both databases and the keyring as they are, and compare them with a backup."
          }
        }
      }
      Form.table(
        "Acts", head: ["Number", "When", "Who", "What", "On what"],
        rows: entries.map { entry in
          [
            "\(entry.number)", .text(DeskTime.text(entry.at)), HTML.bdi { .text(names[entry.actor] ?? entry.actor) },
            .text(AuditEntry.Act(rawValue: entry.act)?.title ?? entry.act), HTML.bdi { .text(entry.subject) },
          ]
        })
      HTML.div(.class("buttons")) {
        if let last = entries.last?.number, last > 1 {
          HTML.a(.class("button"), .href(Link.desk(.auditBefore(last)).path)) { "Earlier acts" }
        }
        if number != nil { HTML.a(.href(Link.desk(.audit).path)) { "The newest acts" } }
      }
    }
  }
}
