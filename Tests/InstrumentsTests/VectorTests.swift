import Instruments
import Testing
import Yams

@Suite struct VectorTests {
  @Test("Every test vector of the gathered facts comes out", arguments: withKey)
  func vectors(id: String) throws {
    guard let facts = try Facts.node(id) else { return }
    let scorable = try Catalogue.instrument(id).accepted()
    var checked = 0
    for vector in facts["test_vectors"]?.sequence ?? [] {
      let answers = scorable.instrument.answers(vector["answers"]?.string ?? "")
      let scores = try scorable.scores(answers)
      for (key, value) in vector["expect"]?.mapping ?? [:] {
        let expected = try #require(value.float)
        let score = try #require(scores[key.string ?? ""] ?? nil)
        #expect(abs(score - expected) <= 0.00005 + 1e-12, "\(id) \(key.string ?? "")")
        checked += 1
      }
    }
    #expect(checked >= 3)
  }
}
