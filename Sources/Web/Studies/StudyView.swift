import Markup
import Platform
import Problems

/// A study's own page: its texts, and its waves.
struct StudyView {
  let study: Study
  let information: Version<ParticipantInformation>?
  let questionnaire: Version<String>?
  let waves: [Wave]
  let organisations: [String]
  /// Whether this visitor may change it.
  let leads: Bool
  /// Whether they may read what people are told and asked.
  let readsTexts: Bool
  /// What partners agreed on; nil where there are none.
  let sharing: Sharing?

  struct Wave {
    let name: WaveName
    let state: Studies.WaveState
    let purpose: PlannedWave.Purpose
  }

  private var name: String { study.name.description }

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["wave"])
    HTML.h1 { .text(study.title) }
    HTML.dl(.class("facts")) {
      fact("Organisations", organisations.joined(separator: ", "), change: .partners(name))
      if let sharing { fact("Partners’ own sheets", Self.words(sharing), change: .sharing(name)) }
      fact("Participant information", informationWords, change: .information(name))
      fact(
        "Questionnaire", questionnaire.map { "Version \($0.number)" } ?? "None yet", change: .builder(name, .overview))
    }
    if readsTexts {
      HTML.p {
        HTML.a(.href(Link.desk(.studies(.reading(name, nil))).path)) { "Read what people are told and asked" }
      }
    }
    HTML.h2 { "Waves" }
    if waves.isEmpty { HTML.p { "No wave has been planned." } }
    HTML.ul(.class("ways")) {
      for wave in waves {
        HTML.li {
          HTML.a(.href(Link.desk(.wave(wave.name.description, .overview)).path)) { .text(wave.name.description) }
          HTML.p { .text((wave.purpose == .pilot ? "Pilot. " : "") + Self.words(wave.state)) }
        }
      }
    }
    if leads {
      HTML.h2 { "Plan a wave" }
      exchange.form(to: .studies(.plan(name))) {
        Form.line(
          "wave", "Name of the wave", state,
          hint: "Part of every invitation: 3 to 40 lower-case letters, digits and hyphens, such as spring-2027.")
        Form.tick(
          "pilot",
          "A pilot: a few colleagues try the questionnaire out; their answers are read by nobody and deleted", state)
        Form.send("Plan it")
      }
    }
  }

  private var informationWords: String {
    guard let information else { return "None yet" }
    let missing = information.content.problems.count
    return "Version \(information.number)"
      + (missing == 0 ? "" : ", \(missing) \(missing == 1 ? "thing is" : "things are") missing")
  }

  private func fact(_ title: String, _ words: String, change: StudiesLink) -> Node {
    Form.fact(title, .text(words), change: leads ? (.studies(change), "Change") : nil)
  }

  static func words(_ sharing: Sharing) -> String {
    switch sharing.others {
    case .never: "Each partner reads its own; others never do"
    case .after(let days): "Each partner reads its own first; others \(days) days after staff hear the results"
    }
  }

  static func words(_ state: Studies.WaveState) -> String {
    switch state {
    case .planned: "Being prepared"
    case .open: "Open: people are answering"
    case .closed: "Closed"
    }
  }
}
