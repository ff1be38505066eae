import Testing

@testable import Platform

@Suite struct CodeTests {
  @Test("A code is read as it was printed, however it is typed")
  func roundTrip() throws {
    for _ in 0..<500 {
      let code = Code(bits: randomBytes(8))
      let text = code.description
      #expect(text.utf8.count == 16)
      #expect(Code(text) == code)
      #expect(Code(text.lowercased().replacing("-", with: " ")) == code)
      #expect(Code(text.replacing("0", with: "o").replacing("1", with: "l")) == code)
    }
  }

  @Test("Every single wrong character and every swap of two is noticed")
  func mistakes() throws {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for _ in 0..<20 {
      let plain = Array(Code(bits: randomBytes(8)).description.filter { $0 != "-" })
      for place in plain.indices {
        for other in alphabet where other != plain[place] {
          var wrong = plain
          wrong[place] = other
          #expect(Code(String(wrong)) == nil)
        }
        for second in plain.indices where second > place && second < 12 && plain[second] != plain[place] {
          var swapped = plain
          swapped.swapAt(place, second)
          #expect(Code(String(swapped)) == nil)
        }
      }
    }
  }

  @Test(
    "What is no code is refused",
    arguments: ["", "-", "ABCD", "U000-0000-0000-0", String(repeating: "A", count: 500), "ÄÖÜ"])
  func noCode(_ text: String) {
    #expect(Code(text) == nil)
  }
}
