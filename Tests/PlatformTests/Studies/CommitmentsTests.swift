import Problems
import Testing

@testable import Platform

@Suite struct CommitmentsTests {
  static let today = Day(number: 20_000)
  static let kept = Commitments(
    owner: "The partnership's board", act: "Two days a month", supportChecked: today.adding(-10),
    staffHear: today.adding(60),
    managersHear: today.adding(60))

  @Test("With owner, means, days and help checked lately nothing stands in the way")
  func kept() {
    #expect(Self.kept.problems(on: Self.today).isEmpty)
  }

  @Test(
    "Each thing that is missing is named with its place",
    arguments: [
      "owner", "act", "staffHear", "order", "old", "future",
    ])
  func missing(_ what: String) {
    var commitments = Self.kept
    switch what {
    case "owner": commitments.owner = " "
    case "act": commitments.act = ""
    case "staffHear": commitments.staffHear = Self.today.adding(-1)
    case "order": commitments.managersHear = Self.today.adding(59)
    case "old": commitments.supportChecked = Self.today.adding(-91)
    default: commitments.supportChecked = Self.today.adding(1)
    }
    let problems = commitments.problems(on: Self.today)
    #expect(problems.count == 1 && problems.allSatisfy { !$0.place.isEmpty && !$0.remedy.isEmpty })
  }

  @Test("A check holds for ninety days, the ninetieth included")
  func ninety() {
    var commitments = Self.kept
    commitments.supportChecked = Self.today.adding(-90)
    #expect(commitments.problems(on: Self.today).isEmpty)
  }
}

@Suite struct ParticipantInformationTests {
  @Test("A draft says which headings only the study can fill, and promises nothing that cannot be kept")
  func draft() {
    let problems = ParticipantInformation.draft().problems
    let places = Set(problems.map(\.place))
    #expect(places.contains("Who asks, who pays, who approved it") && !places.contains("Consent"))
    #expect(problems.allSatisfy { $0.what == "nothing is said here" })
  }

  @Test(
    "Promises that nobody can keep are refused where they stand",
    arguments: [
      "We guarantee that nobody will know.", "Your answers are 100% safe.", "It is completely anonymous.",
    ])
  func promises(_ words: String) {
    var information = ParticipantInformation.draft()
    for heading in ParticipantInformation.Heading.allCases where information.sections[heading] == nil {
      information.sections[heading] = ["Said."]
    }
    #expect(information.problems.isEmpty)
    information.sections[.purpose] = [words]
    #expect(information.problems.map(\.place) == ["What this is for"])
    information.sections[.purpose] = ["Said."]
    information.consent.append(words)
    #expect(information.problems.map(\.place) == ["Consent"])
  }
}
