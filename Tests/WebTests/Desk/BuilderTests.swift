import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

@Suite struct BuilderTests {
  private static let pack = (1...7).map { "\($0). Invented statement number \($0)." }.joined(separator: "\n")

  /// From an empty questionnaire to one with a question of each kind.
  private func build(_ building: Building) async throws {
    #expect(try await building.post(.start, ["with": "empty"]).location == "/desk/studies/frontline/builder")
    #expect(try await building.post(.addPage, ["title": "About <you>"]).status == .seeOther)
    #expect(try await building.post(.addPage, ["title": "Work", "text": "One.\nTwo."]).status == .seeOther)
    for (page, kind, fields) in [
      (
        1, DraftQuestion.Kind.Name.choice,
        [
          "ask": "What do you do?", "id": "role", "options": "Practitioner\nManager\nDeputy", "about": "person",
          "merge": "Leading = Manager; Deputy",
        ]
      ),
      (2, .several, ["ask": "Tasks?", "options": "Calls\nVisits"]),
      (
        2, .rate,
        [
          "ask": "How often?", "statements": "One.\nTwo.", "steps": "0 = never\n1 = often", "scale": "Strain",
          "higher": "worse", "reversed": "2",
        ]
      ),
      (2, .instrument, ["ask": "The last two weeks", "instrument": "swemwbs"]),
      (2, .number, ["ask": "Nights?", "id": "nights", "lowest": "0", "highest": "31", "required": "yes"]),
      (2, .month, ["ask": "Since?", "id": "since", "first": "1990-01", "last": "2026-12"]),
      (2, .text, ["ask": "What would help?", "id": "wish", "limit": "500"]),
    ] as [(Int, DraftQuestion.Kind.Name, [String: String])] {
      let response = try await building.post(.add(page, kind), fields)
      #expect(response.status == .seeOther, "\(kind): \(response.text)")
    }
  }

  @Test("A questionnaire is built from nothing by its forms, and each change is the next version")
  func fromNothing() async throws {
    try await Building.with { building in
      #expect(try await building.get(.overview).location == "/desk/studies/frontline/builder/start")
      try await build(building)
      #expect(try await building.version() == "10")
      let list = try await building.get(.overview).text
      for words in [
        "About &lt;you&gt;", "What do you do?", "needs an answer", "about the person", "about 1 minute",
        "Before a wave can open with it", "Copyright NHS Health Scotland", "to come",
      ] { #expect(list.contains(words), "\(words)") }
      #expect(try await building.post(.questionAct("nights", .when), ["when-role": "Manager"]).status == .seeOther)
      #expect(try await building.get(.overview).text.contains("only after “Manager” (What do you do?)"))
      #expect(try await building.get(.questionAct("nights", .when)).text.contains("checked"))
      let refused = try await building.post(.questionAct("role", .remove))
      #expect(refused.status == .unprocessableContent && refused.text.contains("“Nights?” is shown only after"))
      #expect(try await building.post(.questionAct("wish", .remove)).status == .seeOther)
      #expect(try await building.get(.question("wish")).status == .notFound)
      let early = try await building.post(.pageAct(2, .up))
      #expect(early.status == .unprocessableContent && early.text.contains("stands earlier"))
      #expect(try await building.post(.questionAct("role", .down)).status == .seeOther)
      #expect(try await building.post(.questionAct("since", .up)).status == .seeOther)
    }
  }

  @Test("A question's form shows what is kept, and says at the field what is wrong with what was typed")
  func question() async throws {
    try await Building.with { building in
      try await build(building)
      let form = try await building.get(.question("role")).text
      for part in [
        "Practitioner\nManager\nDeputy</textarea>", "Leading = Manager; Deputy", "value=\"What do you do?\"",
      ] {
        #expect(form.contains(part), "\(part)")
      }
      for (fields, field) in [
        (["ask": "", "id": "role", "options": "A\nB"], "ask"),
        (["ask": "A?", "id": "role", "options": "A"], "options"),
        (["ask": "A?", "id": "Role!", "options": "A\nB"], "id"),
        (["ask": "A?", "id": "wish", "options": "A\nB"], "id"),
        (["ask": "A?", "id": "role", "options": "A; B\nC"], "options"),
        (["ask": "A?", "id": "role", "options": "A\nA"], "options"),
        (["ask": "A?", "id": "role", "options": "A\nB", "merge": "C = A; D"], "merge"),
      ] {
        let response = try await building.post(.question("role"), fields)
        #expect(response.status == .unprocessableContent, "\(fields)")
        #expect(
          response.text.contains("id=\"\(field)-fault\"") && response.text.contains("href=\"#\(field)\""), "\(fields)")
      }
      let version = try await building.version()
      #expect(version == "10")
      let changed = try await building.post(
        .question("role"), ["ask": "Your work?", "id": "post", "options": "Practitioner\nManager\nDeputy"])
      #expect(changed.status == .seeOther)
      #expect(try await building.get(.question("post")).text.contains("Your work?"))
    }
  }

  @Test("Whoever changes a version that is no longer the latest is told so, however often, and keeps what was typed")
  func conflict() async throws {
    try await Building.with { building in
      try await build(building)
      let fields = ["ask": "My words", "id": "wish", "limit": "500", "version": "9"]
      for _ in 1...2 {
        let response = try await building.post(.question("wish"), fields)
        #expect(
          response.status == .unprocessableContent && response.text.contains("omebody saved version 10"))
        #expect(response.text.contains("value=\"My words\"") && response.text.contains("name=\"version\" value=\"9\""))
      }
      #expect(try await building.version() == "10")
      let file = try await building.reception.post(
        .studies(.questionnaire("frontline")), building.lead, ["text": "questionnaire: X\npages: []", "version": "3"])
      #expect(file.status == .unprocessableContent)
    }
  }

  @Test("The ready questionnaire begins a study; another takes its place only when that is ticked")
  func template() async throws {
    try await Building.with { building in
      let wrong = try await building.post(.start, ["with": "free", "modules": "worklife"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("modules-fault"))
      #expect(try await building.post(.start, ["with": "template", "burnout": "proqol5"]).status == .seeOther)
      let list = try await building.get(.overview).text
      #expect(list.contains("Deaths and overdoses") && list.contains("proqol5") && list.contains("to come"))
      #expect(try await building.post(.start, ["with": "empty"]).text.contains("anew-fault"))
      #expect(try await building.post(.start, ["with": "empty", "anew": "yes"]).status == .seeOther)
      #expect(!(try await building.get(.overview).text.contains("Deaths and overdoses")))
    }
  }

  @Test("A wave's list of what is missing names the questionnaire until every wording is there")
  func wordings() async throws {
    try await Building.with { building in
      try await build(building)
      _ = try await building.reception.post(.studies(.plan("frontline")), building.lead, ["wave": "spring"])
      func missing() async throws -> String {
        try await building.reception.get(.desk(.wave("spring", .overview)), building.lead).text
      }
      #expect(try await missing().contains("cannot be asked without its item texts"))
      let wrong = try await building.post(.wording("swemwbs", .english), ["text": "1. One.\nTwo."])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("Line 2: this line has no item number"))
      #expect(try await building.post(.wording("swemwbs", .english), ["text": Self.pack]).status == .seeOther)
      let list = try await building.get(.wordings).text
      #expect(list.contains("given by <bdi>Sam Reed</bdi>") && list.contains("typed in"), "\(list)")
      let after = try await missing()
      #expect(!after.contains("cannot be asked") && !after.contains("questionnaire, version"))
      #expect(try await building.get(.wording("cbi", .english)).status == .notFound)
      #expect(try await building.get(.removeWording("swemwbs", .english)).text.contains("keeps the one it opened with"))
      #expect(try await building.post(.removeWording("swemwbs", .english)).status == .seeOther)
      #expect(try await missing().contains("cannot be asked without its item texts"))
    }
  }

  @Test("The preview goes from the information to the receipt, checks answers, and leaves nothing behind")
  func preview() async throws {
    try await Building.with { building in
      try await build(building)
      var page = try await building.get(.preview)
      #expect(page.status == .ok && page.text.contains("nothing") && page.text.contains("Back to the questionnaire"))
      func next(_ step: String, _ fields: [String: String]) async throws {
        page = try await building.reception.post(
          building.link(.preview), building.lead,
          fields.merging(["form-step": step, "form-next": "Continue", "form-agreed": "0"]) { given, _ in given })
      }
      try await next("information", ["form-agreed": ""])
      #expect(page.text.contains("agree-1"))
      try await next("consent", ["form-agreed": ""])
      #expect(page.status == .unprocessableContent)
      try await next("consent", ["form-agreed": "", "agree-1": "yes", "agree-2": "yes", "agree-3": "yes"])
      #expect(page.status == .ok && page.text.contains("What do you do?"), "\(page.text)")
      try await next("page-1", ["form-shown": "role", "role": "Manager"])
      #expect(page.text.contains("Item 1 of 7 stands here"))
      try await next("page-2", ["form-shown": "tasks often swemwbs nights since wish", "role": "Manager"])
      #expect(page.status == .unprocessableContent && page.text.contains("Nights?"))
      try await next("check", ["role": "Manager", "nights": "3"])
      #expect(page.status == .ok && page.text.contains("id=\"receipt\"") && !page.text.contains("/answer/"))
      let before = try await building.version()
      #expect(before == "10")
      let foreign = try await building.reception.post(building.link(.preview), building.lead, ["form-token": "x"])
      #expect(foreign.status == .forbidden)
    }
  }

  @Test("How small groups would be is counted from the units' sizes on the lists that were handed in")
  func groups() async throws {
    try await Building.with { building in
      try await build(building)
      #expect(try await building.get(.overview).text.contains("When a list of people has been handed in"))
      _ = try await building.reception.post(.studies(.plan("frontline")), building.lead, ["wave": "spring"])
      let reception = building.reception
      let studies = Studies(
        directory: reception.directory.database, keyring: reception.keyring, audit: reception.accounts.audit)
      let host = try await reception.directory.database.read { session in
        try #require(try OrganisationStore.installation(in: session)).host.id
      }
      let people = (0..<40).map { number in
        Roster.Person(name: "P\(number)", contact: "p\(number)@example.org", unit: number < 12 ? "North" : "South")
      }
      try await studies.putRoster(
        Roster(people: people), of: host, for: WaveName("spring"), by: .commandLine)
      let list = try await building.get(.overview).text
      #expect(list.contains("40 people are on the lists for spring; the smallest reporting unit has 12"))
      #expect(list.contains("about 13") && list.contains("about 4, below 10") && !list.contains("example.org"))
    }
  }
}
