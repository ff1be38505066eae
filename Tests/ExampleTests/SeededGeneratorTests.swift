import Testing

@testable import Example

@Test("A seed gives the same numbers, and another stream gives others")
func seededGenerator() {
  var first = SeededGenerator(seed: 7)
  var again = SeededGenerator(seed: 7)
  var other = SeededGenerator(seed: 7, stream: 1)
  let drawn = (0..<100).map { _ in first.next() }
  #expect(drawn == (0..<100).map { _ in again.next() })
  #expect(drawn != (0..<100).map { _ in other.next() })
  #expect(Set(drawn).count == 100)
}
