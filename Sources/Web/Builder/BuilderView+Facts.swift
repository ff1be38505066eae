import Markup
import Platform

/// What the instruments need, and how small groups would be.
extension BuilderView {
  var instruments: Node {
    guard !questionnaire.instruments.isEmpty else { return .empty }
    return .fragment([
      Form.table(
        "Instruments", head: ["Instrument", "Minutes", "Wording", "Permission and fee"],
        rows: questionnaire.instruments.map { use in
          [
            .text(use.facts.name), .text(Minutes.words(seconds(of: use))), .text(wording(of: use)),
            .text(use.facts.permission),
          ]
        }),
      HTML.p { HTML.a(.class("button"), .href(Link.desk(place.link(.wordings)).path)) { "Wordings" } },
    ])
  }

  private func seconds(of use: Questionnaire.InstrumentUse) -> Double {
    questionnaire.questions.first { $0.instrument?.facts.id == use.facts.id }?.seconds ?? 0
  }

  private func wording(of use: Questionnaire.InstrumentUse) -> String {
    use.hasWording ? use.verdict.words : "to come"
  }

  /// How few people one answer about themselves would leave, by the numbers of the lists that were handed in.
  var groups: Node {
    let title = HTML.h2 { "How small groups would be" }
    guard let people else {
      return .fragment([
        title,
        HTML.p {
          "When a list of people has been handed in for a wave, this shows how many of them would share one answer about themselves."
        },
      ])
    }
    let groups = questionnaire.expectedGroups(of: people)
    guard !groups.isEmpty else {
      return .fragment([title, HTML.p { "No question says who somebody is, so no answer makes a small group." }])
    }
    return .fragment([
      title,
      HTML.p {
        "\(String(people.people)) people are on the lists for \(people.wave.description); the smallest reporting unit has \(String(questionnaire.smallestUnit(of: people))). If all answered, so many would share one answer. “Even” is if every answer were given equally often. “Uneven” is the rarest answer if the second were given half as often as the first, the third a third as often, and so on: real answers are often like that. What turns out below \(String(people.threshold)) is put together or left out."
      },
      Form.table(
        "People behind one answer",
        head: [
          "Question", "Answers", "In all, even", "In all, uneven", "Smallest unit, even", "Smallest unit, uneven",
        ],
        rows: groups.map { group in
          [
            .text(group.questions.map(asked).joined(separator: " and ")), .text(String(group.answers)),
          ]
            + [group.even.inAll, group.uneven.inAll, group.even.inSmallestUnit, group.uneven.inSmallestUnit].map {
              .text(Self.rounded($0, people.threshold))
            }
        }),
      HTML.p(.class("hint")) {
        "Where several answers may be ticked each is counted by itself. Of a number or a month every one that may be typed counts as an answer; these stand beside no other answer after the close."
      },
    ])
  }

  private func asked(_ id: String) -> String { questionnaire.questions.first { $0.id == id }?.ask ?? id }

  private static func rounded(_ value: Double, _ threshold: Int) -> String {
    let whole = Int(value)
    return (whole < 1 ? "fewer than 1" : "about \(whole)") + (value < Double(threshold) ? ", below \(threshold)" : "")
  }
}
