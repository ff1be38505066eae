import Hummingbird
import Markup
import Platform

/// The record of administrators' acts, the newest first.
struct AuditRoutes {
  let exchange: Exchange

  func respond() async throws -> Response {
    let audit = exchange.desk.accounts.audit
    let entries = try await audit.entries()
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
        rows: entries.suffix(Self.most).reversed().map { entry in
          [
            "\(entry.number)", .text(DeskTime.text(entry.at)), HTML.bdi { .text(names[entry.actor] ?? entry.actor) },
            .text(AuditEntry.Act(rawValue: entry.act)?.title ?? entry.act), HTML.bdi { .text(entry.subject) },
          ]
        })
      if entries.count > Self.most { HTML.p { "Earlier ones are in the directory's table “audit”." } }
    }
  }

  private static let most = 500
}
