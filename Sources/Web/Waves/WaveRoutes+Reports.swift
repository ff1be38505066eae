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
      try await work.studies.note(.reportMade, on: place.wave, by: place.actor)
      _ = try await work.releases.make(
        place.wave, for: audience,
        board: .init(
          earlier: try await work.studies.wave(before: place.planned), isPooled: place.isPooled,
          back: place.back(to: .overview, "Back to \(place.wave)")))
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
    let paths = try await work.releases.paths(of: place.wave, for: audience)
    guard paths.indices.contains(number), let bytes = try await content(paths[number], place, audience) else {
      return exchange.notFound
    }
    return Reply.download(bytes, name: "\(place.wave)-\(audience.rawValue)-\(paths[number].replacing("/", with: "-"))")
  }

  /// A file of a report, when this visitor may read it by now.
  private func content(_ path: String, _ place: WavePlace, _ audience: Report.Audience) async throws -> [UInt8]? {
    let roles = place.visitor.roles(in: place.study).intersection(audience.readers)
    guard place.mayRead(roles, on: today) else { return nil }
    return try await work.releases.content(of: path, wave: place.wave, for: audience)
  }
}
