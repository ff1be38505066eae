import Foundation
import Instruments
import Problems
import Testing
import Yams

@Suite struct CatalogueTests {
  @Test("The catalogue holds 31 instruments and every one can be read")
  func all() throws {
    #expect(Catalogue.ids.count == 31)
    #expect(Catalogue.ids == Catalogue.ids.sorted())
    for id in Catalogue.ids { #expect(try Catalogue.instrument(id).id == id) }
  }

  @Test("An unknown id is refused with the nearest one")
  func unknown() {
    #expect { try Catalogue.instrument("mbi_hhs") } throws: { ($0 as? Problem)?.remedy.contains("“mbi_hss”") == true }
    #expect { try Catalogue.instrument("") } throws: { $0 is Problem }
  }

  @Test("Items, codes, scales and reversals are those of the gathered facts", arguments: Catalogue.ids)
  func key(id: String) throws {
    guard let facts = try Facts.node(id) else { return }
    let instrument = try Catalogue.instrument(id)
    #expect(instrument.name == facts["name"]?.string)
    #expect(instrument.itemCount == facts.int("n_items") ?? 0)
    #expect(instrument.keyStatus.rawValue == facts["key_status"]?.string)
    switch instrument.scoring {
    case .open: #expect(facts["scorable"]?.bool == true)
    case .needsAcceptance, .noKey: #expect(facts["scorable"]?.bool == false)
    }
    if let range = facts.ints("item_code_range"), instrument.itemCount > 0 {
      for item in 1...instrument.itemCount {
        #expect(instrument.responses(to: item)?.lowest == range[0])
        #expect(instrument.responses(to: item)?.highest == range[1])
      }
    }
    for option in facts["response_options"]?.sequence ?? [] {
      let code = try #require(option.int("code"))
      let anchor = option["anchor"]?.string
      let mine = instrument.responses.first?.option(code)
      #expect(mine?.label == (anchor == "(licensed anchor)" ? nil : anchor))
    }
    let expected = facts["subscales"]?.sequence.map(Array.init) ?? []
    #expect(instrument.scales.map(\.id) == expected.compactMap { $0["id"]?.string })
    for subscale in expected {
      let scale = try #require(instrument.scale(subscale["id"]?.string ?? ""))
      #expect(scale.items == subscale.ints("items"))
      #expect(scale.reversed == subscale.ints("reverse") ?? [])
      #expect(scale.direction.rawValue == subscale["higher_is"]?.string)
      if let minimum = subscale.int("min_answered") { #expect(scale.minimumAnswered == minimum) }
      for key in ["mean_range", "sum_range"] where instrument.totals.isEmpty {
        guard let range = facts[key]?.sequence?.compactMap(\.float), scale.aggregate != .single else { continue }
        #expect([scale.range.lowest, scale.range.highest] == range)
      }
    }
    #expect(Set(facts.ints("reverse_items") ?? []) == Set(instrument.scales.flatMap(\.reversed)))
    for (key, mark) in facts["confidence"]?.mapping ?? [:] {
      guard let name = key.string, let mark = mark.string else { continue }
      #expect(instrument.confidence[name]?.rawValue == mark, "\(id) \(name)")
    }
  }

  @Test("Numbers of bands and norms in the facts are found in the catalogue", arguments: Catalogue.ids)
  func numbers(id: String) throws {
    guard let facts = try Facts.node(id) else { return }
    let instrument = try Catalogue.instrument(id)
    var known: Set<Double> = []
    for set in instrument.bands {
      for band in set.bands.values.flatMap({ $0 }) {
        for limit in [band.from, band.to] { if let limit { known.insert(limit) } }
        // A cut stated from below is the end of the band before it.
        if let to = band.to {
          known.formUnion([to + 1, (to + 0.01) * 100, to * 100].map { ($0 * 100).rounded() / 100 })
        }
      }
    }
    for norm in instrument.norms { known.formUnion([norm.mean, norm.sd, norm.median].compactMap { $0 }) }
    for number in allNumbers(in: facts["bands"]) where !keyless.contains(id) {
      #expect(known.contains { abs($0 - number) < 1e-9 }, "\(id): \(number)")
    }
  }

  @Test("What has no verified key is refused, and what has no key at all cannot be accepted either")
  func refusal() throws {
    for id in Catalogue.ids {
      let instrument = try Catalogue.instrument(id)
      switch instrument.scoring {
      case .open: #expect(throws: Never.self) { try instrument.scorable() }
      case .needsAcceptance:
        #expect { try instrument.scorable(acceptingUnverified: ["another"]) } throws: {
          ($0 as? Problem)?.remedy.contains("--accept-unverified \(id)") == true
        }
        #expect(try instrument.scorable(acceptingUnverified: [id]).caveats.isEmpty == false)
      case .noKey:
        #expect(keyless.contains(id))
        #expect { try instrument.scorable(acceptingUnverified: [id]) } throws: {
          ($0 as? Problem)?.remedy.contains("hearth instruments confirm \(id)") == true
        }
      }
    }
  }

  @Test("Our own words for licensed frequencies are none of the licensed anchors")
  func ownWords() throws {
    // Fingerprints of the licensed anchors for codes 1–5, first 16 digits.
    let licensed: Set<String> = [
      "2e05dbcd9d65c87b", "94ef46ce0b1ce129", "42aa6d6af5bc20ae", "1fde216a9ded242e", "2ecf0a89957297c5",
    ]
    for id in ["mbi_hss", "mbi_hss_mp", "mbi_es", "mbi_gs"] {
      let options = try Catalogue.instrument(id).responses[0].options
      #expect(options.count == 7)
      #expect(options[1...5].allSatisfy { $0.label == nil })
      #expect(options.allSatisfy { $0.words != nil })
      #expect(Set(options.compactMap(\.words)).count == 7)
      #expect(options.compactMap(\.words).allSatisfy { !licensed.contains(String(Fingerprint.of($0).prefix(16))) })
    }
  }
}

private func allNumbers(in node: Yams.Node?) -> [Double] {
  guard let node else { return [] }
  if let mapping = node.mapping {
    return mapping.flatMap { key, value -> [Double] in
      ["sensitivity", "specificity", "equivalent_raw", "average"].contains(key.string) && value.mapping != nil
        || ["sensitivity", "specificity"].contains(key.string) ? [] : allNumbers(in: value)
    }
  }
  if let sequence = node.sequence { return sequence.flatMap { allNumbers(in: $0) } }
  return node.float.map { [$0] } ?? []
}
