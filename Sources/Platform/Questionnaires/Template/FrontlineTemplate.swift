import Instruments
package import Problems

/// A questionnaire to begin with: burnout at work in a frontline service. Every question of it is Hearth's own; instruments stand in it by
/// name, and their item texts come from their owners.
package struct FrontlineTemplate: Sendable {
  /// How burnout is measured.
  package enum Burnout: String, Sendable, CaseIterable { case mbi_hss, proqol5, cbi }

  /// What may be asked besides the core.
  package enum Module: String, Sendable, CaseIterable {
    /// Six areas of working life (AWS).
    case worklife
    /// Quality of working life (WRQoL).
    case quality
    /// What the employer answers for (HSE Management Standards).
    case standards
    /// Two more open questions.
    case words
  }

  package let burnout: Burnout
  package let modules: Set<Module>
  /// Nothing whose owner asks for a fee of anybody.
  package let isFree: Bool

  /// The variant without a fee measures burnout by the CBI, has the HSE's tool in its core and no SWEMWBS.
  /// - Throws: `Problem` for a module or a measure that the variant without a fee cannot have.
  package init(burnout: Burnout?, modules: Set<Module>, isFree: Bool) throws(Problem) {
    let unfree = modules.filter { $0 == .worklife || $0 == .quality }.map(\.rawValue).sorted()
    if isFree, !unfree.isEmpty || (burnout ?? .cbi) != .cbi {
      throw Problem(
        "the variant without a fee has the CBI and the HSE's tool; "
          + (unfree + [burnout].compactMap { $0 == .cbi ? nil : $0?.rawValue }).joined(separator: " and ")
          + " may cost something",
        remedy: "leave them out, or leave --no-fee out")
    }
    self.burnout = burnout ?? (isFree ? .cbi : .mbi_hss)
    self.modules = isFree ? modules.union([.standards]) : modules
    self.isFree = isFree
  }

  /// The files by name: the questionnaire, and for each instrument a place for its wording.
  package func files() throws(Problem) -> [String: String] {
    var files = ["questionnaire.yaml": text]
    for id in instruments {
      let instrument = try Catalogue.instrument(id)
      files["wording/\(id).txt"] = Self.place(for: instrument)
    }
    return files
  }

  var instruments: [String] {
    [burnout.rawValue] + (isFree ? [] : ["swemwbs"]) + (modules.contains(.worklife) ? ["aws28"] : [])
      + (modules.contains(.quality) ? ["wrqol"] : []) + (modules.contains(.standards) ? ["hse_msit"] : [])
  }

  /// The questionnaire's text.
  var text: String {
    let measures = instruments.map(Self.page).joined()
    return Self.opening + Self.you + Self.job + Self.service + Self.exposure + measures
      + (modules.contains(.words) ? Self.moreWords : "") + Self.words
  }

  private static func place(for instrument: Instrument) -> String {
    let labels = instrument.responses.flatMap(\.options).filter { $0.label == nil }.map { "\($0.code) = …" }
    let labelled =
      labels.isEmpty
      ? "" : "# The words of the answers belong to the owner too. Add:\n" + labels.map { "#   \($0)\n" }.joined()
    return """
      # \(instrument.name): put its \(instrument.itemCount) items here, one a line, numbered 1. to \(instrument.itemCount).
      # From: \(instrument.wording.official)
      # Permission and fee: \(instrument.wording.licence)
      # Where its owner asks for a line of copyright on the page, write it as hint: of the question.
      \(labelled)
      """
  }

  private static func page(_ id: String) -> String {
    let (title, ask, needsAcceptance) =
      switch id {
      case "mbi_hss": ("How you feel about your work", "How often have you felt like this?", false)
      case "proqol5": ("How you feel about helping", "Over the last 30 days, how often was this so?", false)
      case "cbi": ("Tired or rested", "How often, or how much, is this so?", false)
      case "swemwbs": ("The last two weeks", "How has each of these been over the last two weeks?", false)
      case "aws28": ("The place you work in", "How far do you agree?", true)
      case "wrqol": ("Work and the rest of life", "How far do you agree?", true)
      default: ("How work is organised", "How often, or how much, is this so where you work?", false)
      }
    let key =
      needsAcceptance
      ? """
              # Its key is not verified: confirm it from the manual (hearth instruments confirm \(id)) and write confirmation:, or accept it:
              acceptUnverified: false

      """ : ""
    return """
        - title: \(title)
          questions:
            - id: \(id)
              ask: \(ask)
              instrument: \(id)
              wording: wording/\(id).txt
      \(key)
      """
  }
}
