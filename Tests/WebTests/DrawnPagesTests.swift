import Markup
import Platform
import Synchronization
import Testing

@testable import Web

@Suite struct DrawnPagesTests {
  @Test("A page is drawn once for a wave, a language and an edition, and anew for each other")
  func once() async {
    let drawn = DrawnPages()
    let count = Mutex(0)
    func page(_ wave: String, _ language: Language, _ edition: [UInt8]) async -> [UInt8] {
      await drawn.page(.init(wave: wave, language: language, edition: edition)) {
        count.withLock { $0 += 1 }
        return .text("\(wave) \(language) \(edition)")
      }.bytes
    }
    for _ in 0..<3 { _ = await page("spring", .english, [1]) }
    #expect(count.withLock { $0 } == 1)
    #expect(await page("spring", .welsh, [1]) == Array("spring welsh [1]".utf8))
    #expect(await page("spring", .english, [2]) == Array("spring english [2]".utf8))
    #expect(await page("autumn", .english, [1]) == Array("autumn english [1]".utf8))
    #expect(count.withLock { $0 } == 4)
    // More waves than are kept: drawn again, never mixed up.
    for number in 0..<200 { _ = await page("wave-\(number)", .english, [1]) }
    #expect(await page("spring", .english, [1]) == Array("spring english [1]".utf8))
  }
}
