import Foundation
import Problems
import Subprocess

/// Other formats of the page, made by the programs that are good at it, when they are installed.
enum Conversion {
  static func files(
    of files: [(path: String, bytes: Data)], docx: Bool, pptx: Bool, pdf: Bool
  ) async throws -> [(path: String, bytes: Data)] {
    guard docx || pptx || pdf, let page = files.first(where: { $0.path == "report.html" }) else { return [] }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var made: [(path: String, bytes: Data)] = []
    if docx || pptx {
      let office = OfficeSource(page: String(decoding: page.bytes, as: UTF8.self))
      try await draw(office.drawings, in: folder, for: docx ? "docx" : "pptx")
      if docx { made.append(try await pandoc(office.html, to: "docx", in: folder, options: [])) }
      if pptx {
        for drawing in office.drawings {
          try FileManager.default.copyItem(
            at: folder.appendingPathComponent(drawing.name), to: folder.appendingPathComponent(drawing.nameOnSlide))
        }
        made.append(try await pandoc(Slides.html(office), to: "pptx", in: folder, options: ["--slide-level=2"]))
      }
    }
    let source = folder.appendingPathComponent("report.html")
    try page.bytes.write(to: source)
    if pdf {
      let printed = try await Self.pdf(
        of: source, remedy: "install chromium or weasyprint (apt-get install chromium), or leave out --pdf")
      made.append(("report.pdf", printed))
    }
    return made
  }

  /// A page as a Word document.
  static func word(_ page: String, named name: String) async throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let office = OfficeSource(page: page)
    try await draw(office.drawings, in: folder, for: "docx")
    return try await pandoc(office.html, to: "docx", in: folder, options: [], name: name).bytes
  }

  /// A page as it is printed. Whatever the program writes on its way stays in the page's folder.
  static func pdf(of page: URL, remedy: String) async throws -> Data {
    let folder = page.deletingLastPathComponent()
    let target = folder.appendingPathComponent("report.pdf")
    let chromium = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
      "--user-data-dir=\(folder.appendingPathComponent("browser").path)", "--print-to-pdf=\(target.path)",
      page.absoluteString,
    ]
    try await run(
      [
        ("chromium", chromium), ("chromium-browser", chromium), ("google-chrome", chromium),
        ("weasyprint", [page.path, target.path]),
      ], for: "pdf", remedy: remedy)
    return try Data(contentsOf: target)
  }

  private static func pandoc(
    _ html: String, to format: String, in folder: URL, options: [String], name: String = "report"
  ) async throws -> (path: String, bytes: Data) {
    let (source, target) = (
      folder.appendingPathComponent("\(format).html"), folder.appendingPathComponent("\(name).\(format)")
    )
    try Data(html.utf8).write(to: source)
    let arguments = [
      source.path, "--from=html", "--to=\(format)", "--output=\(target.path)", "--resource-path=\(folder.path)",
    ]
    try await run(
      [("pandoc", arguments + options)], for: format,
      remedy: "install pandoc (apt-get install pandoc), or leave out --\(format)")
    return ("\(name).\(format)", try Data(contentsOf: target))
  }

  /// Pictures of the drawings: office programs read SVG differently or not at all.
  private static func draw(_ drawings: [OfficeSource.Drawing], in folder: URL, for format: String) async throws {
    for drawing in drawings {
      let svg = folder.appendingPathComponent("drawing.svg")
      try Data(drawing.svg.utf8).write(to: svg)
      let target = folder.appendingPathComponent(drawing.name).path
      try await run(
        [("rsvg-convert", ["--width=1800", "--background-color=white", "--output=\(target)", svg.path])], for: format,
        remedy: "install rsvg-convert (apt-get install librsvg2-bin), or leave out --\(format)")
    }
  }

  /// Runs the first of several programs that is installed.
  private static func run(_ programs: [(name: String, arguments: [String])], for format: String, remedy: String)
    async throws
  {
    for (name, arguments) in programs {
      do {
        let result = try await Subprocess.run(
          .name(name), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
          let last = result.standardError.split(separator: "\n").last.map(String.init) ?? "it gave no reason"
          throw Problem("\(name) could not make report.\(format): \(last)", at: name, remedy: "try `\(name) --version`")
        }
        return
      } catch let error as SubprocessError where error.code == .executableNotFound {
        continue
      }
    }
    throw Problem(
      "report.\(format) needs a program that is not installed", at: programs.map(\.name).joined(separator: ", "),
      remedy: remedy)
  }
}
