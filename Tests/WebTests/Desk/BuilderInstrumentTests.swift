import HTTPTypes
import HummingbirdTesting
import Instruments
import Platform
import Testing

@testable import Web

/// Keys and item texts here are invented.
@Suite struct BuilderInstrumentTests {
  /// What the form shows as an example has to be one.
  private static let definition = QuestionForm.example

  /// A questionnaire with one empty page.
  private func with(_ body: (Building) async throws -> Void) async throws {
    try await Building.with { building in
      _ = try await building.post(.start, ["with": "empty"])
      #expect(try await building.post(.addPage, ["title": "Work"]).status == .seeOther)
      try await body(building)
    }
  }

  @Test("An instrument of one's own is described on its form, kept with the questionnaire, changed and taken away")
  func own() async throws {
    try await with { building in
      let add = BuilderLink.add(1, .instrument)
      for (definition, words) in [
        ("", "definition-fault"), (Self.definition.replacing("items: 4", with: "itmes: 4"), "itmes"),
      ] {
        let refused = try await building.post(
          add, ["ask": "Our team", "instrument": "own", "definition": definition])
        #expect(refused.status == .unprocessableContent && refused.text.contains(words), "\(refused.text)")
        #expect(refused.text.contains("href=\"#definition\""))
      }
      let added = try await building.post(
        add, ["ask": "Our team", "instrument": "own", "definition": Self.definition])
      #expect(added.status == .seeOther, "\(added.text)")
      let form = try await building.get(.question("our_team")).text
      #expect(form.contains("id: our_team\nname: Our own questions"))
      #expect(try await building.get(.overview).text.contains("our_team"))
      let other = try await building.post(
        .question("our_team"),
        ["ask": "Our team", "definition": Self.definition.replacing("id: our_team", with: "id: another")])
      #expect(other.status == .unprocessableContent && other.text.contains("describes “another”"))
      let changed = try await building.post(
        .question("our_team"),
        ["ask": "Our team", "definition": Self.definition.replacing("label: Ease", with: "label: Lightness")])
      #expect(changed.status == .seeOther, "\(changed.text)")
      #expect(try await building.text().contains("Lightness"))
      let pack = (1...4).map { "\($0). Invented words number \($0)." }.joined(separator: "\n")
      #expect(try await building.post(.wording("our_team", .english), ["text": pack]).status == .seeOther)
      #expect(!(try await building.get(.overview).text.contains("Before a wave can open with it")))
      #expect(try await building.post(.questionAct("our_team", .remove)).status == .seeOther)
      let left = try await building.text()
      #expect(!left.contains("packs") && !left.contains("Lightness"))
    }
  }

  @Test("A key confirmed from the manual stands in for one that the catalogue has not")
  func confirmed() async throws {
    try await with { building in
      let aws = try Catalogue.instrument("aws29")
      let confirmation = try Confirmation(
        instrument: "aws29", by: "A. Holder", on: "2026-02-28", edition: "Manual, 5th edition",
        scales: aws.scales.map {
          Confirmation.ScaleEntry(
            id: $0.id, items: $0.items, reversed: [$0.items[0]], minimumAnswered: $0.items.count - 1)
        }
      ).write()
      let form = try await building.get(.add(1, .instrument)).text
      #expect(form.contains("Its key has to be confirmed from the manual"))
      let fields = ["ask": "Your work", "instrument": "aws29"]
      let wrong = try await building.post(
        .add(1, .instrument), fields.merging(["confirmation": confirmation.replacing("aws29", with: "aws28")]) { $1 })
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#confirmation\""), "\(wrong.text)")
      #expect(try await building.post(.add(1, .instrument), fields).status == .seeOther)
      #expect(try await building.get(.overview).text.contains("the manual"))
      #expect(
        try await building.post(.question("aws29"), ["ask": "Your work", "confirmation": confirmation]).status
          == .seeOther)
      let lines = try await building.text()
      #expect(lines.contains("aws29-confirmation.yaml") && lines.contains("Manual, 5th edition"))
      #expect(try await building.get(.question("aws29")).text.contains("by: "))
    }
  }

  @Test("Rows of answers are handed to whom the page says, in each language, or to nobody")
  func custody() async throws {
    try await with { building in
      #expect(try await building.get(.overview).text.contains("Handed to nobody"))
      let fields = [
        "handed": "yes", "to": "The university <b>", "purpose": "A thesis.", "until": "2031-12-31",
      ]
      for field in ["to", "purpose", "until"] {
        let refused = try await building.post(.custody, fields.merging([field: " "]) { $1 })
        #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#\(field)\""), "\(field)")
      }
      #expect(try await building.post(.custody, fields).status == .seeOther)
      #expect(
        try await building.get(.overview).text.contains(
          "Handed to The university &lt;b&gt;, who delete them by 31 December 2031"))
      #expect(try await building.get(.preview).text.contains("The university &lt;b&gt;"))
      #expect(try await building.get(.custody).text.contains("value=\"2031-12-31\""))
      let text = try await building.text()
      let translated = try await building.reception.post(
        .studies(.questionnaire("frontline")), building.lead,
        ["text": "languages: [en, cy]\n\(text)", "version": try await building.version()])
      #expect(translated.status == .seeOther, "\(translated.text)")
      let both = fields.merging(["to-cy": "Y brifysgol", "purpose-cy": "Traethawd."]) { $1 }
      #expect(try await building.post(.custody, both).status == .seeOther)
      #expect(try await building.text().contains("Y brifysgol"))
      #expect(try await building.post(.custody, ["to": "The university"]).status == .seeOther)
      #expect(try await building.get(.overview).text.contains("Handed to nobody"))
    }
  }
}
