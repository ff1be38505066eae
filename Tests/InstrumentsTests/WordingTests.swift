import Instruments
import Problems
import Testing

@Suite struct WordingTests {
  private let invented = """
    id: invented
    name: An invented scale
    items: 3
    responses:
      - {id: a, codes: {1: low, 2: middle, 3: high}}
    scales:
      - {id: total, label: Total, items: [1, 2, 3], aggregate: mean, direction: better}
    """

  private func instrument(prints: [String] = []) throws -> Instrument {
    let list = prints.map { "\"\($0)\"" }.joined(separator: ", ")
    return try Instrument(yaml: invented + (prints.isEmpty ? "" : "\nwording: {sha256: [\(list)]}"), file: "a.yaml")
  }

  @Test("Normalising is NFKC, lower case and single spaces: width, case and punctuation do not matter")
  func normalising() {
    #expect(Fingerprint.normalised("  The KETTLE,\u{00A0}was — ﬁne!! ") == "the kettle was fine")
    #expect(Fingerprint.normalised("Ｔｅａ\t2½") == "tea 21 2")
    #expect(Fingerprint.normalised("…") == "")
    #expect(
      Fingerprint.of("The kettle was fine.") == "\(Fingerprint.of("the  kettle WAS fine"))")
    // SHA-256 of "abc", FIPS 180-2 appendix B.1.
    #expect(Fingerprint.of("ABC!") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("A numbered list is a pack, by full stop, bracket or tab, with labels, blank lines and remarks")
  func loads() throws {
    let text =
      "\u{FEFF}# ours\r\n1. The kettle works.\r\n\r\n2\tThe window opens\n3) The lamp is 2. from left\n1 = little\n3=much\n"
    let pack = try WordingPack(text: text, for: try instrument(), file: "pack.txt")
    #expect(pack.items == ["The kettle works.", "The window opens", "The lamp is 2. from left"])
    #expect(pack.labels == [1: "little", 3: "much"])
  }

  @Test(
    "A pack that does not fit is refused with its line",
    arguments: [
      ("1. a\n2. b\n", "pack.txt"), ("1. a\n3. b\n", "pack.txt, line 2"), ("1. a\n1. b\n", "pack.txt, line 2"),
      ("1. a\n2. A!\n3. c", "pack.txt, line 2"), ("1. a\n2. b\n3. c\n4. d", "pack.txt, line 4"),
      ("1. a\nb\n", "pack.txt, line 2"), ("1. \n", "pack.txt, line 1"), ("", "pack.txt"),
      ("1. a\n2. b\n3. c\n7 = x", "pack.txt, line 4"), ("1 = x\n1 = y", "pack.txt, line 2"),
      ("99999999999999999999. a", "pack.txt, line 1"), ("0. a", "pack.txt, line 1"),
    ])
  func refused(text: String, place: String) throws {
    let instrument = try instrument()
    #expect { try WordingPack(text: text, for: instrument, file: "pack.txt") } throws: {
      ($0 as? Problem)?.place == place
    }
  }

  @Test("Each item is official, different, or unknown where there is no fingerprint")
  func verdicts() throws {
    let texts = ["The kettle works.", "The window opens.", "The lamp is on."]
    let prints = texts.map { String(Fingerprint.of("In this room, " + $0).prefix(16)) }
    let pack = try WordingPack(
      text: "1. the kettle works\n2. The window is open.\n3. In this room the lamp is on", for: instrument(), file: "p")
    #expect(try instrument(prints: prints).verify(pack, stem: "In this room,") == [.official, .different, .official])
    #expect(try instrument(prints: prints).verify(pack) == [.different, .different, .official])
    #expect(try instrument().verify(pack) == [.unknown, .unknown, .unknown])
    #expect(try Catalogue.instrument("gad7").verify(pack) == [.unknown, .unknown, .unknown])
  }

  @Test("The NHS Staff Survey comes with seven fingerprints, and an instrument without items takes no pack")
  func shipped() throws {
    #expect(try Catalogue.instrument("nss_burnout").wording.sha256.count == 7)
    #expect(throws: Problem.self) {
      try WordingPack(text: "1. a", for: Catalogue.instrument("wwcw_workplace"), file: "p")
    }
  }
}
