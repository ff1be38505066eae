import Foundation
import Store
import StorePostgres
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct DatabaseCrashTests {
  @Test(
    "Both PostgreSQL servers die at any moment and come back: nothing that was acknowledged is lost, and nothing is there twice",
    .enabled(if: Driver.available.contains(.postgres)))
  func crashes() async throws {
    let crashes = max(4, Faults.asked / 20)
    let people = 40 * (crashes + 1)
    let clusters = try Clusters()
    defer { clusters.stop() }
    let wave = try OpenWave(
      people: people, places: ["--directory-url", clusters.directory, "--answers-url", clusters.answers])
    let server = try RunningServer(wave.places)
    let wire = Wire { [address = server.address] in address }
    let crashed = Atomic(0)
    let kept = Atomic(0)
    let receipts = try await withThrowingTaskGroup(of: [String: String].self) { group in
      for worker in 0..<6 {
        group.addTask { @Sendable in
          var receipts: [String: String] = [:]
          for number in stride(from: worker, to: people, by: 6) {
            // Each crash finds people who are answering.
            while number >= 40 * (crashed.load(ordering: .relaxed) + 1) {
              try await Task.sleep(for: .milliseconds(5))
            }
            let right = try await wave.collect(number, over: wire)
            receipts["wish \(number)"] = try await wave.answer(right, "wish \(number)", over: wire)
            kept.add(1, ordering: .relaxed)
          }
          return receipts
        }
      }
      for number in 0..<crashes {
        let end = ContinuousClock.now + .seconds(60)
        while kept.load(ordering: .relaxed) < 40 * number + 10, ContinuousClock.now < end {
          try await Task.sleep(for: .milliseconds(5))
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...60)))
        try clusters.crash(number % 2 == 0 ? "answers" : "directory")
        crashed.add(1, ordering: .relaxed)
      }
      return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
    #expect(Set(receipts.values).count == people)
    server.stop()
    let closed = try HearthProgram.run(["wave", "close", OpenWave.name, "--json"] + wave.places)
    #expect(closed.output.contains("\"responses\" : \(people)"), "\(closed.output) \(closed.errors)")
    let answers = PostgresDatabase(url: clusters.answers)
    #expect(try await wave.wishes(in: answers) == Set(receipts.keys))
    try await answers.close()
    print("durability, postgres: its servers killed \(crashes) times and started again while \(people) people answered")
  }
}
