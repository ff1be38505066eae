import Foundation
import HTTPTypes
import Hummingbird
import Platform
import Problems
import Reporting

/// Reports, dashboards and partners' sheets of a closed wave: made, read, taken away as files.
extension WaveRoutes {
  func make(_ place: WavePlace, _ audience: Report.Audience) async throws -> Response {
    do {
      _ = try await work.releases.make(
        place.wave, for: audience, asked: try await work.asked(in: place.wave),
        board: .init(
          earlier: try await work.studies.wave(before: place.planned), isPooled: place.isPooled,
          back: place.back(to: .overview, "Back to \(place.wave)")))
      try await work.studies.note(.reportMade, on: place.wave, by: place.actor)
      return exchange.redirect(to: place.link(.overview))
    } catch let problem as Problem {
      return try await overview(place, FormState(exchange.form, [problem]))
    }
  }

  func report(_ place: WavePlace, _ audience: Report.Audience) async throws -> Response {
    guard let page = try await content("report.html", place, audience) else { return exchange.notFound }
    return Reply.closedPage(page)
  }

  func dashboard(_ place: WavePlace, _ audience: Report.Audience) async throws -> Response {
    guard let page = try await content(WaveReleases.dashboard, place, audience) else { return exchange.notFound }
    return Reply.closedPage(page)
  }

  func makeSheet(_ place: WavePlace, _ partner: ID<Organisation>) async throws -> Response {
    if let problem = try await SheetRoutes(exchange: exchange).make(partner, place) {
      return try await overview(place, FormState(exchange.form, [problem]))
    }
    return exchange.redirect(to: place.link(.overview))
  }

  func file(_ place: WavePlace, _ audience: Report.Audience, _ number: Int) async throws -> Response {
    let files = try await work.releases.files(of: place.wave, for: audience)
    guard files.indices.contains(number), let bytes = try await content(files[number].path, place, audience) else {
      return exchange.notFound
    }
    return Reply.download(bytes, name: ReportFiles.name(place.wave, audience, files[number].path))
  }

  func converted(_ place: WavePlace, _ audience: Report.Audience, _ format: ReportFormat) async throws -> Response {
    guard let convert = exchange.desk.converters[format],
      let page = try await content("report.html", place, audience)
    else { return exchange.notFound }
    do {
      return Reply.download(
        try await convert(page), name: ReportFiles.name(place.wave, audience, "report.\(format.rawValue)"))
    } catch let problem as Problem {
      return try await overview(
        place,
        FormState(
          nil, [Problem(problem.what, remedy: "take the page instead, or tell whoever keeps this server going")]))
    }
  }

  /// The files of each report that there is.
  func files(of place: WavePlace) async throws -> [ReportFiles] {
    let formats = ReportFormat.allCases.filter { exchange.desk.converters[$0] != nil }
    var all: [ReportFiles] = []
    for audience in try await work.releases.audiences(of: place.wave) {
      let files = try await work.releases.files(of: place.wave, for: audience)
      all.append(ReportFiles(audience: audience, files: files, formats: formats))
    }
    return all
  }

  /// A file of a report, when this visitor may read it by now.
  private func content(_ path: String, _ place: WavePlace, _ audience: Report.Audience) async throws -> [UInt8]? {
    let roles = place.visitor.roles(in: place.study).intersection(audience.readers)
    guard place.mayRead(roles, on: today) else { return nil }
    return try await work.releases.content(of: path, wave: place.wave, for: audience)
  }
}
