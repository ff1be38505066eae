import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct FailoverTests {
  @Test(
    "What was acknowledged before the answers' server died is on its standby, and answering goes on there",
    .enabled(if: Driver.available.contains(.postgres)))
  func failover() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-replicas-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let answers = try Script.run("replicas.sh", ["start", folder.path])
    defer { _ = try? Script.run("replicas.sh", ["stop", folder.path]) }
    try await TestDatabase.withServer(.directory) { directory in
      let wave = try OpenWave(people: 60, places: ["--directory-url", directory, "--answers-url", answers])
      let server = try RunningServer(wave.places)
      let wire = Wire { [address = server.address] in address }
      let kept = Mutex(0)
      let receipts = try await withThrowingTaskGroup(of: [String].self) { group in
        for worker in 0..<4 {
          group.addTask { @Sendable in
            var receipts: [String] = []
            for number in stride(from: worker, to: 60, by: 4) {
              let right = try await wave.collect(number, over: wire)
              receipts.append(try await wave.answer(right, "wish \(number)", over: wire))
              kept.withLock { $0 += 1 }
            }
            return receipts
          }
        }
        let end = ContinuousClock.now + .seconds(120)
        while kept.withLock({ $0 }) < 20, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(5)) }
        _ = try Script.run("replicas.sh", ["fail", folder.path])
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(Set(receipts).count == 60)
      server.stop()
      let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
      #expect(closed.output.contains("\"responses\" : 60"), "\(closed.output) \(closed.errors)")
    }
  }
}
