import Dataset
import Foundation
import Store
import TestSupport
import Testing

@testable import Platform

/// A closing that the power cut short, and the next start of the program.
@Suite struct CutShortClosingTests {
  /// How far the closing had come.
  enum Step: CaseIterable {
    case directory, closing, mixed, sealGone, sealEmptied, onlyReceipts, onlyIssuers, onlyHalfMadeKey, keysGone
  }

  @Test("A crash at any step of the closing loses nothing and leaves no key", arguments: Driver.available)
  func everyStep(_ driver: Driver) async throws {
    for step in Step.allCases {
      try await Site.with(driver) { site in
        let wave = try await site.answeredWave(people: 12)
        try await Self.close(wave, upTo: step, at: site)
        // A new process.
        #expect(try await site.closing.resume().isEmpty, "\(step)")
        if step == .directory { try await site.closing.close(wave) }
        #expect(try await site.results.results(of: wave).dataset.rowCount == 12, "\(step)")
        let keys = try FileManager.default.contentsOfDirectory(atPath: site.keyFolder.path)
        #expect(Set(keys) == ["spring.contacts", "spring.rows"], "\(step)")
        if let path = site.answers.path {
          #expect(FileManager.default.contents(atPath: path + "-wal")?.isEmpty == true, "\(step)")
        }
      }
    }
  }

  private static func close(_ wave: WaveName, upTo step: Step, at site: Site) async throws {
    try await site.directory.database.write { try DirectoryStore.close(wave, day: 0, in: $0) }
    guard step != .directory else { return }
    try await site.answers.database.write { try AnswersStore.setState(.closing, of: wave, in: $0) }
    guard step != .closing else { return }
    try await site.closing.mix(wave)
    let files = try FileManager.default.contentsOfDirectory(atPath: site.keyFolder.path)
    try #require(files.contains("spring.receipts") && files.contains { $0.contains(".issuer-") })
    switch step {
    case .directory, .closing, .mixed: break
    case .sealGone: site.keyring.destroy(.seal(wave))
    case .sealEmptied:
      let path = site.keyFolder.appendingPathComponent("spring.seal")
      try Data(count: Data(contentsOf: path).count).write(to: path)
    case .onlyReceipts: destroy(files, besides: ".receipts", at: site)
    case .onlyIssuers: destroy(files, besides: ".issuer-", at: site)
    case .onlyHalfMadeKey:
      destroy(files, besides: ".contacts", at: site)
      try Data([1, 2, 3]).write(to: site.keyFolder.appendingPathComponent("spring.seal.0badcafe.part"))
    case .keysGone: destroy(files, besides: ".contacts", at: site)
    }
  }

  private static func destroy(_ files: [String], besides kept: String, at site: Site) {
    for file in files where !file.contains(kept) && !file.hasSuffix(".rows") && !file.hasSuffix(".contacts") {
      site.keyring.destroy(file: file)
    }
  }

  @Test("Waves that are open, or closed to the end, keep the keys that they need", arguments: Driver.available)
  func others(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 12)
      func keys() throws -> Set<String> {
        try Set(FileManager.default.contentsOfDirectory(atPath: site.keyFolder.path))
      }
      let open = try keys()
      #expect(try await site.closing.resume().isEmpty)
      #expect(try keys() == open && open.count == 5)
      try await site.closing.close(wave)
      let closed = try keys()
      #expect(try await site.closing.resume().isEmpty)
      #expect(try keys() == closed && closed.count == 2)
    }
  }
}
