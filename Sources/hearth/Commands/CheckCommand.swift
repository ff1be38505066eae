import ArgumentParser
import DocumentCheck
import Foundation
import Problems
import Subprocess

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Recompute the statistics that a document reports and say where they do not hold together.",
    discussion: """
      Reads .txt, .md and .html by itself, .docx (and .odt, .rtf) through pandoc, .pdf through pdftotext. \
      Exit 1 when the document contradicts itself; warnings and notes alone exit 0.
      """)

  @Argument(help: "The document: .txt, .md, .html, .docx or .pdf.", completion: .file()) var document: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let report = check(try await readDocument(document))
    if json {
      try Terminal.printJSON(Output(document: document, report: report))
    } else {
      print(report.text(of: document))
    }
    if report.hasErrors { throw ExitCode(1) }
  }

  private struct Output: Encodable {
    let document: String
    let recognised, checked: Int
    let findings: [Finding]
    let unchecked: [Unchecked]
    let tallies: [CheckReport.Tally]

    init(document: String, report: CheckReport) {
      self.document = document
      recognised = report.recognised
      checked = report.checked
      findings = report.findings
      unchecked = report.unchecked
      tallies = report.tallies
    }
  }
}

/// Chooses the reader by the name's ending, and by content where the name says nothing.
private func readDocument(_ path: String) async throws -> Document {
  let url = URL(fileURLWithPath: path)
  var isFolder: ObjCBool = false
  if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
    throw Problem("this is a folder, not a document", at: path, remedy: "name one document in it")
  }
  guard FileManager.default.isReadableFile(atPath: path) else {
    throw Problem("cannot read this document", at: path, remedy: "check the name and your right to read it")
  }
  switch url.pathExtension.lowercased() {
  case "docx", "odt", "rtf", "epub":
    let html = try await converted(
      path, with: "pandoc", arguments: ["--to=html5", "--wrap=none", "--sandbox", absolute(path)],
      remedy: "install pandoc (Debian: apt install pandoc), or save the document as .html or .txt")
    return readHTML(html)
  case "pdf":
    let text = try await converted(
      path, with: "pdftotext", arguments: ["-layout", "-enc", "UTF-8", absolute(path), "-"],
      remedy: "install pdftotext (Debian: apt install poppler-utils), or save the document as .txt")
    return readText(text)
  case "doc":
    throw Problem("old Word files cannot be read", at: path, remedy: "save the document as .docx")
  default:
    return try readPlain(url, path: path)
  }
}

private func readPlain(_ url: URL, path: String) throws -> Document {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw Problem("cannot read this document", at: path, remedy: "check the name and your right to read it")
  }
  guard !data.contains(0) else {
    throw Problem(
      "this is not a text file: it holds NUL bytes", at: path, remedy: "save the document as .txt, .html or .docx")
  }
  guard let text = String(data: data, encoding: .utf8) else {
    throw Problem(
      "this text is not UTF-8", at: path,
      remedy: "save it as UTF-8, or convert it: iconv -f ISO-8859-1 -t UTF-8 IN > OUT")
  }
  guard !text.allSatisfy(\.isWhitespace) else {
    throw Problem("the document is empty", at: path, remedy: "export it again")
  }
  let start = text.prefix(2000).lowercased()
  let isHTML =
    ["html", "htm", "xhtml"].contains(url.pathExtension.lowercased()) || start.contains("<!doctype html")
    || start.contains("<html")
  return isHTML ? readHTML(text) : readText(text)
}

/// Runs a converter and hands back what it printed. The path is made absolute, so that a name with a leading dash is no option.
private func converted(_ path: String, with program: String, arguments: [String], remedy: String) async throws -> String
{
  let result: ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>>
  do {
    result = try await Subprocess.run(
      .name(program), arguments: Arguments(arguments), output: .string(limit: 256 << 20), error: .string(limit: 1 << 20)
    )
  } catch let error as SubprocessError where error.code == .executableNotFound {
    throw Problem("\(program) is needed to read this document and is not installed", at: path, remedy: remedy)
  } catch {
    throw Problem("\(program) could not read this document (\(error))", at: path, remedy: "open it and save it again")
  }
  guard result.terminationStatus.isSuccess else {
    let said = result.standardError.split(separator: "\n").first.map(String.init) ?? "no reason given"
    throw Problem("\(program) could not read this document: \(said)", at: path, remedy: "open it and save it again")
  }
  let text = result.standardOutput
  guard !text.allSatisfy(\.isWhitespace) else {
    throw Problem(
      "the document holds no text (a scan, perhaps)", at: path, remedy: "run text recognition on it, or export it again"
    )
  }
  return text
}

private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
