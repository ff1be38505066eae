import Markup
import Platform

/// A wave with its study, for somebody who has to do with it.
struct WavePlace {
  let wave: WaveName
  let study: Study
  let planned: PlannedWave
  let visitor: SignedIn
  let state: Studies.WaveState

  func link(_ link: WaveLink) -> DeskLink { .wave(wave.description, link) }
  var actor: AuditEntry.Actor { .account(visitor.account.id) }

  /// Its name, below the way back to its study.
  @MarkupBuilder var heading: [Node] {
    HTML.p(.class("kicker")) {
      HTML.a(.href(Link.desk(.studies(.study(study.name.description))).path)) { .text(study.title) }
    }
    HTML.h1 { .text(wave.description) }
  }
}
