import Markup
import Platform
import Reporting

/// A format that a report's page is turned into for whoever takes it away, by a program that may be installed.
package enum ReportFormat: String, CaseIterable, Sendable {
  case pdf, docx

  var title: String {
    switch self {
    case .pdf: "The report as a PDF"
    case .docx: "The report as a Word document"
    }
  }
}

/// The files of one report, to be taken away.
struct ReportFiles {
  let audience: Report.Audience
  /// As they are numbered in links.
  let files: [KeptFile]
  /// What this server can turn the report into.
  let formats: [ReportFormat]

  func node(_ place: WavePlace) -> Node {
    HTML.details {
      HTML.summary { "Take it away as files" }
      HTML.ul {
        for format in formats {
          HTML.li {
            HTML.a(.href(Link.desk(place.link(.converted(audience, format))).path)) { .text(format.title) }
            " (made when you ask for it, which takes a moment)"
          }
        }
        for (number, file) in files.enumerated() {
          HTML.li {
            HTML.a(.href(Link.desk(place.link(.file(audience, number))).path)) { .text(Self.title(file.path)) }
            " (\(file.path), \(Self.size(file.bytes)))"
          }
        }
      }
    }
  }

  /// What a downloaded file is called: whatever the path holds, one name without places.
  static func name(_ wave: WaveName, _ audience: Report.Audience, _ path: String) -> String {
    "\(wave)-\(audience.rawValue)-\(path.replacing("/", with: "-"))"
  }

  private static func title(_ path: String) -> String {
    switch path {
    case "report.html": return "The report as a page"
    case WaveReleases.dashboard: return "The dashboard as a page"
    case "results.json": return "Every figure, for programs"
    default:
      let words = path.split(separator: "/").last.map(String.init) ?? path
      let plain = words.prefix { $0 != "." }.replacing("-", with: " ")
      return path.hasPrefix("tables/") ? "Table \(plain)" : "Figure \(plain)"
    }
  }

  /// `3 kB`, `1.2 MB`.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<1_000_000: "\((bytes + 500) / 1_000) kB"
    default: "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
    }
  }
}
