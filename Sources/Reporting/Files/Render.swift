import Disclosure
import Markup

/// A file of the report's folder, by its path in it.
package struct OutputFile: Hashable, Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Every file of a report but `manifest.json`: `report.html`, `results.json`, `tables/*.csv` and `figures/*.svg`.
///
/// The same report gives the same bytes. The audience chooses what `report.html` says; the other files hold every released finding.
package func render(_ report: Report) throws -> [OutputFile] {
  [
    OutputFile(path: "report.html", bytes: Page.render(report).rendered()),
    OutputFile(path: "results.json", bytes: try report.results().rendered()),
  ] + tableFiles(report) + figureFiles(report)
}
