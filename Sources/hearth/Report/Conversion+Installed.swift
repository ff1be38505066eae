import Subprocess
import Web

extension Conversion {
  /// What this machine has the programs for: a report's page in other formats, for the desk.
  static var installed: [ReportFormat: @Sendable (_ page: [UInt8]) async throws -> [UInt8]] {
    get async {
      var found: [ReportFormat: @Sendable (_ page: [UInt8]) async throws -> [UInt8]] = [:]
      if await isInstalled(anyOf: ["chromium", "chromium-browser", "google-chrome", "weasyprint"]) {
        found[.pdf] = { try await SlipPrinter.pdf($0) }
      }
      if await isInstalled(anyOf: ["pandoc"]), await isInstalled(anyOf: ["rsvg-convert"]) {
        found[.docx] = { [UInt8](try await word(String(decoding: $0, as: UTF8.self), named: "report")) }
      }
      return found
    }
  }

  private static func isInstalled(anyOf programs: [String]) async -> Bool {
    for program in programs where (try? await Executable.name(program).resolveExecutablePath(in: .inherit)) != nil {
      return true
    }
    return false
  }
}
