import Foundation
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite struct MonitorTests {
  private static let monitor = Monitor(
    port: 1, version: "1.2.3", started: Date(timeIntervalSince1970: 1_000),
    certificateExpires: Date(timeIntervalSince1970: 2_000),
    state: { .init(databases: [("directory", true), ("answers", false)], waves: [("open", 2), ("closed", 3)]) })

  @Test("A monitor is told this and nothing else")
  func text() async {
    let told = await Self.monitor.text().split(separator: "\n").filter { !$0.hasPrefix("# HELP") }
    #expect(
      told == [
        "# TYPE hearth_info gauge", #"hearth_info{version="1.2.3"} 1"#, "# TYPE hearth_start_time_seconds gauge",
        "hearth_start_time_seconds 1000", "# TYPE hearth_database_up gauge",
        #"hearth_database_up{database="directory"} 1"#, #"hearth_database_up{database="answers"} 0"#,
        "# TYPE hearth_waves gauge", #"hearth_waves{state="open"} 2"#, #"hearth_waves{state="closed"} 3"#,
        "# TYPE hearth_certificate_expiry_time_seconds gauge", "hearth_certificate_expiry_time_seconds 2000",
      ])
  }

  @Test("The site itself has no such address")
  func onlyThere() async throws {
    #expect(try await Platformed().ask(.get, "/metrics").status == .notFound)
    try await Application(responder: Self.monitor).test(.router) { client in
      try await client.execute(uri: "/metrics", method: .get) { #expect($0.status == .ok) }
      for (method, path) in [(HTTPRequest.Method.post, "/metrics"), (.get, "/"), (.get, "/metrics?x=1")] {
        try await client.execute(uri: path, method: method) { #expect($0.status == .notFound) }
      }
    }
  }
}
