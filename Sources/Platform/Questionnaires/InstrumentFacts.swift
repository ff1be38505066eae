import Instruments

/// What a study lead should know of an instrument before asking it.
package struct InstrumentFacts: Sendable, Hashable {
  package let id: String
  package let name: String
  package let items: Int
  /// What answering takes, estimated as for any question, before the wording is there.
  package let seconds: Double
  /// Whether its key is not verified, so that whoever asks it has to accept that.
  package let needsAcceptance: Bool
  /// Whether a confirmation from the manual says more of its key than the catalogue.
  package let needsKey: Bool
  /// Permission and fee, as the catalogue has them.
  package let permission: String
  /// Where the owner gives the wording.
  package let source: String

  init(_ instrument: Instrument) {
    id = instrument.id
    name = instrument.name
    items = instrument.itemCount
    seconds = Questionnaire.seconds(of: instrument)
    needsAcceptance = instrument.scoring == .needsAcceptance
    needsKey =
      switch instrument.scoring {
      case .noKey, .needsAcceptance: true
      default: false
      }
    permission = instrument.wording.licence
    source = instrument.wording.official
  }

  /// From the catalogue; nil where it has none of that name.
  package static func find(_ id: String) -> InstrumentFacts? {
    (try? Catalogue.instrument(id)).map { InstrumentFacts($0) }
  }

  /// The catalogue without what has no fixed items or answers, and what must not be asked because nobody reads the answers in time.
  package static func offered() throws -> [InstrumentFacts] {
    try Catalogue.instruments().filter { instrument in
      instrument.itemCount > 0 && !instrument.responses.isEmpty && instrument.safetyItem == nil
    }.map { InstrumentFacts($0) }
  }
}

extension Questionnaire.InstrumentUse {
  package var facts: InstrumentFacts { InstrumentFacts(instrument) }
  package var verdict: WordingVerdict { WordingVerdict(verdicts) }
}

extension SuppliedWording {
  /// How far it is the official one; nil where it does not fit the instrument that is asked now.
  package func verdict(as use: Questionnaire.InstrumentUse) -> WordingVerdict? {
    (try? WordingPack(text: text, for: use.instrument, file: file)).map { WordingVerdict(use.instrument.verify($0)) }
  }
}
