import Foundation
import Instruments
import Problems
import Testing

@Suite struct CustomInstrumentTests {
  private let own = """
    id: our_team
    name: Our own questions
    items: 4
    responses:
      - {id: agree, codes: {1: no, 2: partly, 3: yes}}
    scales:
      - {id: ease, label: Ease, items: [1, 2], reversed: [2], aggregate: mean, direction: better, minimum: 1}
      - {id: load, label: Load, items: [3, 4], aggregate: sum, direction: worse}
    bands:
      - id: ours
        status: ok
        scales:
          load: [[light, 2, 3], [heavy, 4, 6]]
    """

  @Test("A service's own instrument is read in the same form and scores")
  func reads() throws {
    let instrument = try Instrument(yaml: own, file: "own.yaml")
    let scorable = try instrument.scorable()
    #expect(try scorable.scores([1, 3, 2, 3]) == ["ease": 1, "load": 5])
    #expect(try scorable.scores([1, nil, 2, nil]) == ["ease": 1, "load": nil])
    let load = try #require(instrument.scale("load"))
    #expect(try instrument.band(of: 4, on: load, in: "ours")?.label == "heavy")
    #expect(load.range.lowest == 2 && load.range.highest == 6)
    #expect(load.range.midpoint == 4)
  }

  @Test(
    "A mistake is refused with file, line and key path",
    arguments: [
      ("items: 4", "itmes: 4", "own.yaml, line 3, itmes", "items"),
      ("reversed: [2]", "reversed: [3]", "own.yaml, line 7, scales[0].reversed", "reversed"),
      ("items: [1, 2]", "items: [1, 5]", "own.yaml, line 7, scales[0].items", "1 to 4"),
      ("items: [1, 2]", "items: [1, 1]", "own.yaml, line 7, scales[0].items", "keep one"),
      ("items: [3, 4]", "items: [2, 4]", "own.yaml, line 7, scales", "coverage: free"),
      ("items: [3, 4]", "items: [4]", "own.yaml, line 7, scales", "coverage: at_most_once"),
      ("id: load,", "id: ease,", "own.yaml, line 8, scales[1]", "rename"),
      ("aggregate: sum", "aggregate: som", "own.yaml, line 8, scales[1].aggregate", "“sum”"),
      ("aggregate: sum", "aggregate: single", "own.yaml, line 8, scales[1].aggregate", "mean or sum"),
      ("aggregate: sum", "aggregate: sum_then_lookup", "own.yaml, line 8, scales[1].aggregate", "lookup"),
      ("aggregate: sum", "aggregate: mean_of_points", "own.yaml, line 8, scales[1].aggregate", "points"),
      ("minimum: 1", "minimum: 3", "own.yaml, line 7, scales[0].minimum", "all of them"),
      ("minimum: 1", "minimum: one", "own.yaml, line 7, scales[0].minimum", "such as 3"),
      ("[heavy, 4, 6]", "[heavy, 3, 6]", "own.yaml, line 13, bands[0].scales.load", "upwards"),
      ("[heavy, 4, 6]", "[heavy, 5, 6]", "own.yaml, line 13, bands[0].scales.load", "partial"),
      ("[heavy, 4, 6]", "[heavy, 4, 7]", "own.yaml, line 13, bands[0].scales.load", "correct"),
      ("[heavy, 4, 6]", "[heavy, 6, 4]", "own.yaml, line 13, bands[0].scales.load[1]", "from"),
      ("[heavy, 4, 6]", "[heavy, 4]", "own.yaml, line 13, bands[0].scales.load[1]", "three values"),
      ("load: [[", "laod: [[", "own.yaml, line 13, bands[0].scales.laod", "“load”"),
      ("status: ok", "status: conventoin", "own.yaml, line 11, bands[0].status", "“convention”"),
      ("{1: no, 2: partly, 3: yes}", "{1: no}", "own.yaml, line 5, responses[0]", "codes"),
      ("{1: no, 2: partly, 3: yes}", "{1: no, 2: No, 3: yes}", "own.yaml, line 5, responses[0]", "tell"),
      ("{1: no, 2: partly, 3: yes}", "{1: no, two: partly}", "own.yaml, line 5, responses[0].codes.two", "whole"),
      ("{id: agree,", "{id: agree, items: [1, 2],", "own.yaml, line 5, responses", "items"),
      ("id: our_team", "id: Our team", "own.yaml, line 1, id", "letters"),
      ("id: our_team\n", "", "own.yaml, line 1", "id:"),
      ("items: 4", "items: 0", "own.yaml, line 3, items", "correct"),
    ])
  func refused(right: String, wrong: String, place: String, remedy: String) throws {
    #expect(own.contains(right))
    let text = own.replacing(right, with: wrong, maxReplacements: 1)
    do {
      _ = try Instrument(yaml: text, file: "own.yaml")
      Issue.record("accepted: \(wrong)")
    } catch {
      #expect(error.place.hasPrefix(place), "\(error)")
      #expect(error.remedy.contains(remedy), "\(error)")
    }
  }

  @Test("A table with a hole, points that are not for every code, and a scale too large to table are refused")
  func tables() throws {
    let lookup = """
      id: a
      name: A
      items: 2
      responses: [{codes: {0: no, 1: yes}}]
      lookup: {t: {0: 0, 1: 5.5}}
      scales: [{id: t, label: T, items: [1, 2], aggregate: sum_then_lookup, direction: better}]
      """
    #expect(throws: Problem.self) { try Instrument(yaml: lookup, file: "a") }
    let whole = try Instrument(yaml: lookup.replacing("5.5}", with: "5.5, 2: 7}"), file: "a")
    #expect(try whole.scorable().scores([1, 0]) == ["t": 5.5])
    let points = """
      id: a
      name: A
      items: 2
      responses: [{codes: {0: no, 1: perhaps, 2: yes}}]
      points: {0: 0, 1: 2.5}
      scales: [{id: t, label: T, items: [1, 2], aggregate: mean_of_points, direction: better, minimum: 1}]
      """
    #expect(throws: Problem.self) { try Instrument(yaml: points, file: "a") }
    let uneven = try Instrument(yaml: points.replacing("2.5}", with: "2.5, 2: 10.12}"), file: "a")
    #expect(try uneven.scorable().scores([1, 2]) == ["t": (2.5 + 10.12) / 2])
    var scorer = try ScaleScorer(uneven.scales[0], of: uneven.scorable(), rows: 3)
    let first: [UInt8] = [0, 1, 2]
    let second: [UInt8] = [2, 3, 1]
    try scorer.add(item: 1, codes: first.span)
    try scorer.add(item: 2, codes: second.span)
    let column = scorer.finish()
    #expect((0..<3).map { column[$0] } == [10.12 / 2, 2.5, (2.5 + 10.12) / 2])
    #expect(scorer.outOfRange[2]?.firstRows == [1])
    let large = """
      id: a
      name: A
      items: 255
      responses: [{from: 0, to: 255}]
      scales: [{id: t, label: T, items: \(Array(1...255)), aggregate: mean, direction: better, minimum: 100}]
      """
    #expect(throws: Problem.self) { try Instrument(yaml: large, file: "a") }
    #expect(throws: Never.self) { try Instrument(yaml: large.replacing(", minimum: 100", with: ""), file: "a") }
  }

  @Test("Hostile files are refused quickly: aliases, deep nesting, great size, two documents, nothing at all")
  func hostile() {
    let aliases = "a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]"
    let texts = [
      aliases, String(repeating: "[", count: 5000), String(repeating: "- ", count: 5000), "", "~", "---\n---\n",
      "\u{0}",
      "a: 1\n---\nb: 2", String(repeating: "x", count: 1_000_001), "id: [", "? {a: b}\n: c", "id: \"\\", "%YAML 9.9",
      "id: a\nid: b", "- 1\n- 2", "\u{FEFF}", "\t", "{a: 1, a: 1, {}: 2, {}: 3}", "!!binary x", "a: !<", "|", ">-",
    ]
    for text in texts { #expect(throws: Problem.self) { try Instrument(yaml: text, file: "x") } }
  }

  @Test("Damaged files are read or refused, never a crash")
  func fuzz() throws {
    var random = Seeded(state: 20)
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Instruments/Catalogue")
    let sources = try ["aws28", "cbi", "nss_burnout", "swemwbs", "mbi_hss", "proqol5"].map {
      Array(try String(contentsOf: folder.appending(path: $0 + ".yaml"), encoding: .utf8).utf8)
    }
    let pieces = [
      "~", "[", "]", "{", "}", ":", ",", "-1", "0", "99999999999999999999", "1e400", "nan", "\"", "'", "&a", "*a", "\n",
      "\t", "é", "|",
    ]
    var accepted = 0
    for round in 0..<1500 {
      var bytes = sources[round % sources.count]
      for _ in 0...(round % 4) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: at)
        default:
          let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
          let slice = bytes[at..<end]
          bytes.insert(contentsOf: slice, at: Int.random(in: 0..<bytes.count, using: &random))
        }
      }
      guard let instrument = try? Instrument(yaml: String(decoding: bytes, as: UTF8.self), file: "fuzz.yaml") else {
        continue
      }
      accepted += 1
      guard let scorable = try? instrument.accepted() else { continue }
      _ = try? scorable.scores(instrument.answers("cycle"))
      for scale in instrument.scales {
        _ = instrument.interpretation(of: scale.range.midpoint, on: scale)
        for set in instrument.bandSets(on: scale) {
          _ = try? instrument.band(of: scale.range.highest, on: scale, in: set.id)
        }
      }
    }
    // Most damage hits a comment, a name or a note: some files must survive, most must not.
    #expect(1..<1500 ~= accepted)
  }

  @Test("An instrument is written as JSON with its marks", arguments: Catalogue.ids)
  func json(id: String) throws {
    let data = try JSONEncoder().encode(try Catalogue.instrument(id))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["id"] as? String == id)
    #expect(object["keyStatus"] as? String != nil)
    let scoring = try #require(object["scoring"] as? [String: String])
    #expect((scoring["state"] == "no_key") == keyless.contains(id))
    #expect((scoring["why"] != nil) == keyless.contains(id))
  }
}
