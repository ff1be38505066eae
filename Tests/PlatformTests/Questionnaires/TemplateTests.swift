import Instruments
import Problems
import Testing

@testable import Platform

@Suite struct TemplateTests {
  static let variants: [(burnout: FrontlineTemplate.Burnout?, modules: [FrontlineTemplate.Module], isFree: Bool)] = [
    (nil, [], false), (.proqol5, [], false), (.cbi, [], false), (nil, [], true),
    (nil, [.worklife, .quality, .standards, .words], false), (nil, [.words], true),
  ]

  @Test(
    "Every variant reads as a draft, names each instrument's owner, and cannot open before the wordings are there",
    arguments: variants)
  func reads(_ burnout: FrontlineTemplate.Burnout?, _ modules: [FrontlineTemplate.Module], _ isFree: Bool) throws {
    let template = try FrontlineTemplate(burnout: burnout, modules: Set(modules), isFree: isFree)
    let files = try template.files()
    let draft = try read(files, isDraft: true)
    #expect(draft.instruments.map(\.instrument.id) == template.instruments)
    #expect(draft.instruments.allSatisfy { !$0.lacking.isEmpty })
    #expect(throws: Problem.self) { try read(files, isDraft: false) }
    for use in draft.instruments {
      #expect(files["wording/\(use.instrument.id).txt"]?.contains(use.instrument.wording.licence) == true)
    }
    if isFree {
      #expect(!draft.instruments.contains { ["mbi_hss", "aws28", "swemwbs", "wrqol"].contains($0.instrument.id) })
    }
  }

  @Test("The core takes at most 12 minutes by the stated rule", arguments: variants.prefix(4))
  func minutes(_ burnout: FrontlineTemplate.Burnout?, _ modules: [FrontlineTemplate.Module], _ isFree: Bool) throws {
    let draft = try read(FrontlineTemplate(burnout: burnout, modules: [], isFree: isFree).files(), isDraft: true)
    #expect(draft.minutes <= 12, "\(draft.minutes)")
  }

  @Test("With the owners' words in their files it opens")
  func opens() throws {
    var files = try FrontlineTemplate(burnout: nil, modules: [], isFree: true).files()
    for id in ["cbi", "hse_msit"] {
      let count = try Catalogue.instrument(id).itemCount
      files["wording/\(id).txt", default: ""] += (1...count).map { "\($0). Invented words number \($0).\n" }.joined()
    }
    let read = try read(files, isDraft: false)
    #expect(read.instruments.allSatisfy { $0.lacking.isEmpty })
    #expect(try Questionnaire(text: read.text, file: "stored").columns == read.columns)
    #expect(read.asked(["deaths": ["2 or 3"]]).isSuperset(of: ["suicide", "followup"]))
    // Whoever met no death may have met overdoses: what followed is asked of everybody.
    let none = read.asked(["deaths": ["None"]])
    #expect(!none.contains("suicide") && none.contains("followup"))
  }

  @Test("Every variant asks about all that the study is about", arguments: variants)
  func topics(_ burnout: FrontlineTemplate.Burnout?, _ modules: [FrontlineTemplate.Module], _ isFree: Bool) throws {
    let template = try FrontlineTemplate(burnout: burnout, modules: Set(modules), isFree: isFree)
    let draft = try read(template.files(), isDraft: true)
    let people = draft.questions.filter { $0.options?.describesPeople == true }
    #expect(
      people.map(\.id) == ["age", "gender", "role", "sector", "job", "hours", "service", "field", "lived"])
    #expect(people.allSatisfy { $0.options?.preferNot == true && !$0.required })
    let work = ["tasks", "before", "now", "staffing", "challenges", "supports"]
    let exposure = ["deaths", "suicide", "overdoses", "followup"]
    let words = modules.contains(.words) ? ["keeps", "stop", "change"] : ["change"]
    #expect(
      draft.questions.map(\.id).filter { !template.instruments.contains($0) } == people.map(\.id) + work + exposure
        + words)
    #expect(draft.questions.filter { exposure.contains($0.id) }.allSatisfy { $0.options?.preferNot == true })
    #expect(template.instruments.contains { ["mbi_hss", "proqol5", "cbi"].contains($0) })
    #expect(isFree ? template.instruments.contains("hse_msit") : template.instruments.contains("swemwbs"))
    #expect(draft.refused.isEmpty && draft.refusedAround.isEmpty)
  }

  @Test("Nothing that costs something comes into the variant without a fee")
  func free() {
    for (burnout, modules) in [
      (FrontlineTemplate.Burnout.mbi_hss, Set()), (nil, [FrontlineTemplate.Module.worklife]), (nil, [.quality]),
    ] as [(FrontlineTemplate.Burnout?, Set<FrontlineTemplate.Module>)] {
      #expect(throws: Problem.self) { try FrontlineTemplate(burnout: burnout, modules: modules, isFree: true) }
    }
  }

  @Test("Expected groups are people by answers, and the compared questions together")
  func groups() throws {
    let text = Sample.text.replacing("ordered: true}", with: "ordered: true, compare: true}")
    let questionnaire = try Questionnaire(text: text, file: "q.yaml")
    let roster = try Sample.roster([("North", 30), ("South", 15), ("South / A", 4)])
    #expect(questionnaire.smallestUnit(of: roster) == 19)
    let groups = questionnaire.expectedGroups(of: roster)
    #expect(groups.map(\.questions) == [["role"], ["years"], ["role", "years"]])
    #expect(groups.map(\.answers) == [3, 3, 9])
    #expect(abs(groups[2].even.inAll - 49.0 / 9) < 1e-12 && abs(groups[0].even.inSmallestUnit - 19.0 / 3) < 1e-12)
    // The rarest of three: (1/3) / (1 + 1/2 + 1/3) = 2/11.
    #expect(abs(groups[0].uneven.inAll - 49.0 * 2 / 11) < 1e-12)
    #expect(abs(groups[2].uneven.inSmallestUnit - 19.0 * 4 / 121) < 1e-12)
  }

  @Test("Several answers, numbers and months about people have expected groups too; what people said has none")
  func otherGroups() throws {
    let text = """
      questionnaire: Work
      pages:
        - questions:
            - {id: posts, ask: Posts?, several: [Day, Night, Bank, Relief], about: person}
            - {id: tasks, ask: Tasks?, several: [Calls, Visits]}
            - {id: years, ask: Years?, number: [0, 40]}
            - {id: since, ask: Since?, month: [2020-11, 2022-01]}
            - {id: wish, ask: Wish?, text: 100}
      """
    let questionnaire = try Questionnaire(text: text, file: "q.yaml", isDraft: true)
    let groups = questionnaire.expectedGroups(of: try Sample.roster([("North", 50)]))
    #expect(groups.map(\.questions) == [["posts"], ["years"], ["since"]] && groups.map(\.answers) == [4, 41, 15])
    #expect(groups.allSatisfy { $0.uneven.inAll < $0.even.inAll })
    // 50 · (1/4) / (25/12) = 6.
    #expect(abs(groups[0].uneven.inAll - 6) < 1e-12)
  }

  @Test("The minutes follow the stated rule")
  func rule() throws {
    let text = """
      questionnaire: Work
      information: [one two three four five six]
      consent: [one two three]
      support: [Somebody.]
      pages:
        - questions:
            - {id: a, ask: one two three, choice: [one, two three]}
            - {id: b, ask: one two three, number: [0, 9]}
            - {id: c, ask: one two three, text: 100}
      """
    // 3 s + (1 + 1 + 4) + (1 + 15) + (1 + 60) = 86 s.
    #expect(try Questionnaire(text: text, file: "q.yaml").minutes == 2)
    #expect(try Questionnaire(text: text, file: "q.yaml").questions.map(\.seconds) == [6, 16, 61])
  }

  private func read(_ files: [String: String], isDraft: Bool) throws(Problem) -> Questionnaire {
    try Questionnaire(text: files["questionnaire.yaml"] ?? "", file: "questionnaire.yaml", isDraft: isDraft) {
      name throws(Problem) in
      guard let text = files[name] else { throw Problem("no file", at: name, remedy: "-") }
      return text
    }
  }
}
